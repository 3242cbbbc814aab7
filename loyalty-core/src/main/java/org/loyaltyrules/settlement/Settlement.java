package org.loyaltyrules.settlement;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.award.Award;
import org.loyaltyrules.award.Firing;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.ledger.EntryKind;
import org.loyaltyrules.ledger.PointBook;
import org.loyaltyrules.ledger.PointPosting;
import org.loyaltyrules.member.Activity;
import org.loyaltyrules.member.DailyTotals;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.member.PurchaseHistory;
import org.loyaltyrules.member.PurchaseRecord;
import org.loyaltyrules.member.TierStep;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.program.Rule;
import org.loyaltyrules.settlement.GrantLog.Logged;
import org.loyaltyrules.settlement.GrantLog.Stage;

/**
 * What one event does to one member: takes what rules granted and makes the member's next account, the ledger entries
 * and the decision. Asks no clock, does no I/O and knows no rule engine. Not thread-safe.
 */
public final class Settlement {

    final EventFrame frame;
    final ProgramDefinition program;
    final GrantLog log = new GrantLog();
    final PointPosting posting;
    final TierSettlement tiers;
    final Outcome outcome;
    final EventUsage usage;

    /** Remembers why firings granted what they did; null where nobody will ask. */
    final @Nullable GrantRecord record;

    /** The account as settled so far, but for its points, its day and its sequence. */
    MemberAccount account;

    /** The day to which the member's books are forward once the event is settled. */
    final LocalDate booksDay;

    /** The event's place among the member's. */
    final long sequence;

    private final MemberAccount before;
    private Set<String> tagged = Set.of();
    private @Nullable Sale sale;
    private @Nullable Gifts gifts;
    private long ownPoints;

    /** A purchase that is settled, as its record will have it. */
    private record Sale(Purchase event, TierStep tierBefore, long[] payables, List<PointPosting.Draw> payments) {}

    /** Begins to settle what an event does to a member. */
    public Settlement(EventFrame frame, MemberAccount before) {
        this(frame, before, null);
    }

    /**
     * Begins to settle what an event does to a member.
     *
     * @param record is told why firings grant what they do; null where nobody will ask
     */
    public Settlement(EventFrame frame, MemberAccount before, @Nullable GrantRecord record) {
        this.record = record;
        this.frame = frame;
        this.program = frame.program();
        this.before = before;
        this.account = before;
        this.booksDay = frame.day().isAfter(before.booksDay()) ? frame.day() : before.booksDay();
        this.sequence = before.sequence() + 1;
        this.posting = new PointPosting(before.id(), frame.id(), frame.at(), before.points());
        this.tiers = new TierSettlement(this);
        this.outcome = new Outcome(program);
        this.usage = new EventUsage(this);
    }

    /** The decision that refuses an event of a member; {@code account} is null where there is none. */
    public static Decision refused(EventFrame frame, String member, @Nullable MemberAccount account, String reason) {
        return Outcome.refused(frame, member, account, reason);
    }

    /**
     * The account as settled so far. Points that the event has earned are booked, and its uses of limits and caps, its day and
     * its place among the member's events come in, when the settlement is completed.
     */
    public MemberAccount account() {
        return account.with(posting.book());
    }

    /** The points as settled so far, with those that the event has earned; computed when asked for. */
    public Supplier<PointBook> pointsWithEarnings() {
        PointBook book = posting.book();
        long points = ownPoints;
        return () -> {
            PointPosting trial = new PointPosting(account.id(), frame.id(), frame.at(), book);
            if (points > 0) {
                bookOwnPoints(trial, points, null);
            }
            return trial.book();
        };
    }

    /** Changes the account other than by points. */
    public void change(MemberAccount changed) {
        account = changed;
    }

    /** Lets each day up to the event's pass in the member's books. */
    public void bringForward() {
        PointPosting.Forwarded forwarded = posting.bringForward(booksDay);
        outcome.released += forwarded.released();
        outcome.expired += forwarded.expired();
    }

    /** Tiers: upgrades, reviews and falls. */
    public TierSettlement tiers() {
        return tiers;
    }

    /**
     * Settles a purchase's money, points and counters.
     *
     * @param firings of the event's rules, in the order of rule name and line
     * @return why it is refused; null where it is not
     */
    public @Nullable Refusal purchase(Purchase event, List<Firing> firings, long order) {
        Phase phase = Admission.settle(this, firings, Stage.EVENT, frame.day(), event);
        Pricing pricing = phase.pricing;
        if (phase.refusal != null || pricing == null) {
            if (record != null && pricing != null) {
                record.refused(pricing);
            }
            return phase.refusal;
        }
        outcome.price(pricing);
        outcome.spent = event.pointsToSpend();
        List<PointPosting.Draw> payments = posting.spend(EntryKind.SPEND, event.pointsToSpend());
        sale = new Sale(event, account.tiers().present(), pricing.payables(), payments);
        account = account.with(account.activity().withPurchase(frame.day(), pricing.payable(), order))
                .with(account.wallet().withUsed(event.vouchers()));
        carryOut(phase);
        return null;
    }

    /** What is to be paid for the purchase. */
    public BigDecimal payable() {
        return outcome.payable();
    }

    /** Grants what rules awarded by an event that is no purchase. */
    public void grant(List<Firing> firings) {
        if (!firings.isEmpty()) {
            carryOut(Admission.settle(this, firings, Stage.EVENT, frame.day(), null));
        }
    }

