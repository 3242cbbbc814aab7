package org.loyaltyrules.rules;

import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.award.Firing;
import org.loyaltyrules.fact.Member;
import org.loyaltyrules.program.PointsPolicy;
import org.loyaltyrules.program.Problem;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.program.Rule;
import org.loyaltyrules.program.RuleOutline;

/**
 * The rules of a program, checked and compiled. Immutable and thread-safe.
 *
 * <p>No code of a rule's author is compiled or run as such: conditions and consequences are read by this library, in
 * the words of the rule language and no others, and evaluated in a network of Drools. Only rules that are loaded as {@link
 * RuleSafety#TRUSTED} may say more.
 */
public final class RuleSet {

    /** How long trusted rules may take where nobody says how long. */
    public static final Duration DEADLINE = Duration.ofSeconds(5);

    private final List<CompiledRule> compiled;
    private final List<Rule> rules;
    private final String digest;
    private final Set<Class<?>> inspected = new HashSet<>();
    private final SingleFactRules singles;
    private final @Nullable Network network;
    private final FiringForecast forecast;
    private final FiringForecast onSomeDays;
    private final boolean changeMonthly;
    private final boolean changeYearly;
    private final @Nullable Consumer<Rule> listener;
    private final @Nullable EvaluationGuard guard;

    private RuleSet(List<CompiledRule> compiled, @Nullable Network network, PointsPolicy points, String digest) {
        this.compiled = List.copyOf(compiled);
        this.digest = digest;
        this.rules = compiled.stream().map(CompiledRule::rule).toList();
        Set<FactKind> matched = EnumSet.noneOf(FactKind.class);
        compiled.forEach(rule -> matched.addAll(rule.matched()));
        boolean trusting = compiled.stream().anyMatch(CompiledRule::trusted);
        if (trusting) {
            // What they look at only Drools knows.
            matched.addAll(EnumSet.allOf(FactKind.class));
        }
        matched.forEach(kind -> inspected.add(kind.type()));
        this.singles = new SingleFactRules(
                compiled.stream().filter(rule -> !isInNetwork(rule, trusting)).toList());
        this.network = network;
        Function<CompiledRule, Steadiness> steadiness = rule -> Steadiness.of(rule, points);
        this.forecast = new FiringForecast(this.compiled, steadiness);
        this.onSomeDays = FiringForecast.ofAllDays(this.compiled, steadiness).those(Steadiness::isDaily);
        this.changeMonthly =
                !forecast.those(rule -> !rule.isDaily() && rule.isMonthly()).isEmpty();
        this.changeYearly =
                !forecast.those(rule -> !rule.isDaily() && rule.isYearly()).isEmpty();
        this.guard = trusting ? new EvaluationGuard(DEADLINE) : null;
        this.listener = null;
    }

    private RuleSet(RuleSet same, @Nullable Consumer<Rule> listener, @Nullable EvaluationGuard guard) {
        this.compiled = same.compiled;
        this.rules = same.rules;
        this.digest = same.digest;
        this.inspected.addAll(same.inspected);
        this.singles = same.singles;
        this.network = same.network;
        this.forecast = same.forecast;
        this.onSomeDays = same.onSomeDays;
        this.changeMonthly = same.changeMonthly;
        this.changeYearly = same.changeYearly;
        this.listener = listener;
        this.guard = guard;
    }

    /**
     * Checks and compiles rule files. Neither the order of the files nor that of the rules in them matters.
     *
     * @param program whose catalog the rules are checked against
     * @param problems gets every problem of every file, in order of file and place
     * @return the rules; null where there is an error among the problems
     */
    public static @Nullable RuleSet compile(
            ProgramDefinition program, List<RuleSource> sources, List<Problem> problems) {
        return compile(program, sources, RuleSafety.SAFE, problems);
    }

    /**
     * Checks and compiles rule files. Neither the order of the files nor that of the rules in them matters.
     *
     * @param program whose catalog the rules are checked against
     * @param safety how much of DRL the files may use
     * @param problems gets every problem of every file, in order of file and place
     * @return the rules; null where there is an error among the problems
     */
    public static @Nullable RuleSet compile(
            ProgramDefinition program, List<RuleSource> sources, RuleSafety safety, List<Problem> problems) {
        Diagnostics diagnostics = new Diagnostics();
        ProgramCompiler compiler = new ProgramCompiler(program, safety, diagnostics);
        List<CompiledRule> rules = compiler.compile(sources);
        problems.addAll(diagnostics.inOrder());
        if (diagnostics.hasErrors()) {
            return null;
        }
        boolean trusting = rules.stream().anyMatch(CompiledRule::trusted);
        List<CompiledRule> joining =
                rules.stream().filter(rule -> isInNetwork(rule, trusting)).toList();
        Network network = joining.isEmpty()
                ? null
                : new Network(joining, new SessionPool(program, joining, compiler.trustedPackages()));
        return new RuleSet(rules, network, program.points(), RulesDigest.of(program, sources));
    }

    /** Beside trusted rules Drools evaluates all: these may take part in anything. */
    private static boolean isInNetwork(CompiledRule rule, boolean trusting) {
        return trusting || !SingleFactRule.fits(rule);
    }

    /**
     * The same rules, of which trusted ones are ended when they take longer.
     *
     * @param deadline how long they may take each time that rules fire; more than 0. Without effect where no rule is trusted
     */
    public RuleSet withDeadline(Duration deadline) {
        return new RuleSet(this, listener, guard == null ? null : new EvaluationGuard(deadline));
    }

