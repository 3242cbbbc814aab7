package org.loyaltyrules.reference;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** All that is known of one member. */
final class MemberBook {

    /** Points earned together (section 1). */
    static final class Lot {
        final long id;
        final String event;
        final LocalDate earnedOn;
        final LocalDate availableFrom;
        LocalDate lastValidDay;
        final long granted;
        long remaining;
        boolean available;
        boolean extended;
        long expired;

        Lot(long id, String event, LocalDate earnedOn, LocalDate availableFrom, LocalDate lastValidDay, long granted) {
            this.id = id;
            this.event = event;
            this.earnedOn = earnedOn;
            this.availableFrom = availableFrom;
            this.lastValidDay = lastValidDay;
            this.granted = granted;
            this.remaining = granted;
        }

        Lot copy() {
            Lot copy = new Lot(id, event, earnedOn, availableFrom, lastValidDay, granted);
            copy.remaining = remaining;
            copy.available = available;
            copy.extended = extended;
            copy.expired = expired;
            return copy;
        }

        @Override
        public String toString() {
            return "lot " + id + " of " + event + " on " + earnedOn + " from " + availableFrom + " until "
                    + lastValidDay
                    + ": " + remaining + " of " + granted + ", expired " + expired + (available ? "" : ", pending")
                    + (extended ? ", extended" : "");
        }
    }

    /** Points that were taken from one lot. */
    record Taking(long lot, long points) {}

    /** How a tier came about; what was not reached by qualifying survives returns of other events (6.7.5). */
    enum TierSource {
        QUALIFIED,
        BOUGHT,
        REDEEMED,
        ENROLLED
    }

    /** A tier in the member's history; the last of the history is the present one. */
    record TierReached(
            int rank, long sequence, String event, TierSource source, LocalDate since, LocalDate lastValidDay) {

        TierReached until(LocalDate day) {
            return new TierReached(rank, sequence, event, source, since, day);
        }

        TierReached reachedWith(long laterSequence) {
            return new TierReached(rank, laterSequence, event, source, since, lastValidDay);
        }
    }

    /** A voucher that was issued to the member; usedOn is the purchase it was used on. */
    record Voucher(
            String code, String definition, String issuedBy, LocalDate validUntil, String usedOn, boolean revoked) {

        Voucher used(String purchase) {
            return new Voucher(code, definition, issuedBy, validUntil, purchase, revoked);
        }

        Voucher revoke() {
            return new Voucher(code, definition, issuedBy, validUntil, usedOn, true);
        }
    }

    /** A benefit, either until a day or, where that is null, as long as the tier is at least the given one. */
    record Benefit(String code, LocalDate until, int rank) {}

    /** One use of a limited rule. */
    record RuleUse(String rule, LocalDate day, String event) {}

    /** A line of a purchase as it was settled. */
    record SettledLine(long quantity, BigDecimal payable, long returned) {

        SettledLine returning(long pieces) {
            return new SettledLine(quantity, payable, returned + pieces);
        }
    }

    /** A purchase and what has become of it. */
    static final class PurchaseRecord {
        String id;
        LocalDate date;
        long sequence;
        List<SettledLine> lines = new ArrayList<>();
        BigDecimal payable;
        BigDecimal returnedPayable;
        long lastChange;
        long pointsSpent;
        List<Taking> payment = new ArrayList<>();
        long restored;
        long lot = -1;
        long earned;
        long clawedBack;
        List<String> vouchersUsed = new ArrayList<>();
        TierReached tierBefore;
        Map<String, Long> budgetDraws = new LinkedHashMap<>();

        boolean whollyReturned() {
            return lines.stream().allMatch(line -> line.returned() == line.quantity());
        }

        PurchaseRecord copy() {
            PurchaseRecord copy = new PurchaseRecord();
            copy.id = id;
            copy.date = date;
            copy.sequence = sequence;
            copy.lines = new ArrayList<>(lines);
            copy.payable = payable;
            copy.returnedPayable = returnedPayable;
            copy.lastChange = lastChange;
            copy.pointsSpent = pointsSpent;
            copy.payment = new ArrayList<>(payment);
            copy.restored = restored;
            copy.lot = lot;
            copy.earned = earned;
            copy.clawedBack = clawedBack;
            copy.vouchersUsed = new ArrayList<>(vouchersUsed);
            copy.tierBefore = tierBefore;
            copy.budgetDraws = new LinkedHashMap<>(budgetDraws);
            return copy;
        }

