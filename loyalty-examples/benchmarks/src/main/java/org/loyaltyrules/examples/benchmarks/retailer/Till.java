package org.loyaltyrules.examples.benchmarks.retailer;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.decision.Decision.Fired;
import org.loyaltyrules.decision.Decision.Granted;
import org.loyaltyrules.decision.Decision.Obstacle;
import org.loyaltyrules.decision.Decision.Suppressed;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.examples.benchmarks.retailer.Customer.Coupon;
import org.loyaltyrules.examples.benchmarks.retailer.Customer.Lot;
import org.loyaltyrules.examples.benchmarks.retailer.Customer.Payment;
import org.loyaltyrules.examples.benchmarks.retailer.Customer.Sale;
import org.loyaltyrules.ledger.Entry;
import org.loyaltyrules.ledger.EntryKind;

/**
 * What a retailer would write for this one program: prices, points, tiers and the books, in whole numbers. Makes the
 * decisions and ledger entries that the engine makes. Events come in order of time.
 */
public final class Till {

    /** What a purchase did. */
    public record Result(Decision decision, Customer customer, List<Entry> entries) {}

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String PROGRAM = "mobile-commerce@1";
    private static final BigDecimal ZERO = BigDecimal.valueOf(0, 2);
    private static final long MILLION = 1_000_000;
    private static final Decision.Tags NO_TAGS = new Decision.Tags(List.of(), List.of());
    private static final Term[] TERMS = Term.values();

    private final PurchaseRules rules;

    /** A till that asks these rules. */
    public Till(PurchaseRules rules) {
        this.rules = rules;
    }

    /** Decides a purchase; changes nothing. */
    public Result decide(Customer before, Purchase event) {
        try {
            return new Sitting(before, event).decide();
        } finally {
            rules.end();
        }
    }

    /** One purchase. */
    private final class Sitting {

        private final Customer before;
        private final Purchase event;
        private final List<Purchase.Line> lines;
        private final LocalDate day;
        private final Visit visit;
        private final List<Entry> entries = new ArrayList<>(2);
        private final List<Payment> payments = new ArrayList<>(0);
        private List<Suppressed> suppressed = List.of();
        private Lot[] lots;
        private Coupon[] coupons;
        private long expired;

        Sitting(Customer before, Purchase event) {
            ZonedDateTime local = event.at().atZoneSameInstant(ZONE);
            this.before = before;
            this.event = event;
            this.lines = event.lines();
            this.day = local.toLocalDate();
            this.visit = new Visit(before, event, day, local.toLocalTime());
            this.lots = before.lots();
            this.coupons = before.coupons();
        }

