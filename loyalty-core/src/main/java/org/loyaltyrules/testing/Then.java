package org.loyaltyrules.testing;

import java.math.BigDecimal;
import java.util.List;
import org.loyaltyrules.decision.Decision;

/**
 * What came of the last event, to be compared with what was expected. Each method throws an {@link AssertionError} where it is
 * otherwise.
 *
 * @param <T> the sentence that goes on
 */
public abstract sealed class Then<T extends Then<T>> permits ProgramThen, RuleThen {

    /** What is awarded by its code. */
    enum Kind {
        VOUCHER,
        GIFT,
        BENEFIT,
        TIER,
        TAG,
        MESSAGE
    }

    final VerifierRun run;

    Then(VerifierRun run) {
        this.run = run;
    }

    /**
     * So many points are awarded: of the program what the event earns, of a rule its part of that before rounding. A
     * multiplier's part is what it adds.
     */
    public T awardsPoints(long points) {
        return awardsPoints(String.valueOf(points));
    }

    /** As {@link #awardsPoints(long)}, for a part that is not whole, such as {@code "12.5"}. */
    public T awardsPoints(String points) {
        BigDecimal expected = new BigDecimal(points);
        if (pointsAwarded().compareTo(expected) != 0) {
            throw failure(VerifierText.points(expected), VerifierText.points(pointsAwarded()), List.of());
        }
        return self();
    }

    /** A voucher of this definition is issued. */
    public T awardsVoucher(String definition) {
        return awards(Kind.VOUCHER, definition);
    }

    /** This gift is given. */
    public T awardsGift(String code) {
        return awards(Kind.GIFT, code);
    }

    /** This benefit is given. */
    public T awardsBenefit(String code) {
        return awards(Kind.BENEFIT, code);
    }

    /** Of the program: the member rises to this tier. Of a rule: it says that the member qualifies for it. */
    public T awardsTier(String code) {
        return awards(Kind.TIER, code);
    }

    /** This tag is added. */
    public T awardsTag(String tag) {
        return awards(Kind.TAG, tag);
    }

    /** There is a message of this code. */
    public T awardsMessage(String code) {
        return awards(Kind.MESSAGE, code);
    }

    /** Nothing whatever is awarded. */
    public T awardsNothing() {
        if (!awarded().isEmpty()) {
            throw failure(VerifierText.NOTHING, String.join(", ", awarded()), awarded());
        }
        return self();
    }

    /** More events happen; what is said afterward is about the last of them. */
    public T thenWhen(WhenEvent event, WhenEvent... more) {
        run.decideAll(ProgramVerifier.list(event, more));
        return self();
    }

    /** What is said afterward is about this member, such as the referrer of the one who enrolled. */
    public T about(String member) {
        run.lookAt(member);
        return self();
    }

    /** The decisions that are spoken of; of days that pass, and where nothing changed, there may be none. */
    public List<Decision> decisions() {
        return List.copyOf(run.decisions());
    }

    private T awards(Kind kind, String code) {
        List<String> codes = codes(kind);
        if (!codes.contains(code)) {
            List<String> others =
                    codes.stream().map(other -> VerifierText.award(kind, other)).toList();
            throw failure(
                    VerifierText.award(kind, code),
                    others.isEmpty() ? VerifierText.none(kind) : String.join(", ", others),
                    others);
        }
        return self();
    }

    abstract T self();

    abstract BigDecimal pointsAwarded();

    abstract List<String> codes(Kind kind);

    /** All that is awarded, for people. */
    abstract List<String> awarded();

    abstract AssertionError failure(String expected, String actual, List<String> unexpected);
}