    /** Whether some rules were compiled by Drools because they use more than the rule language. */
    public boolean hasTrustedRules() {
        return guard != null;
    }

    /** The rules, by name. */
    public List<Rule> rules() {
        return rules;
    }

    /**
     * A short text that stands for these rules, their catalog and whether somebody hears of firings; for the same the same, in
     * every process.
     */
    public String digest() {
        return listener == null ? digest : RulesDigest.heard(digest);
    }

    /** The same rules, which tell of every firing, whatever becomes of it; on the thread that evaluates them. */
    public RuleSet heardBy(Consumer<Rule> firings) {
        return new RuleSet(this, firings, guard);
    }

    /** What each rule looks at and can award, by name. */
    public List<RuleOutline> outlines() {
        return compiled.stream().map(CompiledRule::outline).toList();
    }

    /** Whether some rule has a pattern on facts of this type, which is one of the fact types of the rule language. */
    public boolean inspects(Class<?> factType) {
        return inspected.contains(factType);
    }

    /**
     * Whether some rule could fire on these facts; where it could not, an evaluation of them would do nothing. Costs less
     * than an evaluation. Where a condition fails, the answer is true, so that the evaluation tells of it.
     *
     * @param date the event's day in the program's zone
     * @param facts all that would be inserted, in one evaluation
     */
    public boolean couldFire(LocalDate date, List<?> facts) {
        try {
            return singles.wouldFire(facts, date) || network != null && network.couldFire(date, facts);
        } catch (RuntimeException conditionFails) {
            return true;
        }
    }

    /**
     * Which rules could fire on a day for some member. Conditions that ask what is not known are taken to hold. Who listens
     * hears of every firing, so that none may be spared.
     *
     * @param facts all that would be inserted, but the member; what they do not know of the member throws
     */
    public DayForecast forecast(LocalDate date, List<?> facts) {
        FiringForecast today = forecast.forSomebody(date, facts);
        return listener == null
                ? new DayForecast(date, today, today.those(Steadiness::isDaily), today.those(Steadiness::isOpen))
                : new DayForecast(date, today, today, today);
    }

    /**
     * Whether rules that may fire on one day and not on another could ever fire on these facts, on whatever day, as long as
     * what they tell of the member stays the same.
     */
    public boolean couldFireOnSomeDay(List<?> facts) {
        try {
            return onSomeDays.couldFireOnceInEffect(facts);
        } catch (RuntimeException conditionFails) {
            return true;
        }
    }

    /** Whether rules may fire in one month and not in another, and not because they fire on some days of a month. */
    public boolean changeMonthly() {
        return changeMonthly;
    }

    /** Whether rules may fire on a member's birthday or anniversary and not on other days, or the other way round. */
    public boolean changeYearly() {
        return changeYearly;
    }

    /**
     * Begins an evaluation. Rules that are not in effect on the day take no part in it.
     *
     * @param date the event's day in the program's zone
     */
    public RuleEvaluation begin(LocalDate date) {
        return new RuleEvaluation(this, date);
    }

    /**
     * What each rule should do with some facts, by name of the rule, and why not. Found out without a session and slowly, for
     * explanations.
     *
     * @param date the event's day in the program's zone
     * @param phases the facts that were inserted before each firing of the rules
     */
    public List<RuleVerdict> verdicts(LocalDate date, List<? extends List<?>> phases) {
        return compiled.stream()
                .map(rule -> new RuleExplainer(rule, date, phases).verdict())
                .toList();
    }

    /** As {@link #verdicts}, for one rule of this set. */
    public RuleVerdict verdict(Rule rule, LocalDate date, List<? extends List<?>> phases) {
        return new RuleExplainer(compiledOf(rule), date, phases).verdict();
    }

    /** Whether a rule of this set has a pattern on facts of this type. */
    public boolean looksAt(Rule rule, Class<?> factType) {
        return compiledOf(rule).matched().stream().anyMatch(kind -> kind.type() == factType);
    }

    private CompiledRule compiledOf(Rule rule) {
        return compiled.stream()
                .filter(one -> one.rule() == rule)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a rule of this set: " + rule.name()));
    }

    /** Lets go of what is kept between evaluations. Those to come are the same, the first of them slower. */
    public void releaseSessions() {
        if (network != null) {
            network.pool().release();
        }
    }

    /** What was compiled, by name of the rule. */
    List<CompiledRule> compiled() {
        return compiled;
    }

    /** Tells who listens, if anybody does. */
    void tell(List<Firing> firings) {
        if (listener != null) {
            firings.forEach(firing -> listener.accept(firing.rule()));
        }
    }

    /** Whether there are rules besides those that look at one fact alone. */
    boolean hasNetwork() {
        return network != null;
    }

    /** The rules that look at one fact alone. */
    SingleFactRules singles() {
        return singles;
    }

    /** Whether some of the other rules could fire; where a condition fails, the session will tell of it. */
    boolean networkCouldFire(LocalDate date, List<?> facts) {
        try {
            return network != null && network.couldFire(date, facts);
        } catch (RuntimeException conditionFails) {
            return true;
        }
    }

    /** Begins the evaluation of the other rules; null where there are none. */
    @Nullable
    NetworkEvaluation beginNetwork(LocalDate date) {
        return network == null ? null : network.begin(date, guard);
    }

    /** The type of facts that rules know it by. */
    static Class<?> typeOf(Object fact) {
        return fact instanceof Member ? Member.class : fact.getClass();
    }
}