        Result decide() {
            expire();
            rules.onPurchase(visit);
            if (visit.rejection != null) {
                return refused(visit.rejection);
            }
            long[] amounts = new long[lines.size()];
            long amount = 0;
            for (int i = 0; i < amounts.length; i++) {
                amounts[i] = lines.get(i).amount().setScale(2).unscaledValue().longValueExact();
                amount += amounts[i];
            }
            long[] left = discounted(amounts);
            long net = sum(left);
            String refusal = useCoupons(left);
            long afterCoupons = sum(left);
            if (refusal == null && event.pointsToSpend() > 0) {
                refusal = payWithPoints(left, afterCoupons);
            }
            if (refusal != null) {
                return refused(refusal);
            }
            visit.payable = sum(left);
            long earned = basePoints(left);
            rules.onStanding(visit);
            earned += visit.flatPoints;
            if (visit.tierTerm != null) {
                String code = Customer.TIERS.get(visit.tierReached);
                List<Granted> known = visit.grants[visit.tierTerm.ordinal()];
                visit.grants[visit.tierTerm.ordinal()] = null;
                visit.grant(visit.tierTerm, new Granted("tier", null, null, null, code));
                if (known != null) {
                    known.forEach(one -> visit.grant(visit.tierTerm, one));
                }
                rules.onPromotion(visit);
            }
            List<Decision.Voucher> issued = issueCoupons();
            List<Fired> fired = fired();
            long lot = earned == 0 ? 0 : earn(earned, fired);
            Sale sale = new Sale(event, day, before.tier(), left, earned, lot, payments, before.sales());
            Customer after = new Customer(
                    before.id(),
                    before.birthday(),
                    visit.tierReached,
                    visit.spend(),
                    before.purchases() + 1,
                    before.onceUsed() | visit.onceUsed,
                    lots,
                    earned == 0 ? before.lastLot() : lot,
                    coupons,
                    sale);
            List<Decision.Message> messages = visit.message == null
                    ? List.of()
                    : List.of(new Decision.Message(visit.message, List.of(visit.messageArgument)));
            Decision decision = new Decision(
                    event.id(),
                    "purchase",
                    event.member(),
                    event.at(),
                    PROGRAM,
                    Decision.Status.ACCEPTED,
                    null,
                    false,
                    BigDecimal.valueOf(amount, 2),
                    BigDecimal.valueOf(amount - net, 2),
                    BigDecimal.valueOf(net - afterCoupons, 2),
                    BigDecimal.valueOf(afterCoupons - visit.payable, 2),
                    BigDecimal.valueOf(visit.payable, 2),
                    new Decision.Points(earned, event.pointsToSpend(), 0, 0, expired, 0, after.balance(), 0),
                    null,
                    new Decision.Tier(Customer.TIERS.get(before.tier()), Customer.TIERS.get(visit.tierReached), null),
                    issued,
                    List.of(),
                    List.of(),
                    visit.benefits,
                    NO_TAGS,
                    messages,
                    fired,
                    suppressed,
                    List.of());
            return new Result(decision, after, entries);
        }

        private Result refused(String reason) {
            String tier = Customer.TIERS.get(before.tier());
            Decision decision = new Decision(
                    event.id(),
                    "purchase",
                    event.member(),
                    event.at(),
                    PROGRAM,
                    Decision.Status.REFUSED,
                    reason,
                    false,
                    ZERO,
                    ZERO,
                    ZERO,
                    ZERO,
                    ZERO,
                    new Decision.Points(0, 0, 0, 0, 0, 0, before.balance(), 0),
                    null,
                    new Decision.Tier(tier, tier, null),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    NO_TAGS,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of());
            return new Result(decision, before, List.of());
        }

        private void expire() {
            int past = 0;
            while (past < lots.length && lots[past].lastDay().isBefore(day)) {
                expired += lots[past].points();
                write(EntryKind.EXPIRE, -lots[past].points(), lots[past].number(), null);
                past++;
            }
            if (past > 0) {
                lots = Arrays.copyOfRange(lots, past, lots.length);
            }
        }

        private void write(EntryKind kind, long points, long lot, String rule) {
            entries.add(new Entry(event.member(), kind, points, event.id(), lot, rule, event.at()));
        }

        /** What discounts leave of each line, half up. */
        private long[] discounted(long[] amounts) {
            long[] left = amounts.clone();
            if (visit.discountTerms == 0) {
                return left;
            }
            long beaten = 0;
            int piecesUsed = 0;
            for (int i = 0; i < left.length; i++) {
                long line = 1L << i;
                if ((visit.excluded & line) != 0) {
                    continue;
                }
                Term best = null;
                long share = 100 * 100 * 100;
                long quantity = lines.get(i).quantity();
                long pieces = 0;
                for (long rest = visit.discountTerms; rest != 0; rest &= rest - 1) {
                    Term term = TERMS[Long.numberOfTrailingZeros(rest)];
                    if ((visit.discountLines[term.ordinal()] & line) == 0) {
                        continue;
                    }
                    if (term.isSeasonal()) {
                        boolean better = best == null || percent(term) > percent(best);
                        Term loser = better ? best : term;
                        beaten |= loser == null ? 0 : 1L << loser.ordinal();
                        best = better ? term : best;
                    } else if (term == Term.FLASH_SALE) {
                        pieces = Math.max(0, Math.min(quantity, visit.flashPieces - piecesUsed));
                        piecesUsed += (int) pieces;
                        if (pieces > 0) {
                            granted(term);
                        }
                    } else {
                        share = share / 100 * (100 - percent(term));
                        granted(term);
                    }
                }
                if (best != null) {
                    share = share / 100 * (100 - percent(best));
                    granted(best);
                }
                long reduced = share / 100 * (100 - percent(Term.FLASH_SALE));
                long toPay = pieces * reduced + (quantity - pieces) * share;
                long divisor = MILLION * quantity;
                left[i] = (2 * amounts[i] * toPay + divisor) / (2 * divisor);
            }
            for (long rest = beaten; rest != 0; rest &= rest - 1) {
                Term term = TERMS[Long.numberOfTrailingZeros(rest)];
                if (visit.grants[term.ordinal()] == null) {
                    suppress(term, Obstacle.EXCLUSIVE);
                }
            }
            return left;
        }

