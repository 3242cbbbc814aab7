package org.loyaltyrules.testing;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.decision.Decision.Obstacle;

/**
 * Compares a decision with what was expected of it, without any library of assertions:
 *
 * <pre>{@code
 * assertThat(engine.process(purchase)).isAccepted().earned(150).issued("WELCOME10");
 * }</pre>
 *
 * <p>Each method throws an {@link AssertionError} where it is otherwise, with what the rules granted.
 */
public final class DecisionAssert {

    private final Decision decision;

    private DecisionAssert(Decision decision) {
        this.decision = decision;
    }

    /** Speaks of this decision. */
    public static DecisionAssert assertThat(Decision decision) {
        return new DecisionAssert(decision);
    }

    /** The event is accepted. */
    public DecisionAssert isAccepted() {
        return check(decision.accepted(), VerifierText.ACCEPTED, VerifierText.status(decision));
    }

    /** The event is refused for this reason. */
    public DecisionAssert isRefused(String reason) {
        return check(reason.equals(decision.reason()), VerifierText.refused(reason), VerifierText.status(decision));
    }

    /** So many points are earned. */
    public DecisionAssert earned(long points) {
        long actual = decision.points().earned();
        return check(
                actual == points,
                VerifierText.points(BigDecimal.valueOf(points)),
                VerifierText.points(BigDecimal.valueOf(actual)));
    }

    /** The member then has so many points to spend. */
    public DecisionAssert leavesPoints(long points) {
        long actual = decision.points().balance();
        return check(actual == points, VerifierText.balance(points), VerifierText.balance(actual));
    }

    /** Percentage discounts take so much money off, such as {@code "6.40"}. */
    public DecisionAssert discounted(String money) {
        return amount("discount", money, decision.discount());
    }

    /** So much money is left to pay. */
    public DecisionAssert pays(String money) {
        return amount("to pay", money, decision.payable());
    }

    private DecisionAssert amount(String what, String money, BigDecimal actual) {
        BigDecimal expected = new BigDecimal(money);
        return check(
                expected.compareTo(actual) == 0,
                VerifierText.amount(what, expected),
                VerifierText.amount(what, actual));
    }

    /** The member then has this tier. */
    public DecisionAssert leavesTier(String code) {
        String after = decision.tier().after();
        return check(Objects.equals(after, code), VerifierText.tier(code), VerifierText.tier(String.valueOf(after)));
    }

    /** A voucher of this definition is issued. */
    public DecisionAssert issued(String voucher) {
        return has(Then.Kind.VOUCHER, voucher);
    }

    /** This gift is given. */
    public DecisionAssert gave(String gift) {
        return has(Then.Kind.GIFT, gift);
    }

    /** This benefit is given. */
    public DecisionAssert entitled(String benefit) {
        return has(Then.Kind.BENEFIT, benefit);
    }

    /** This tag is added. */
    public DecisionAssert tagged(String tag) {
        return has(Then.Kind.TAG, tag);
    }

    /** There is a message of this code. */
    public DecisionAssert told(String message) {
        return has(Then.Kind.MESSAGE, message);
    }

    private DecisionAssert has(Then.Kind kind, String code) {
        List<String> codes = ProgramThen.codes(kind, decision);
        return check(codes.contains(code), VerifierText.award(kind, code), VerifierText.codes(kind, codes));
    }

    /** The rule grants something. */
    public DecisionAssert grantedBy(String rule) {
        return check(grants(rule), VerifierText.grants(rule), VerifierText.granted(decision));
    }

    /** The rule grants nothing. */
    public DecisionAssert notGrantedBy(String rule) {
        return check(!grants(rule), VerifierText.grantsNothing(rule), VerifierText.granted(decision));
    }

    private boolean grants(String rule) {
        return decision.fired().stream().anyMatch(fired -> fired.rule().equals(rule));
    }

    /** The rule is kept from granting by this. */
    public DecisionAssert suppressed(String rule, Obstacle obstacle) {
        List<String> suppressed = decision.suppressed().stream()
                .map(one -> VerifierText.suppressed(one.rule(), one.reason()))
                .toList();
        String expected = VerifierText.suppressed(rule, obstacle);
        return check(
                suppressed.contains(expected),
                expected,
                suppressed.isEmpty() ? VerifierText.NOT_SUPPRESSED : String.join(", ", suppressed));
    }

    /** No rule grants anything. */
    public DecisionAssert grantedNothing() {
        return check(decision.fired().isEmpty(), VerifierText.NOTHING, VerifierText.granted(decision));
    }

    private DecisionAssert check(boolean holds, String expected, String actual) {
        if (!holds) {
            throw VerifierText.failure(decision, expected, actual);
        }
        return this;
    }
}