    /**
     * Grants what rules awarded to the standing after the event, or to a change of tier.
     *
     * @param day the evaluation's day: the event's, or that of a review
     */
    public void grantAfterwards(List<Firing> firings, LocalDate day) {
        if (record != null && !firings.isEmpty() || !changeNothing(firings)) {
            carryOut(Admission.settle(this, firings, Stage.AFTERWARDS, day, null));
        }
    }

    /** Whether all that rules award are tiers that the member has: what rules on the standing mostly say. */
    private boolean changeNothing(List<Firing> firings) {
        int level = program.tierLevel(account.tier());
        for (int i = 0; i < firings.size(); i++) {
            Rule rule = firings.get(i).rule();
            List<Award> awards = firings.get(i).awards();
            boolean tiers = rule.limit() == null && rule.budget() == null;
            for (int place = 0; tiers && place < awards.size(); place++) {
                tiers = awards.get(place) instanceof Award.QualifyTier tier && program.tierLevel(tier.code()) <= level;
            }
            if (!tiers) {
                return false;
            }
        }
        return true;
    }

    private void carryOut(Phase phase) {
        int first = log.firings().size();
        log.add(phase);
        earn(phase.earned);
        for (int place = first; place < log.firings().size(); place++) {
            Logged logged = log.firings().get(place);
            for (int i = 0; i < logged.awards(); i++) {
                if (logged.award(i) instanceof Award.Tag tag) {
                    tagged = tagged.isEmpty() ? new HashSet<>() : tagged;
                    tagged.add(tag.tag());
                }
                if (logged.granted(i) && !isMoneyOrPoints(logged.award(i))) {
                    gifts().carryOut(logged, i);
                }
            }
        }
    }

    /** What the event brings besides money and points. */
    Gifts gifts() {
        Gifts known = gifts;
        if (known == null) {
            known = new Gifts(this);
            gifts = known;
        }
        return known;
    }

    /** Points that the event has earned so far. */
    long ownPoints() {
        return ownPoints;
    }

    /** Remembers points for the event's one lot, which is made when all are known. */
    private void earn(long points) {
        if (points == 0) {
            return;
        }
        outcome.earned = Math.addExact(outcome.earned, points);
        ownPoints = Math.addExact(ownPoints, points);
    }

    /** Makes the event's lot; its id. */
    private long bookOwnPoints(PointPosting target, long points, @Nullable String rule) {
        LocalDate day = frame.day();
        return target.add(
                EntryKind.EARN,
                points,
                day,
                day.plus(program.points().pending()),
                program.points().validity().lastValidDay(day),
                booksDay,
                rule);
    }

    /** The rule that granted all points so far, where it is one alone. */
    private @Nullable String soleRule() {
        Rule sole = null;
        for (int place = 0; place < log.firings().size(); place++) {
            Logged logged = log.firings().get(place);
            for (int i = 0; i < logged.awards(); i++) {
                if (logged.granted(i) && isAboutPoints(logged.award(i))) {
                    if (sole != null && sole != logged.rule()) {
                        return null;
                    }
                    sole = logged.rule();
                }
            }
        }
        return sole == null ? null : sole.name();
    }

    private static boolean isMoneyOrPoints(Award award) {
        return isAboutPoints(award) || award instanceof Award.Discount || award instanceof Award.Exclude;
    }

    private static boolean isAboutPoints(Award award) {
        return award instanceof Award.Earn || award instanceof Award.Multiply || award instanceof Award.Points;
    }

    boolean isTagged(String tag) {
        return tagged.contains(tag);
    }

    /** Says something to the host that no rule said. */
    public void message(String code, Object... arguments) {
        outcome.tell(new Decision.Message(code, List.of(arguments)));
    }

    /** Ends all points of a member who is erased. */
    public void forfeit() {
        posting.bringForward(booksDay);
        posting.forfeit();
        outcome.erased = true;
    }

    /** Completes the settlement but for what is decided on related members. */
    public void complete() {
        if (gifts != null) {
            gifts.settle(tagged);
        }
        if (record != null) {
            record.complete(log);
        }
        Map<String, DailyTotals> uses = usage.limitUses();
        Map<String, Long> draws = usage.budgetDraws();
        draws.forEach((budget, amount) -> {
            if (amount > 0 && frame.budgets().draw(budget, amount)) {
                message("BUDGET_ALERT", budget);
            }
        });
        long lot = 0;
        if (ownPoints > 0) {
            lot = bookOwnPoints(posting, ownPoints, soleRule());
            outcome.expired += posting.expiredIn(lot);
        }
        Activity activity = account.activity();
        if (sale != null) {
            activity = activity.withHistory(new PurchaseHistory(record(sale, lot, uses, draws), activity.history()));
        }
        account = account.settled(activity, usage.allowances(uses), posting.book(), booksDay, sequence);
    }

    private PurchaseRecord record(Sale sold, long lot, Map<String, DailyTotals> uses, Map<String, Long> draws) {
        return PurchaseRecord.of(
                sold.event(),
                frame.day(),
                sequence,
                sold.tierBefore(),
                sold.payables(),
                ownPoints,
                lot,
                sold.payments(),
                uses,
                draws);
    }

    /** The account, the entries and the decision of a completed settlement. */
    public Settled settled(List<Decision> related) {
        return new Settled(account, posting.entries(), outcome.decision(this, before, related));
    }

    /** Whether the tiers are other than before the event. */
    public boolean tiersChanged() {
        return !account.tiers().equals(before.tiers());
    }
}
