package org.loyaltyrules.rules;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.loyaltyrules.fact.Action;
import org.loyaltyrules.fact.Day;
import org.loyaltyrules.fact.Enrollment;
import org.loyaltyrules.fact.Fact;
import org.loyaltyrules.fact.LineItem;
import org.loyaltyrules.fact.Member;
import org.loyaltyrules.fact.Purchase;
import org.loyaltyrules.fact.Qualification;
import org.loyaltyrules.fact.Ranking;
import org.loyaltyrules.fact.Redemption;
import org.loyaltyrules.fact.Referral;
import org.loyaltyrules.fact.TierChange;
import org.loyaltyrules.fact.Transfer;

/** The properties and methods of facts that rules may use; what is not listed here does not exist for them. */
final class FactVocabulary {

    private static final List<Type> ONE_TIER = List.of(Type.word(Domain.TIER));
    private static final List<Type> COUNTER_AND_STEP = List.of(Type.word(Domain.COUNTER), Type.DECIMAL);

    private static final Map<FactKind, Terms<?>> TERMS = new EnumMap<>(Map.ofEntries(
            Map.entry(FactKind.MEMBER, member()),
            Map.entry(FactKind.PURCHASE, purchase()),
            Map.entry(FactKind.LINE_ITEM, lineItem()),
            Map.entry(FactKind.ENROLLMENT, enrollment()),
            Map.entry(FactKind.ACTION, action()),
            Map.entry(FactKind.REDEMPTION, redemption()),
            Map.entry(FactKind.TRANSFER, transfer()),
            Map.entry(FactKind.DAY, day()),
            Map.entry(FactKind.REFERRAL, referral()),
            Map.entry(FactKind.RANKING, ranking()),
            Map.entry(FactKind.QUALIFICATION, qualification()),
            Map.entry(FactKind.TIER_CHANGE, tierChange())));

    private FactVocabulary() {}

    static Terms<?> of(FactKind kind) {
        Terms<?> terms = TERMS.get(kind);
        if (terms == null) {
            throw new IllegalStateException("no terms for " + kind);
        }
        return terms;
    }

    private static Terms<Member> member() {
        return new Terms<Member>()
                .text("id", Member::id)
                .word("tier", Domain.TIER, Member::tier)
                .date("tierSince", Member::tierSince)
                .optionalDate("tierUntil", Member::tierUntil)
                .date("enrolledOn", Member::enrolledOn)
                .whole("daysEnrolled", Member::daysEnrolled)
                .truth("anniversary", Member::anniversary)
                .truth("birthday", Member::birthday)
                .truth("birthdayMonth", Member::birthdayMonth)
                .whole("daysToBirthday", Member::daysToBirthday)
                .whole("points", Member::points)
                .whole("pendingPoints", Member::pendingPoints)
                .value("spend", Type.AMOUNTS, Member::spend)
                .value("purchases", Type.NUMBERS, Member::purchases)
                .value("referrals", Type.NUMBERS, Member::referrals)
                .whole("inactiveDays", Member::inactiveDays)
                .truth("referred", Member::referred)
                .optionalText("channel", Member::channel)
                .value("tags", Type.TEXTS, Member::tags)
                .value("attributes", Type.ATTRIBUTES, Member::attributes)
                .method("atLeast", Type.BOOLEAN, ONE_TIER, (o, a) -> ((Member) o).atLeast((String) a[0]))
                .method("bucket", Type.INTEGER, List.of(Type.TEXT), (o, a) ->
                        (long) ((Member) o).bucket((String) a[0]));
    }

    private static <T extends Fact> Terms<T> fact() {
        return new Terms<T>()
                .value("member", Type.fact(FactKind.MEMBER), Fact::member)
                .word("tier", Domain.TIER, Fact::tier)
                .method("atLeast", Type.BOOLEAN, ONE_TIER, (o, a) -> ((Fact) o).atLeast((String) a[0]));
    }

    private static Terms<Purchase> purchase() {
        return FactVocabulary.<Purchase>fact()
                .text("id", Purchase::id)
                .date("date", Purchase::date)
                .value("time", Type.TIME, Purchase::time)
                .whole("hour", Purchase::hour)
                .whole("minute", Purchase::minute)
                .whole("dayOfMonth", Purchase::dayOfMonth)
                .whole("month", Purchase::month)
                .word("dayOfWeek", Domain.DAY_OF_WEEK, Purchase::dayOfWeek)
                .decimal("amount", Purchase::amount)
                .whole("quantity", Purchase::quantity)
                .optionalText("channel", Purchase::channel)
                .optionalText("store", Purchase::store)
                .truth("first", Purchase::first)
                .value("lines", Type.LINES, Purchase::lines);
    }