        @Override
        public String toString() {
            return "purchase " + id + " on " + date + " at " + sequence + ": " + lines + " payable " + payable
                    + " returned " + returnedPayable + " at " + lastChange + " points " + pointsSpent + payment
                    + " restored " + restored + " lot " + lot + " earned " + earned + " clawed back " + clawedBack
                    + " vouchers " + vouchersUsed + " before " + tierBefore + " draws " + budgetDraws;
        }
    }

    /** Somebody whom this member referred; the id is null once that member was erased. */
    record Referee(String id, LocalDate enrolledOn, long sequence, LocalDate firstPurchaseOn) {}

    final String id;
    LocalDate enrolledOn;
    MonthDay birthday;
    String channel;
    boolean referred;
    String referrer;
    TreeSet<String> tags = new TreeSet<>();
    TreeMap<String, String> attributes = new TreeMap<>();

    /** The latest day that the member has seen; the books stand on it. */
    LocalDate bookDay;

    List<Lot> lots = new ArrayList<>();
    long debt;
    List<TierReached> tiers = new ArrayList<>();
    List<Voucher> vouchers = new ArrayList<>();
    List<Benefit> benefits = new ArrayList<>();
    List<RuleUse> uses = new ArrayList<>();
    List<PurchaseRecord> purchases = new ArrayList<>();
    List<Referee> referees = new ArrayList<>();

    /** Points earned by event's day, for caps only: transfers, adjustments and restored points are not in it. */
    TreeMap<LocalDate, Long> earnedByDay = new TreeMap<>();

    MemberBook(String id) {
        this.id = id;
    }

    TierReached tier() {
        return tiers.get(tiers.size() - 1);
    }

    /** What may be spent now; negative where a debt is open (6.12). */
    long balance() {
        return lots.stream()
                        .filter(lot -> lot.available)
                        .mapToLong(lot -> lot.remaining)
                        .sum()
                - debt;
    }

    long pendingPoints() {
        return lots.stream()
                .filter(lot -> !lot.available)
                .mapToLong(lot -> lot.remaining)
                .sum();
    }

    Lot lot(long lotId) {
        return lots.stream().filter(lot -> lot.id == lotId).findFirst().orElseThrow();
    }

    PurchaseRecord purchase(String purchaseId) {
        return purchases.stream()
                .filter(purchase -> purchase.id.equals(purchaseId))
                .findFirst()
                .orElse(null);
    }

    MemberBook copy() {
        MemberBook copy = new MemberBook(id);
        copy.enrolledOn = enrolledOn;
        copy.birthday = birthday;
        copy.channel = channel;
        copy.referred = referred;
        copy.referrer = referrer;
        copy.tags = new TreeSet<>(tags);
        copy.attributes = new TreeMap<>(attributes);
        copy.bookDay = bookDay;
        lots.forEach(lot -> copy.lots.add(lot.copy()));
        copy.debt = debt;
        copy.tiers = new ArrayList<>(tiers);
        copy.vouchers = new ArrayList<>(vouchers);
        copy.benefits = new ArrayList<>(benefits);
        copy.uses = new ArrayList<>(uses);
        purchases.forEach(purchase -> copy.purchases.add(purchase.copy()));
        copy.referees = new ArrayList<>(referees);
        copy.earnedByDay = new TreeMap<>(earnedByDay);
        return copy;
    }

    @Override
    public String toString() {
        return "member " + id + " since " + enrolledOn + " born " + birthday + " by " + channel + " referred "
                + referred
                + " by " + referrer + " tags " + tags + " attributes " + attributes + " books on " + bookDay + "\n  "
                + lots + " debt " + debt + "\n  " + tiers + "\n  " + vouchers + "\n  " + benefits + "\n  " + uses
                + "\n  " + purchases + "\n  " + referees + "\n  " + earnedByDay;
    }
}