        private int percent(Term term) {
            return visit.percents[term.ordinal()];
        }

        /** A rule on the whole purchase has one award, one on lines has one for each. */
        private void granted(Term term) {
            boolean whole = visit.discountLines[term.ordinal()] == -1;
            if (!whole || visit.grants[term.ordinal()] == null) {
                visit.grant(term, new Granted("discount", BigDecimal.valueOf(percent(term)), null, null, null));
            }
        }

        private void suppress(Term term, Obstacle obstacle) {
            if (suppressed.isEmpty()) {
                suppressed = new ArrayList<>(2);
            }
            suppressed.add(new Suppressed(term.rule, obstacle));
        }

        /** Takes vouchers off; the reason where one cannot be used. */
        private String useCoupons(long[] left) {
            long[] nets = event.vouchers().isEmpty() ? left : left.clone();
            boolean unstackable = false;
            for (String code : event.vouchers()) {
                int place = place(code);
                if (place < 0) {
                    return "UNKNOWN_VOUCHER";
                }
                Coupon coupon = coupons[place];
                Coupons.Kind kind = Coupons.of(coupon.kind());
                if (coupon.used()) {
                    return "VOUCHER_USED";
                }
                if (coupon.lastDay().isBefore(day)) {
                    return "VOUCHER_EXPIRED";
                }
                if (sum(nets) < kind.minSpend()) {
                    return "VOUCHER_MIN_SPEND";
                }
                if (!kind.stackable() && unstackable) {
                    return "VOUCHER_NOT_STACKABLE";
                }
                unstackable |= !kind.stackable();
                takeOff(Math.min(kind.value(), sum(left)), left);
                if (coupons == before.coupons()) {
                    coupons = coupons.clone();
                }
                coupons[place] = new Coupon(coupon.code(), coupon.kind(), coupon.lastDay(), true);
            }
            return null;
        }

        private int place(String code) {
            for (int i = 0; i < coupons.length; i++) {
                if (coupons[i].code().equals(code)) {
                    return i;
                }
            }
            return -1;
        }

        private String payWithPoints(long[] left, long afterCoupons) {
            long points = event.pointsToSpend();
            if (points % 100 != 0) {
                return "INVALID_STEP";
            }
            if (points > afterCoupons) {
                return "OVER_MAX_SHARE";
            }
            long balance = 0;
            for (Lot lot : lots) {
                balance += lot.points();
            }
            if (points > balance) {
                return "INSUFFICIENT_POINTS";
            }
            takeOff(points, left);
            spend(points);
            return null;
        }

        private void spend(long points) {
            long missing = points;
            int emptied = 0;
            Lot[] changed = lots.clone();
            for (int i = 0; missing > 0; i++) {
                Lot lot = lots[i];
                long taken = Math.min(missing, lot.points());
                missing -= taken;
                write(EntryKind.SPEND, -taken, lot.number(), null);
                payments.add(new Payment(lot.number(), taken));
                changed[i] = new Lot(lot.number(), lot.lastDay(), lot.points() - taken);
                emptied += taken == lot.points() ? 1 : 0;
            }
            lots = Arrays.copyOfRange(changed, emptied, changed.length);
        }

