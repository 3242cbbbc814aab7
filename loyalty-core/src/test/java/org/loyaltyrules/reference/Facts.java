package org.loyaltyrules.reference;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Section 3.1: the facts of one event. */
final class Facts {

    private Facts() {}

    static Fact enrollment(Evaluation evaluation) {
        return new Fact("Enrollment", evaluation.before)
                .with("date", evaluation.work.day)
                .with("channel", evaluation.member.channel)
                .with("referred", evaluation.member.referred);
    }

    /** The Purchase and a LineItem for each line. */
    static List<Fact> purchase(Evaluation evaluation, PurchaseTerms terms, boolean first) {
        UnitOfWork work = evaluation.work;
        List<Fact> facts = new ArrayList<>();
        String channel = PurchaseTerms.text(work.event, "channel");
        String store = PurchaseTerms.text(work.event, "store");
        Fact purchase = new Fact("Purchase", evaluation.before)
                .with("id", work.id)
                .with("minute", (long) work.moment.getMinute())
                .with("dayOfMonth", (long) work.day.getDayOfMonth())
                .with("month", (long) work.day.getMonthValue())
                .with("amount", terms.amount())
                .with("quantity", terms.quantity())
                .with("first", first);
        facts.add(momentOf(work, purchase).with("channel", channel).with("store", store));
        for (int index = 0; index < terms.lines().size(); index++) {
            PurchaseTerms.Line line = terms.lines().get(index);
            Fact item = new Fact("LineItem", evaluation.before, index)
                    .with("sku", line.sku())
                    .with("category", line.category())
                    .with("brand", line.brand())
                    .with("quantity", line.quantity())
                    .with("amount", line.amount())
                    .with("tags", line.tags())
                    .with("availableFrom", line.availableFrom())
                    .with("purchase.amount", terms.amount())
                    .with("purchase.quantity", terms.quantity())
                    .with("purchase.first", first);
            facts.add(momentOf(work, item).with("channel", channel).with("store", store));
        }
        return facts;
    }

    private static Fact momentOf(UnitOfWork work, Fact fact) {
        return fact.with("date", work.day)
                .with("dayOfWeek", work.day.getDayOfWeek().name())
                .with("time", work.moment.toLocalTime())
                .with("hour", (long) work.moment.getHour());
    }

    static Fact action(Evaluation evaluation) {
        return new Fact("Action", evaluation.before)
                .with("kind", evaluation.work.event.get("kind").asText())
                .with("subject", PurchaseTerms.text(evaluation.work.event, "subject"))
                .with("date", evaluation.work.day);
    }

    static Fact redemption(Evaluation evaluation, String reward, long points) {
        return new Fact("Redemption", evaluation.before)
                .with("reward", reward)
                .with("points", points)
                .with("date", evaluation.work.day);
    }

    static Fact transfer(Evaluation evaluation) {
        ObjectNode event = evaluation.work.event;
        return new Fact("Transfer", evaluation.before)
                .with("to", event.get("to").asText())
                .with("points", event.get("points").asLong())
                .with("date", evaluation.work.day);
    }

    static Fact day(Evaluation evaluation) {
        LocalDate day = evaluation.work.day;
        return new Fact("Day", evaluation.before)
                .with("date", day)
                .with("dayOfWeek", day.getDayOfWeek().name())
                .with("dayOfMonth", (long) day.getDayOfMonth())
                .with("month", (long) day.getMonthValue())
                .with("firstOfMonth", day.getDayOfMonth() == 1)
                .with("firstOfQuarter", day.equals(Dates.startOf("QUARTER", day)));
    }

    static Fact referral(Evaluation evaluation, String stage, long count, long countThisMonth) {
        return new Fact("Referral", evaluation.before)
                .with("stage", stage)
                .with("count", count)
                .with("countThisMonth", countThisMonth)
                .with("date", evaluation.work.day);
    }

    static Fact ranking(Evaluation evaluation, String board, long rank, BigDecimal value) {
        return new Fact("Ranking", evaluation.before)
                .with("board", board)
                .with("rank", rank)
                .with("value", value)
                .with("date", evaluation.work.day);
    }

    static Fact qualification(
            Standing after,
            Standing before,
            LocalDate day,
            BigDecimal payable,
            boolean purchase,
            boolean first,
            boolean review) {
        return new Fact("Qualification", after)
                .comparedWith(before)
                .with("date", day)
                .with("payable", payable)
                .with("purchase", purchase)
                .with("first", first)
                .with("review", review);
    }

    static Fact tierChange(Standing before, String from, String to, boolean upgrade, LocalDate day) {
        return new Fact("TierChange", before)
                .with("from", from)
                .with("to", to)
                .with("upgrade", upgrade)
                .with("date", day);
    }
}
