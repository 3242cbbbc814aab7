package org.loyaltyrules.reference;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Section 6.8: upgrades and reviews. */
final class Tiers {

    private Tiers() {}

    /**
     * Of all award.tier of an event the highest counts; where it is above the present tier, it is an upgrade, at once.
     */
    static void resolve(Evaluation evaluation) {
        ProgramSettings program = evaluation.program;
        MemberBook member = evaluation.member;
        int present = member.tier().rank();
        int highest = evaluation.redeemedRank;
        for (Firing.Call call : evaluation.tierCalls) {
            highest = Math.max(highest, program.rank(call.code));
        }
        Firing.Call counting = null;
        for (Firing.Call call : evaluation.tierCalls) {
            boolean ofTheHighest = program.rank(call.code) == highest && highest != evaluation.redeemedRank;
            if (ofTheHighest && (counting == null || Firing.AMONG_EQUALS.compare(call, counting) < 0)) {
                counting = call;
            }
        }
        for (Firing.Call call : evaluation.tierCalls) {
            call.granted = call == counting;
        }
        if (highest > present) {
            LocalDate day = evaluation.work.day;
            LocalDate lastValidDay = Dates.lastValidDay(day, program.tierValidity, program.tierRoundTo);
            member.tiers.add(new MemberBook.TierReached(
                    highest,
                    evaluation.books.sequence,
                    evaluation.work.id,
                    source(evaluation, highest),
                    day,
                    lastValidDay));
            evaluation.fireTierChange(
                    evaluation.facts(), tierChange(evaluation, evaluation.before, present, highest, day), day);
        }
    }

    private static MemberBook.TierSource source(Evaluation evaluation, int rank) {
        if (evaluation.redeemedRank == rank) {
            return MemberBook.TierSource.REDEEMED;
        }
        boolean ownEnrollment = evaluation.work.type.equals("enroll")
                && evaluation.work.event.get("member").asText().equals(evaluation.member.id);
        if (ownEnrollment) {
            return MemberBook.TierSource.ENROLLED;
        }
        boolean bought =
                evaluation.tierCallsOfTheEvent.stream().anyMatch(call -> evaluation.program.rank(call.code) == rank);
        return bought ? MemberBook.TierSource.BOUGHT : MemberBook.TierSource.QUALIFIED;
    }

    /** Reviews that have come due, one after the other, each with its own TierChange. */
    static void review(Evaluation evaluation) {
        while (isDue(evaluation.member.tier(), evaluation)) {
            reviewOnce(evaluation);
        }
    }

    private static boolean isDue(MemberBook.TierReached tier, Evaluation evaluation) {
        return tier.rank() > 0
                && tier.lastValidDay() != null
                && evaluation.work.day.isAfter(tier.lastValidDay().plus(evaluation.program.grace));
    }

    private static void reviewOnce(Evaluation evaluation) {
        ProgramSettings program = evaluation.program;
        MemberBook member = evaluation.member;
        MemberBook.TierReached present = member.tier();
        LocalDate reviewDay = present.lastValidDay();
        Standing standing = new Standing(program, member, reviewDay).withWindowsEndingOnItsDay();
        List<Fact> facts = List.of(
                new Fact("Member", standing),
                Facts.qualification(standing, null, reviewDay, program.noMoney(), false, false, true));
        int qualified = qualifiedRank(evaluation, facts, reviewDay, true);
        int rank = switch (program.downgrade) {
            case "TO_QUALIFIED" -> qualified;
            case "ONE_LEVEL" -> Math.max(qualified, present.rank() - 1);
            case "NEVER" -> Math.max(qualified, present.rank());
            default -> throw new IllegalArgumentException("No such policy: " + program.downgrade);
        };
        LocalDate lastValidDay =
                rank == 0 ? null : Dates.lastValidDay(reviewDay, program.tierValidity, program.tierRoundTo);
        if (rank == present.rank()) {
            member.tiers.set(member.tiers.size() - 1, present.until(lastValidDay));
            return;
        }
        if (rank < present.rank()) {
            fallTo(member, rank, reviewDay.plusDays(1), lastValidDay);
        } else {
            member.tiers.add(new MemberBook.TierReached(
                    rank,
                    evaluation.books.sequence,
                    evaluation.work.id,
                    MemberBook.TierSource.QUALIFIED,
                    reviewDay.plusDays(1),
                    lastValidDay));
        }
        evaluation.fireTierChange(facts, tierChange(evaluation, standing, present.rank(), rank, reviewDay), reviewDay);
    }

    /** Section 9: the tier that a review leaves counts as reached when it was, or when the tier above it was. */
    private static void fallTo(MemberBook member, int rank, LocalDate since, LocalDate lastValidDay) {
        MemberBook.TierReached reached = null;
        for (MemberBook.TierReached candidate : member.tiers) {
            if (reached == null && candidate.rank() >= rank) {
                reached = candidate;
            }
        }
        member.tiers.removeIf(candidate -> candidate.rank() >= rank);
        member.tiers.add(new MemberBook.TierReached(
                rank, reached.sequence(), reached.event(), reached.source(), since, lastValidDay));
        endBenefitsAbove(member, rank);
    }

    /** Section 3.2: a benefit lasts as long as the tier is at least the one at which it was granted. */
    static void endBenefitsAbove(MemberBook member, int rank) {
        member.benefits.removeIf(benefit -> benefit.until() == null && benefit.rank() > rank);
    }

    /** The highest tier that rules on Qualification award on the facts; nothing else of them counts. */
    static int qualifiedRank(Evaluation evaluation, List<Fact> facts, LocalDate day, boolean limitsCount) {
        List<ReferenceRule> rules = new ArrayList<>(evaluation.work.rules);
        rules.removeIf(rule -> !rule.looksAt("Qualification"));
        int highest = 0;
        for (Firing firing : Matching.firings(rules, facts, facts, day)) {
            if (limitsCount && isUsedUp(evaluation, firing)) {
                continue;
            }
            for (Firing.Call call : firing.calls) {
                if (call.is("tier")) {
                    highest = Math.max(highest, evaluation.program.rank(call.code));
                }
            }
        }
        return highest;
    }

    private static boolean isUsedUp(Evaluation evaluation, Firing firing) {
        ReferenceRule rule = firing.rule;
        boolean limitUsedUp = rule.limit() != null && Limits.used(evaluation, rule, firing.day) >= rule.limitCount();
        return limitUsedUp || rule.budget() != null && Limits.budgetLeft(evaluation, rule.budget()) <= 0;
    }

    static Fact tierChange(Evaluation evaluation, Standing before, int from, int to, LocalDate day) {
        List<String> tiers = evaluation.program.tiers;
        return Facts.tierChange(before, tiers.get(from), tiers.get(to), to > from, day);
    }
}
