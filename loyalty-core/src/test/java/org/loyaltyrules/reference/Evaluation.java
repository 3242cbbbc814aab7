package org.loyaltyrules.reference;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One member's part in one event: books forward, reviews, the event's rules, {@code Qualification}, the tier,
 * {@code TierChange}, and the end, where what was granted is booked.
 */
final class Evaluation {

    final UnitOfWork work;
    final ProgramSettings program;
    final Books books;
    final MemberBook member;
    final Decision decision;
    final PointBooks points;

    /** The member's standing before the event's rules, after its books came forward. */
    Standing before;

    final List<Firing> firings = new ArrayList<>();
    /** Points earned so far by rules, after caps; they become one lot at the end. */
    long earned;
    /** The lot of the earned points, or -1. */
    long lot = -1;

    private final List<Fact> facts = new ArrayList<>();
    private final List<MemberBook.Benefit> benefitsGranted = new ArrayList<>();
    final Set<String> tagsAwarded = new LinkedHashSet<>();
    /** Tags that some rule awarded, also where the member has them already: these are not withdrawn. */
    private final Set<String> tagsToKeep = new TreeSet<>();

    private final Set<String> tagsWithdrawn = new LinkedHashSet<>();
    /** Calls of award.tier before the tier is resolved, and those of them that rules on the event itself made. */
    final List<Firing.Call> tierCalls = new ArrayList<>();

    final Set<Firing.Call> tierCallsOfTheEvent = new LinkedHashSet<>();
    /** The rank of a tier that a redeemed reward gives, or -1. */
    int redeemedRank = -1;

    Evaluation(UnitOfWork work, MemberBook member) {
        this.work = work;
        this.program = work.program;
        this.books = work.books;
        this.member = member;
        this.decision = new Decision(program, work.id, work.type, member.id, work.at);
        this.points = new PointBooks(program, books, member, work.id, work.at, decision);
        if (!member.tiers.isEmpty()) {
            decision.tierBefore = program.tiers.get(member.tier().rank());
        }
    }

    /** Section 6.1, then the reviews that have come due (6.8). */
    void open() {
        points.bringForward(work.day);
        Tiers.review(this);
        before = standing();
    }

    Standing standing() {
        return new Standing(program, member, work.day);
    }

    /** The standing after the event so far, with points that are earned but in no lot yet. */
    Standing standingAfter() {
        LocalDate lastValidDay = Dates.lastValidDay(work.day, program.pointsValidity, program.pointsRoundTo);
        if (lastValidDay != null && lastValidDay.isBefore(member.bookDay)) {
            return standing();
        }
        boolean spendableAtOnce = !work.day.plus(program.pending).isAfter(member.bookDay);
        return standing().withEarned(spendableAtOnce ? earned : 0, spendableAtOnce ? 0 : earned);
    }

    /** Inserts the event's own facts with the Member, and fires; a rule that rejects refuses the event. */
    PhaseSettlement fireEventRules(PurchaseTerms terms, List<Fact> eventFacts) {
        facts.add(new Fact("Member", before));
        facts.addAll(eventFacts);
        PhaseSettlement settlement = fire(List.copyOf(facts), work.day, terms);
        tierCallsOfTheEvent.addAll(tierCalls);
        return settlement;
    }

    /** Inserts Qualification (3.1) and fires; then resolves the tier, and fires the rules on its change. */
    void qualify(BigDecimal payable, boolean purchase, boolean first) {
        Fact qualification = Facts.qualification(standingAfter(), before, work.day, payable, purchase, first, false);
        facts.add(qualification);
        fire(List.of(qualification), work.day, PurchaseTerms.NONE);
        Tiers.resolve(this);
    }

    /**
     * Inserts TierChange and fires. In a review these are other facts than the event's, and the day is the review's.
     */
    void fireTierChange(List<Fact> factsBefore, Fact tierChange, LocalDate day) {
        List<Fact> all = new ArrayList<>(factsBefore);
        all.add(tierChange);
        int earlierTierCalls = tierCalls.size();
        fire(all, List.of(tierChange), day, PurchaseTerms.NONE);
        // A tier that a rule on a tier's change awards comes too late to be resolved.
        List<Firing.Call> tooLate = tierCalls.subList(earlierTierCalls, tierCalls.size());
        tooLate.forEach(call -> call.granted = false);
        tooLate.clear();
    }