    private static Terms<LineItem> lineItem() {
        return FactVocabulary.<LineItem>fact()
                .optionalText("sku", LineItem::sku)
                .optionalText("category", LineItem::category)
                .optionalText("brand", LineItem::brand)
                .whole("quantity", LineItem::quantity)
                .decimal("amount", LineItem::amount)
                .value("tags", Type.TEXTS, LineItem::tags)
                .optionalDate("availableFrom", LineItem::availableFrom)
                .value("purchase", Type.fact(FactKind.PURCHASE), LineItem::purchase)
                .date("date", LineItem::date)
                .word("dayOfWeek", Domain.DAY_OF_WEEK, LineItem::dayOfWeek)
                .value("time", Type.TIME, LineItem::time)
                .whole("hour", LineItem::hour)
                .optionalText("channel", LineItem::channel)
                .optionalText("store", LineItem::store);
    }

    private static Terms<Enrollment> enrollment() {
        return FactVocabulary.<Enrollment>fact()
                .date("date", Enrollment::date)
                .optionalText("channel", Enrollment::channel)
                .truth("referred", Enrollment::referred);
    }

    private static Terms<Action> action() {
        return FactVocabulary.<Action>fact()
                .text("kind", Action::kind)
                .optionalText("subject", Action::subject)
                .date("date", Action::date);
    }

    private static Terms<Redemption> redemption() {
        return FactVocabulary.<Redemption>fact()
                .word("reward", Domain.REWARD, Redemption::reward)
                .whole("points", Redemption::points)
                .date("date", Redemption::date);
    }

    private static Terms<Transfer> transfer() {
        return FactVocabulary.<Transfer>fact()
                .text("to", Transfer::to)
                .whole("points", Transfer::points)
                .date("date", Transfer::date);
    }

    private static Terms<Day> day() {
        return FactVocabulary.<Day>fact()
                .date("date", Day::date)
                .word("dayOfWeek", Domain.DAY_OF_WEEK, Day::dayOfWeek)
                .whole("dayOfMonth", Day::dayOfMonth)
                .whole("month", Day::month)
                .truth("firstOfMonth", Day::firstOfMonth)
                .truth("firstOfQuarter", Day::firstOfQuarter);
    }

    private static Terms<Referral> referral() {
        return FactVocabulary.<Referral>fact()
                .word("stage", Domain.STAGE, Referral::stage)
                .whole("count", Referral::count)
                .whole("countThisMonth", Referral::countThisMonth)
                .date("date", Referral::date);
    }

    private static Terms<Ranking> ranking() {
        return FactVocabulary.<Ranking>fact()
                .word("board", Domain.BOARD, Ranking::board)
                .whole("rank", Ranking::rank)
                .decimal("value", Ranking::value)
                .date("date", Ranking::date);
    }

    private static Terms<Qualification> qualification() {
        return FactVocabulary.<Qualification>fact()
                .value("spend", Type.AMOUNTS, Qualification::spend)
                .value("purchases", Type.NUMBERS, Qualification::purchases)
                .whole("points", Qualification::points)
                .decimal("payable", Qualification::payable)
                .date("date", Qualification::date)
                .truth("first", Qualification::first)
                .truth("purchase", Qualification::purchase)
                .truth("review", Qualification::review)
                .method(
                        "crossed",
                        Type.BOOLEAN,
                        COUNTER_AND_STEP,
                        (o, a) -> ((Qualification) o).crossed((String) a[0], (BigDecimal) a[1]))
                .method(
                        "missing",
                        Type.DECIMAL,
                        COUNTER_AND_STEP,
                        (o, a) -> ((Qualification) o).missing((String) a[0], (BigDecimal) a[1]));
    }

    private static Terms<TierChange> tierChange() {
        return FactVocabulary.<TierChange>fact()
                .word("from", Domain.TIER, TierChange::from)
                .word("to", Domain.TIER, TierChange::to)
                .truth("upgrade", TierChange::upgrade)
                .date("date", TierChange::date);
    }
}
