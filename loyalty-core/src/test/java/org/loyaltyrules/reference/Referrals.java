package org.loyaltyrules.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.function.Function;

/** Section 6.9: enrollment and referral. */
final class Referrals {

    private Referrals() {}

    static ObjectNode enroll(UnitOfWork work) {
        String id = work.event.get("member").asText();
        if (work.books.members.containsKey(id)) {
            throw new Refusal("ALREADY_ENROLLED");
        }
        MemberBook member = newMember(work, id);
        String referrer = PurchaseTerms.text(work.event, "referrer");
        String obstacle = referrer == null ? null : obstacle(work, id, referrer);
        if (referrer != null && obstacle == null) {
            member.referred = true;
            member.referrer = referrer;
            work.books.everReferred.add(id);
        }
        work.books.members.put(id, member);

        Evaluation evaluation = work.evaluationOf(member);
        if (obstacle != null) {
            evaluation.decision.message(obstacle, List.of());
        }
        evaluation.open();
        evaluation.fireEventRules(PurchaseTerms.NONE, List.of(Facts.enrollment(evaluation)));
        evaluation.qualify(work.program.noMoney(), false, false);
        evaluation.close();
        if (member.referred) {
            enrolled(work, member, evaluation.decision);
        }
        return evaluation.decision();
    }

    private static MemberBook newMember(UnitOfWork work, String id) {
        MemberBook member = new MemberBook(id);
        member.enrolledOn = work.day;
        member.bookDay = work.day;
        member.channel = PurchaseTerms.text(work.event, "channel");
        member.birthday = birthday(work.event.path("birthday"));
        member.tags.addAll(PurchaseTerms.texts(work.event.path("tags")));
        for (var attribute : work.event.path("attributes").properties()) {
            member.attributes.put(attribute.getKey(), attribute.getValue().asText());
        }
        member.tiers.add(new MemberBook.TierReached(
                0, work.books.sequence, work.id, MemberBook.TierSource.ENROLLED, work.day, null));
        return member;
    }

    /** Only month and day are kept. */
    static MonthDay birthday(JsonNode birthday) {
        if (!birthday.isTextual()) {
            return null;
        }
        String text = birthday.asText();
        return text.startsWith("--") ? MonthDay.parse(text) : MonthDay.from(LocalDate.parse(text));
    }

    /** Why the referral is none, or null. */
    private static String obstacle(UnitOfWork work, String id, String referrer) {
        if (referrer.equals(id)) {
            return "SELF_REFERRAL";
        }
        MemberBook referring = work.books.members.get(referrer);
        if (referring == null) {
            return "UNKNOWN_REFERRER";
        }
        Long most = work.program.maxReferralsPerMember;
        if (most != null && referring.referees.size() >= most) {
            return "REFERRAL_LIMIT";
        }
        return work.books.everReferred.contains(id) ? "ALREADY_REFERRED" : null;
    }

    private static void enrolled(UnitOfWork work, MemberBook referee, Decision decision) {
        MemberBook referrer = work.books.members.get(referee.referrer);
        Evaluation evaluation = work.evaluationOf(referrer);
        evaluation.open();
        referrer.referees.add(new MemberBook.Referee(referee.id, work.day, work.books.sequence, null));
        evaluateReferrer(evaluation, "ENROLLED", MemberBook.Referee::enrolledOn, decision);
    }

    /** After a member's first accepted purchase. */
    static void firstPurchase(UnitOfWork work, MemberBook referee, Decision decision) {
        if (referee.referrer == null) {
            return;
        }
        MemberBook referrer = work.books.members.get(referee.referrer);
        Evaluation evaluation = work.evaluationOf(referrer);
        evaluation.open();
        referrer.referees.replaceAll(entry -> referee.id.equals(entry.id())
                ? new MemberBook.Referee(entry.id(), entry.enrolledOn(), entry.sequence(), work.day)
                : entry);
        evaluateReferrer(evaluation, "FIRST_PURCHASE", MemberBook.Referee::firstPurchaseOn, decision);
    }

    private static void evaluateReferrer(
            Evaluation evaluation, String stage, Function<MemberBook.Referee, LocalDate> reachedOn, Decision decision) {
        long count = 0;
        long countThisMonth = 0;
        for (MemberBook.Referee referee : evaluation.member.referees) {
            LocalDate day = reachedOn.apply(referee);
            if (day != null) {
                count++;
                countThisMonth += Dates.samePeriod("MONTH", day, evaluation.work.day) ? 1 : 0;
            }
        }
        evaluation.fireEventRules(
                PurchaseTerms.NONE, List.of(Facts.referral(evaluation, stage, count, countThisMonth)));
        evaluation.qualify(evaluation.program.noMoney(), false, false);
        evaluation.close();
        decision.related.add(evaluation.decision());
    }
}