    List<Fact> facts() {
        return facts;
    }

    private PhaseSettlement fire(List<Fact> fresh, LocalDate day, PurchaseTerms terms) {
        return fire(facts, fresh, day, terms);
    }

    private PhaseSettlement fire(List<Fact> all, List<Fact> fresh, LocalDate day, PurchaseTerms terms) {
        List<Firing> phase = Matching.firings(work.rules, all, fresh, day);
        for (Firing firing : phase) {
            for (Firing.Call call : firing.calls) {
                if (call.is("reject")) {
                    throw new Refusal(call.code);
                }
            }
        }
        PhaseSettlement settlement = new Admission(this, phase, terms).settle();
        firings.addAll(phase);
        earned += settlement.earned;
        for (Firing firing : phase) {
            firing.calls.stream().filter(call -> call.granted).forEach(this::carryOut);
            firing.calls.stream()
                    .filter(call ->
                            call.is("tag") && !List.of("LIMIT", "BUDGET").contains(String.valueOf(firing.suppressed)))
                    .forEach(call -> tagsToKeep.add(call.code));
        }
        return settlement;
    }

    /** What a granted call does beside points and money. */
    private void carryOut(Firing.Call call) {
        switch (call.verb) {
            case "voucher" -> issueVoucher(call.code);
            case "gift" -> decision.gifts.add(call.code);
            case "benefit" -> grantBenefit(call.code, call.validity == null ? null : work.day.plus(call.validity));
            case "tier" -> tierCalls.add(call);
            case "tag" -> tagsAwarded.add(call.code);
            case "untag" -> tagsWithdrawn.add(call.code);
            case "message" -> decision.message(call.code, call.messageArguments);
            default -> {}
        }
    }

    void issueVoucher(String definition) {
        LocalDate validUntil =
                Dates.lastValidDay(work.day, program.vouchers.get(definition).validity(), "DAY");
        MemberBook.Voucher voucher =
                new MemberBook.Voucher(work.nextVoucherCode(definition), definition, work.id, validUntil, null, false);
        member.vouchers.add(voucher);
        decision.vouchers.add(voucher);
    }

    /** The tier that a benefit is bound to is only known at the end: the tier after the event. */
    void grantBenefit(String code, LocalDate until) {
        benefitsGranted.add(new MemberBook.Benefit(code, until, -1));
        decision.benefits.add(code);
    }

    /** Books what was granted. */
    void close() {
        for (MemberBook.Benefit benefit : benefitsGranted) {
            member.benefits.add(new MemberBook.Benefit(
                    benefit.code(), benefit.until(), member.tier().rank()));
        }
        settleTags();
        if (earned > 0) {
            lot = points.earn("EARN", earned, work.day).id;
            decision.earned += earned;
            member.earnedByDay.merge(work.day, earned, Long::sum);
        }
        Limits.book(this);
    }

    /** The decision, with the member's books and tier as they now are. */
    ObjectNode decision() {
        decision.firings = firings;
        decision.balance = member.balance();
        decision.pending = member.pendingPoints();
        decision.tierAfter = program.tiers.get(member.tier().rank());
        decision.tierUntil = member.tier().lastValidDay();
        return decision.toJson();
    }

    /** Section 9: tagged and untagged in one event is tagged; what changes nothing was not granted. */
    private void settleTags() {
        for (Firing firing : firings) {
            for (Firing.Call call : firing.calls) {
                if (call.is("untag") && tagsToKeep.contains(call.code)) {
                    call.granted = false;
                }
            }
        }
        for (String tag : tagsAwarded) {
            if (member.tags.add(tag)) {
                decision.tagsAdded.add(tag);
            }
        }
        for (String tag : tagsWithdrawn) {
            if (!tagsToKeep.contains(tag) && member.tags.remove(tag)) {
                decision.tagsRemoved.add(tag);
            }
        }
    }
}
