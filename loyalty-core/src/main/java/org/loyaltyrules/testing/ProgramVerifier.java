package org.loyaltyrules.testing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.event.Action;
import org.loyaltyrules.event.Adjustment;
import org.loyaltyrules.event.Conversion;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.Erasure;
import org.loyaltyrules.event.MemberEvent;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.event.Redemption;
import org.loyaltyrules.event.Return;
import org.loyaltyrules.event.Transfer;
import org.loyaltyrules.program.Rule;
import org.loyaltyrules.program.Spelling;

/**
 * Tests a program in Java, in sentences of given, when and then:
 *
 * <pre>{@code
 * verify.given(member().tier("GOLD")).when(purchase("100")).awardsPoints(150);
 * verify.rule("Gold members earn half as much again").given(member().tier("GOLD")).when(purchase("100")).awardsPoints(50);
 * }</pre>
 *
 * <p>Each sentence has an engine and members of its own. {@link #rule} speaks of one rule's part in what the whole program
 * decides; {@link #given} without it, of the whole. What is not as said is an {@link AssertionError} that tells what was
 * expected, what came, and what the rules did. Needs no test framework.
 *
 * <p>Thread-safe; its sentences are each for one thread.
 */
public final class ProgramVerifier {

    private final LoyaltyProgram program;
    private final LoyaltyProgram giving;
    private final Set<String> fired = ConcurrentHashMap.newKeySet();

    private ProgramVerifier(LoyaltyProgram program) {
        this.program = program;
        this.giving = GivenMembers.giving(program);
    }

    /** Tests this program. */
    public static ProgramVerifier of(LoyaltyProgram program) {
        return new ProgramVerifier(program);
    }

    /** The program that is tested. */
    public LoyaltyProgram program() {
        return program;
    }

    /**
     * Speaks of one rule: the whole program decides, and what is said afterward is about the rule's own part.
     *
     * @throws IllegalArgumentException where the program has no such rule
     */
    public RuleVerifier rule(String name) {
        List<String> names = program.rules().stream().map(Rule::name).toList();
        Rule rule = program.rules().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        VerifierText.unknownRule(name, program.id(), Spelling.nearest(name, names))));
        return new RuleVerifier(this, rule);
    }

    /** Begins a sentence about the whole program; members are enrolled in this order. */
    public Given<ProgramThen> given(GivenMember... members) {
        return new Given<>(this, List.of(members), null, ProgramThen::new);
    }

    /** Runs a scenario on the program; rules that it makes fire count in {@link #coverage}. */
    public ScenarioResult run(Scenario scenario) {
        ScenarioResult result = scenario.run(program);
        fired.addAll(result.fired());
        return result;
    }

    /** Which rules have fired so far in sentences of this verifier and in scenarios that it ran. */
    public RuleCoverage coverage() {
        return RuleCoverage.of(program, Set.copyOf(fired));
    }

    /** Decides the events by which members become what is given. */
    LoyaltyProgram giving() {
        return giving;
    }

    void fired(Rule rule) {
        fired.add(rule.name());
    }

    // What a sentence is made of.

    /** A member whose id is {@code m1}. */
    public static GivenMember member() {
        return member("m1");
    }

    /** A member. */
    public static GivenMember member(String id) {
        return GivenMember.of(id);
    }

    /** A purchase given by its amount alone, such as {@code "128.00"}. */
    public static WhenPurchase purchase(String amount) {
        return purchase(Purchase.Line.of(new BigDecimal(amount)));
    }

    /** A purchase given by its lines. */
    public static WhenPurchase purchase(Purchase.Line... lines) {
        return new WhenPurchase(HostEvent.Setting.NONE, List.of(lines), List.of(), UnaryOperator.identity());
    }

    /** A line of a purchase. */
    public static Purchase.Line line(String sku, String category, long quantity, String amount) {
        return Purchase.Line.of(sku, category, quantity, amount);
    }

    /** Returns all that is left of the member's last purchase. */
    public static WhenOther returnOfAll() {
        return other((id, at, member, run) -> Return.of(id, at, member, run.lastPurchase(member)));
    }

    /**
     * Returns pieces of the member's last purchase.
     *
     * @param line 1 for the first
     */
    public static WhenOther returnOf(int line, long quantity) {
        List<Return.Line> lines = List.of(new Return.Line(line, quantity));
        return other((id, at, member, run) ->
                Return.of(id, at, member, run.lastPurchase(member)).lines(lines));
    }

    /** Something that a member did other than buy, such as {@code "CHECK_IN"}. */
    public static WhenOther action(String kind) {
        return other((id, at, member, run) -> Action.of(id, at, member, kind));
    }

    /** A member buys a reward with points. */
    public static WhenOther redemption(String reward) {
        return other((id, at, member, run) -> Redemption.of(id, at, member, reward));
    }

    /** A member gives points to another. */
    public static WhenOther transfer(long points, String to) {
        return other((id, at, member, run) -> Transfer.of(id, at, member, to, points));
    }

    /** A member converts points to units of a partner. */
    public static WhenOther conversion(long points, String partner) {
        return other((id, at, member, run) -> Conversion.of(id, at, member, partner, points));
    }

    /** The host corrects the balance. */
    public static WhenOther adjustment(long points) {
        return other((id, at, member, run) -> Adjustment.of(id, at, member, points, "test"));
    }

    /** Somebody enrolls, who then is said with {@code by}; what else there is to say is taken from the given member. */
    public static WhenOther enrollment(GivenMember who) {
        return new WhenOther(new HostEvent.Setting(who.id(), null, null), (id, at, member, run) -> {
            Enrollment enrollment =
                    Enrollment.of(id, at, member).tags(who.tags()).attributes(who.attributes());
            enrollment = who.birthday() == null ? enrollment : enrollment.birthday(who.birthday());
            enrollment = who.channel() == null ? enrollment : enrollment.channel(who.channel());
            return who.referrer() == null ? enrollment : enrollment.referrer(who.referrer());
        });
    }

    /** A member asks to be forgotten. */
    public static WhenOther erasure() {
        return other((id, at, member, run) -> Erasure.of(id, at, member));
    }

    /** Any event, just as it is. */
    public static WhenOther event(MemberEvent event) {
        return new WhenOther(new HostEvent.Setting(event.member(), null, null), (id, at, member, run) -> event);
    }

    /**
     * The next days begin, each with its {@code day} event; what happens afterward happens on the last of them.
     *
     * @param days 1 or more
     */
    public static WhenEvent passDays(int days) {
        if (days < 1) {
            throw new IllegalArgumentException(days + " days cannot pass; 1 or more are expected");
        }
        return new PassingDays(days, null);
    }

    /** Days begin up to this one, such as {@code "2026-05-02"}, each with its {@code day} event. */
    public static WhenEvent daysUntil(String date) {
        return new PassingDays(0, LocalDate.parse(date));
    }

    private static WhenOther other(WhenOther.Maker maker) {
        return new WhenOther(HostEvent.Setting.NONE, maker);
    }

    static List<WhenEvent> list(WhenEvent first, WhenEvent... more) {
        WhenEvent[] all = Arrays.copyOf(more, more.length + 1);
        System.arraycopy(more, 0, all, 1, more.length);
        all[0] = first;
        return List.of(all);
    }
}
