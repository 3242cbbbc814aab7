package org.loyaltyrules.examples.benchmarks.retailer;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.loyaltyrules.decision.Decision.Granted;
import org.loyaltyrules.event.Purchase;

/**
 * One purchase while it is decided: what rules may look at, and what they grant. Purchases have at most 64 lines, so that
 * a discount's lines are the bits of a number. Not thread-safe.
 */
public final class Visit {

    private static final long ALL = -1;

    private final Customer customer;
    private final Purchase event;
    private final LocalDate day;
    private final LocalTime time;

    final long[] discountLines = new long[Term.COUNT];
    final int[] percents = new int[Term.COUNT];
    final List<Granted>[] grants = lists();
    final List<String> vouchers = new ArrayList<>(1);
    final List<String> benefits = new ArrayList<>(3);
    long discountTerms;
    int flashPieces;
    int rate;
    long excluded;
    long flatPoints;
    int onceUsed;
    int onceRefused;
    String rejection;
    String message;
    BigDecimal messageArgument;
    Term tierTerm;
    int tierReached;
    long payable;

    Visit(Customer customer, Purchase event, LocalDate day, LocalTime time) {
        this.customer = customer;
        this.event = event;
        this.day = day;
        this.time = time;
        this.tierReached = customer.tier();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static List<Granted>[] lists() {
        return new List[Term.COUNT];
    }

    /** The purchase as the host gave it. */
    public Purchase event() {
        return event;
    }

    /** The day in the shop's zone. */
    public LocalDate day() {
        return day;
    }

    /** The time of day in the shop's zone. */
    public LocalTime time() {
        return time;
    }

    /** The customer's tier before the purchase, 0 to 3. */
    public int tier() {
        return customer.tier();
    }

    /** The customer's tier after the purchase. */
    public int tierAfter() {
        return tierReached;
    }

    /** Whether the customer has bought nothing before. */
    public boolean first() {
        return customer.purchases() == 0;
    }

    /** Whether the day is in the customer's birthday month. */
    public boolean birthdayMonth() {
        return customer.birthday() != null && customer.birthday().getMonthValue() == day.getMonthValue();
    }

    /** What the customer had paid before, in fen. */
    public long spendBefore() {
        return customer.spend();
    }

    /** What the customer has paid with this purchase, in fen. */
    public long spend() {
        return customer.spend() + payable;
    }

    /** What is to be paid, in fen, once that is known. */
    public long payable() {
        return payable;
    }

    /** Grants base points for each yuan. */
    public void earn(Term term, int pointsPerYuan) {
        rate += pointsPerYuan;
    }

    /** Grants a discount on every line. */
    public void discount(Term term, int percent) {
        add(term, ALL, percent);
    }

    /** Grants a discount on a line. */
    public void discount(Term term, int line, int percent) {
        add(term, 1L << line, percent);
    }

    /** Grants a discount on some pieces of a line. */
    public void discount(Term term, int line, int percent, int maxPieces) {
        add(term, 1L << line, percent);
        flashPieces = maxPieces;
    }

    private void add(Term term, long lines, int percent) {
        discountTerms |= 1L << term.ordinal();
        discountLines[term.ordinal()] |= lines;
        percents[term.ordinal()] = percent;
    }

    /** Leaves a line without points and discounts. */
    public void exclude(Term term, int line) {
        excluded |= 1L << line;
        grant(term, new Granted("exclude", null, null, null, null));
    }

    /** Qualifies for a tier. */
    public void tier(Term term, String code) {
        int level = Customer.TIERS.indexOf(code);
        boolean better =
                level > tierReached || level == tierReached && tierTerm != null && term.ordinal() < tierTerm.ordinal();
        if (better) {
            tierReached = level;
            tierTerm = term;
        }
    }

    /** Grants flat points; some only once. */
    public void points(Term term, int points) {
        if (term.isOnce()) {
            int bit = 1 << term.ordinal();
            if ((customer.onceUsed() & bit) != 0) {
                onceRefused |= bit;
                return;
            }
            onceUsed |= bit;
        }
        flatPoints += points;
        BigDecimal value = BigDecimal.valueOf(points);
        grant(term, new Granted("points", value, value, null, null));
    }

    /** Issues a voucher. */
    public void voucher(Term term, String code) {
        vouchers.add(code);
        grant(term, new Granted("voucher", null, null, null, code));
    }

    /** Grants a benefit. */
    public void benefit(Term term, String code) {
        benefits.add(code);
        grant(term, new Granted("benefit", null, null, null, code));
    }

    /** Says something to the customer. */
    public void message(Term term, String code, BigDecimal argument) {
        message = code;
        messageArgument = argument;
        grant(term, new Granted("message", null, null, null, code));
    }

    /** Refuses the purchase. */
    public void reject(String reason) {
        rejection = reason;
    }

    void grant(Term term, Granted granted) {
        List<Granted> known = grants[term.ordinal()];
        if (known == null) {
            known = new ArrayList<>(2);
            grants[term.ordinal()] = known;
        }
        known.add(granted);
    }
}