        /** Shares what is taken off over the lines: whole fen by largest remainder, the earlier line first. */
        private void takeOff(long amount, long[] left) {
            long total = sum(left);
            if (amount == 0 || total == 0) {
                return;
            }
            long[] remainders = new long[left.length];
            long missing = amount;
            for (int i = 0; i < left.length; i++) {
                long product = Math.multiplyExact(amount, left[i]);
                remainders[i] = product % total;
                left[i] -= product / total;
                missing -= product / total;
            }
            for (; missing > 0; missing--) {
                int largest = 0;
                for (int i = 1; i < remainders.length; i++) {
                    largest = remainders[i] > remainders[largest] ? i : largest;
                }
                left[largest]--;
                remainders[largest] = -1;
            }
        }

        private long basePoints(long[] left) {
            long base = 0;
            for (int i = 0; i < left.length; i++) {
                base += (visit.excluded & 1L << i) == 0 ? left[i] : 0;
            }
            base *= visit.rate;
            if (base > 0) {
                visit.grant(
                        Term.BASE_POINTS, new Granted("earn", BigDecimal.valueOf(visit.rate), plain(base), null, null));
            }
            return base / 100;
        }

        private static BigDecimal plain(long fen) {
            if (fen % 100 == 0) {
                return BigDecimal.valueOf(fen / 100);
            }
            return fen % 10 == 0 ? BigDecimal.valueOf(fen / 10, 1) : BigDecimal.valueOf(fen, 2);
        }

        private List<Decision.Voucher> issueCoupons() {
            if (visit.vouchers.isEmpty()) {
                return List.of();
            }
            int count = visit.vouchers.size();
            List<Decision.Voucher> issued = new ArrayList<>(count);
            Coupon[] all = Arrays.copyOf(coupons, coupons.length + count);
            for (int i = 0; i < count; i++) {
                String kind = visit.vouchers.get(i);
                String code = kind + "-" + event.id() + "-" + (i + 1);
                LocalDate until = day.plusDays(Coupons.of(kind).days());
                all[coupons.length + i] = new Coupon(code, kind, until, false);
                issued.add(new Decision.Voucher(code, kind, until));
            }
            coupons = all;
            return issued;
        }

        private List<Fired> fired() {
            List<Fired> fired = new ArrayList<>(8);
            for (Term term : TERMS) {
                if (visit.grants[term.ordinal()] != null) {
                    fired.add(new Fired(term.rule, term.file, visit.grants[term.ordinal()]));
                } else if ((visit.onceRefused & 1 << term.ordinal()) != 0) {
                    suppress(term, Obstacle.LIMIT);
                }
            }
            if (suppressed.size() > 1) {
                suppressed.sort(Comparator.comparing(Suppressed::rule));
            }
            return fired;
        }

        private long earn(long points, List<Fired> fired) {
            long number = before.lastLot() + 1;
            LocalDate lastDay = day.plusMonths(12).with(TemporalAdjusters.lastDayOfMonth());
            Lot[] all = Arrays.copyOf(lots, lots.length + 1);
            all[lots.length] = new Lot(number, lastDay, points);
            lots = all;
            write(EntryKind.EARN, points, number, soleRule(fired));
            return number;
        }

        /** The rule that granted all points, where it was one alone. */
        private static String soleRule(List<Fired> fired) {
            String sole = null;
            for (Fired one : fired) {
                if (one.awards().get(0).points() != null) {
                    if (sole != null) {
                        return null;
                    }
                    sole = one.rule();
                }
            }
            return sole;
        }
    }

    private static long sum(long[] amounts) {
        long sum = 0;
        for (long amount : amounts) {
            sum += amount;
        }
        return sum;
    }
}
