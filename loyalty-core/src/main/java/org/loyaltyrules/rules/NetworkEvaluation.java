package org.loyaltyrules.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.FactHandle;
import org.loyaltyrules.award.Firing;
import org.loyaltyrules.program.Rule;

/** The evaluation of a network's rules for one event. Not thread-safe; must be closed. */
final class NetworkEvaluation implements AutoCloseable {

    private final Network network;
    private final SessionPool pool;
    private final List<FactHandle> handles = new ArrayList<>();
    private SessionPool.@Nullable Session session;
    private final List<Object> waiting = new ArrayList<>();
    private final @Nullable EvaluationGuard guard;
    private boolean failed;
    private boolean lost;

    NetworkEvaluation(Network network, SessionPool.Session session, @Nullable EvaluationGuard guard) {
        this.guard = guard;
        this.network = network;
        this.pool = network.pool();
        this.session = session;
    }

    /**
     * Adds a fact. One that no rule looks at is left out.
     *
     * @throws RuleFailureException if a condition fails on it
     * @throws IllegalStateException if the evaluation is closed or has failed
     */
    void insert(Object fact) {
        SessionPool.Session open = open();
        if (!network.looksAt(fact)) {
            return;
        }
        open.log().inserted(fact);
        if (guard != null) {
            waiting.add(fact);
            return;
        }
        try {
            handles.add(open.drools().insert(fact));
        } catch (RuntimeException thrown) {
            throw failure(open, thrown);
        }
    }

    /**
     * Fires until no rule is left that matches and has not fired.
     *
     * @return what fired since the last call, by name of the rule, then by line items of the match in line order
     * @throws RuleFailureException if a rule fails, awards something illegal, or rules fire without end
     * @throws EvaluationTimeoutException if there are trusted rules and the rules take too long
     * @throws EvaluationRefusedException if too many evaluations of trusted rules never ended
     * @throws IllegalStateException if the evaluation is closed or has failed
     */
    List<Firing> fire() {
        SessionPool.Session open = open();
        if (guard != null) {
            return fireTrusted(open, guard);
        }
        try {
            open.drools().fireAllRules();
        } catch (RuntimeException thrown) {
            throw failure(open, thrown);
        }
        return open.log().take();
    }

    private List<Firing> fireTrusted(SessionPool.Session open, EvaluationGuard ended) {
        KieSession drools = open.drools();
        TrustedListener listener = Objects.requireNonNull(open.trusted());
        List<Object> facts = List.copyOf(waiting);
        waiting.clear();
        try {
            return ended.call(
                    () -> {
                        facts.forEach(drools::insert);
                        drools.fireAllRules();
                        return open.log().take();
                    },
                    new EvaluationGuard.Stop() {
                        @Override
                        public void halt() {
                            drools.halt();
                        }

                        @Override
                        public @Nullable String rule() {
                            Rule rule = listener.firing();
                            return rule == null ? null : rule.name();
                        }

                        @Override
                        public void abandoned() {
                            lost = true;
                        }
                    });
        } catch (EvaluationTimeoutException | EvaluationRefusedException timedOut) {
            failed = true;
            throw timedOut;
        } catch (RuntimeException thrown) {
            RuntimeException told = failure(open, thrown);
            throw told instanceof RuleFailureException ? told : listener.failure(told);
        } catch (StackOverflowError | LinkageError | AssertionError thrown) {
            failed = true;
            throw listener.failure(thrown);
        }
    }

    /** Ends the evaluation. What is called after it fails, but closing again does nothing. */
    @Override
    public void close() {
        SessionPool.Session open = session;
        session = null;
        if (open == null || lost) {
            return;
        }
        if (failed || !clean(open.drools())) {
            pool.discard(open);
        } else {
            pool.giveBack(open);
        }
    }

    private boolean clean(KieSession drools) {
        if (!pool.keepsSessions()) {
            return true;
        }
        try {
            for (FactHandle handle : handles) {
                drools.delete(handle);
            }
            return true;
        } catch (RuntimeException unclean) {
            return false;
        }
    }

    private SessionPool.Session open() {
        if (session == null || failed) {
            throw new IllegalStateException(
                    session == null ? "the evaluation is closed" : "the evaluation has failed; begin another");
        }
        return session;
    }

    /** Drools wraps what rules throw; only the rule and its file are of interest. */
    private RuntimeException failure(SessionPool.Session open, RuntimeException thrown) {
        failed = true;
        RuleFailureException known = open.log().failure();
        if (known != null) {
            return known;
        }
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof RuleFailureException failure) {
                return failure;
            }
        }
        return thrown;
    }
}
