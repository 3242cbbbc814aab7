package org.loyaltyrules.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.drools.base.definitions.InternalKnowledgePackage;
import org.drools.base.definitions.rule.impl.RuleImpl;
import org.drools.base.rule.accessor.Enabled;
import org.drools.core.base.ClassFieldAccessorCache;
import org.drools.core.impl.RuleBaseFactory;
import org.drools.core.reteoo.CoreComponentFactory;
import org.drools.kiesession.rulebase.InternalKnowledgeBase;
import org.drools.kiesession.rulebase.KnowledgeBaseFactory;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBaseConfiguration;
import org.kie.api.KieServices;
import org.kie.api.definition.KiePackage;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.conf.ClockTypeOption;
import org.kie.api.runtime.conf.KeepReferenceOption;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.program.Rule;

/** The network of a program's rules, and sessions on it that are kept from one evaluation to the next. */
final class SessionPool {

    /** A session and its log. */
    record Session(
            KieSession drools, FiringLog log, @Nullable TrustedListener trusted) {}

    static final String PACKAGE = "org.loyaltyrules.rules.network";
    private static final int MOST_IDLE = 64;

    private final ProgramDefinition program;
    private final Map<String, Rule> trusted = new HashMap<>();
    private final InternalKnowledgeBase base;
    private final KieSessionConfiguration configuration;
    private final boolean kept;
    private final ConcurrentLinkedDeque<Session> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger idleCount = new AtomicInteger();

    /** Builds the network. The order of the rules settles nothing but in what order they fire. */
    SessionPool(ProgramDefinition program, List<CompiledRule> rules, Collection<KiePackage> trustedPackages) {
        this.program = program;
        rules.stream()
                .filter(CompiledRule::trusted)
                .forEach(rule -> trusted.put(rule.rule().name(), rule.rule()));
        // What a trusted rule has inserted or changed nobody can take back.
        this.kept = trusted.isEmpty()
                && rules.stream().noneMatch(rule -> rule.attributes().needFreshSession());
        ClassLoader loader = trusted.isEmpty() ? SessionPool.class.getClassLoader() : TrustedCompiler.classLoader();
        InternalKnowledgePackage content = withOwnClassLoader(() -> {
            InternalKnowledgePackage created = CoreComponentFactory.get().createKnowledgePackage(PACKAGE);
            created.setClassFieldAccessorCache(new ClassFieldAccessorCache(loader));
            created.setClassLoader(loader);
            return created;
        });
        int order = 0;
        for (CompiledRule rule : rules) {
            int number = 0;
            for (CompiledRule.Alternative alternative : rule.alternatives()) {
                if (rule.attributes().enabled()) {
                    String name = rule.rule().name() + (number++ == 0 ? "" : "\n" + number);
                    content.addRule(NetworkBuilder.build(rule, alternative, PACKAGE, name, order++));
                }
            }
        }
        List<KiePackage> packages = new ArrayList<>(trustedPackages);
        packages.add(content);
        this.base = withOwnClassLoader(() -> base(packages, loader));
        bindDates();
        this.configuration = withOwnClassLoader(SessionPool::sessionConfiguration);
        // The first session loads what Drools loads late.
        giveBack(withOwnClassLoader(this::create));
    }

    private static InternalKnowledgeBase base(List<KiePackage> packages, ClassLoader loader) {
        KieBaseConfiguration configuration = RuleBaseFactory.newKnowledgeBaseConfiguration(null, loader);
        InternalKnowledgeBase base = KnowledgeBaseFactory.newKnowledgeBase(configuration);
        base.addPackages(packages);
        return base;
    }

    /** Trusted rules are in effect from and until the days of their annotations, as all rules are. */
    private void bindDates() {
        for (KiePackage content : base.getKiePackages()) {
            for (Object written : content.getRules()) {
                Rule rule = trusted.get(((RuleImpl) written).getName());
                if (rule != null && !content.getName().equals(PACKAGE)) {
                    RuleImpl compiled = (RuleImpl) written;
                    Enabled enabled = compiled.getEnabled();
                    compiled.setEnabled((tuple, declarations, drools, resolver) ->
                            FiringLog.of(resolver).inEffect(rule)
                                    && (enabled == null || enabled.getValue(tuple, declarations, drools, resolver)));
                }
            }
        }
    }

    private static KieSessionConfiguration sessionConfiguration() {
        KieSessionConfiguration configuration = KieServices.Factory.get().newKieSessionConfiguration();
        // A session of the real-time clock would keep a thread; nothing here asks the clock anyway.
        configuration.setOption(ClockTypeOption.PSEUDO);
        configuration.setOption(KeepReferenceOption.NO);
        return configuration;
    }

    Session borrow() {
        Session session = idle.pollFirst();
        if (session == null) {
            return withOwnClassLoader(this::create);
        }
        idleCount.decrementAndGet();
        return session;
    }

    /** Takes back a session without facts. */
    void giveBack(Session session) {
        if (kept && idleCount.incrementAndGet() <= MOST_IDLE) {
            idle.addFirst(session);
            return;
        }
        if (kept) {
            idleCount.decrementAndGet();
        }
        session.drools().dispose();
    }

    /** Throws a session away that may hold the remains of a failure. */
    void discard(Session session) {
        session.drools().dispose();
    }

    /** Throws away all idle sessions. */
    void release() {
        for (Session session = idle.pollFirst(); session != null; session = idle.pollFirst()) {
            idleCount.decrementAndGet();
            session.drools().dispose();
        }
    }

    /** Whether sessions are used more than once, and must be cleaned. */
    boolean keepsSessions() {
        return kept;
    }

    private Session create() {
        FiringLog log = new FiringLog();
        KieSession session = base.newKieSession(configuration, null);
        session.getGlobals().set(FiringLog.NAME, log);
        if (trusted.isEmpty()) {
            return new Session(session, log, null);
        }
        TrustedAwards awards = new TrustedAwards(program, log);
        session.getGlobals().set(TrustedAwards.NAME, awards);
        TrustedListener listener = new TrustedListener(trusted, log, awards);
        session.addEventListener(listener);
        return new Session(session, log, listener);
    }

    /** Drools looks for its own parts with the thread's class loader, which in servers may not see a library. */
    private static <T> T withOwnClassLoader(Supplier<T> action) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(SessionPool.class.getClassLoader());
        try {
            return action.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
