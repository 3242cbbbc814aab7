package org.loyaltyrules;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.decision.DecisionJson;
import org.loyaltyrules.event.EventJson;
import org.loyaltyrules.ledger.Entry;
import org.loyaltyrules.ledger.Lot;
import org.loyaltyrules.member.DailyTotals;
import org.loyaltyrules.member.HeldBenefit;
import org.loyaltyrules.member.HeldVoucher;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.member.Profile;
import org.loyaltyrules.member.PurchaseHistory;
import org.loyaltyrules.member.PurchaseRecord;
import org.loyaltyrules.member.TierStep;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.store.MembershipStore;

/** All that is kept of one member, for the member to read: JSON with the names that the documents use. */
final class MemberExport {

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .build())
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final MemberAccount account;
    private final MembershipStore store;
    private final ProgramDefinition program;

    MemberExport(MemberAccount account, MembershipStore store, ProgramDefinition program) {
        this.account = account;
        this.store = store;
        this.program = program;
    }

    String json() {
        try {
            ObjectNode all = JSON.createObjectNode();
            profile(all);
            tiers(all.putArray("tiers"));
            points(all.putObject("points"));
            activity(all.putObject("activity"));
            wallet(all);
            purchases(all.putArray("purchases"));
            entries(all.putArray("entries"));
            ArrayNode decisions = all.putArray("decisions");
            for (Decision decision : store.decisions(account.id())) {
                decisions.add(JSON.readTree(DecisionJson.write(decision)));
            }
            return JSON.writeValueAsString(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what the library writes as JSON can be read as JSON", e);
        }
    }

    private void profile(ObjectNode all) {
        Profile profile = account.profile();
        all.put("member", profile.id());
        all.put("enrolledOn", profile.enrolledOn().toString());
        all.put("enrolledBy", profile.enrolledBy());
        all.put("channel", profile.channel());
        all.put("birthday", text(profile.birthday()));
        all.put("referred", profile.referred());
        all.put(
                "referrer",
                profile.referrer() == null ? null : profile.referrer().member());
        ArrayNode tags = all.putArray("tags");
        new TreeSet<>(profile.tags()).forEach(tags::add);
        ObjectNode attributes = all.putObject("attributes");
        new TreeMap<>(profile.attributes()).forEach(attributes::put);
    }

    private void tiers(ArrayNode tiers) {
        for (TierStep step : account.tiers().steps()) {
            ObjectNode tier = tiers.addObject();
            tier.put("tier", step.tier());
            tier.put("since", step.since().toString());
            tier.put("until", text(step.until()));
            tier.put("event", step.event());
        }
    }

    private void points(ObjectNode points) {
        points.put("asOf", account.booksDay().toString());
        points.put("balance", account.points().balance());
        points.put("pending", account.points().pending());
        points.put("debt", account.points().debt());
        ArrayNode lots = points.putArray("lots");
        for (Lot one : account.points().lots()) {
            ObjectNode lot = lots.addObject();
            lot.put("lot", one.id());
            lot.put("event", one.event());
            lot.put("earnedOn", one.earnedOn().toString());
            lot.put("availableOn", one.availableOn().toString());
            lot.put("lastValidDay", text(one.lastValidDay()));
            lot.put("remaining", one.remaining());
            lot.put("expired", one.expired());
        }
    }

    private void activity(ObjectNode activity) {
        ObjectNode spend = activity.putObject("spend");
        DailyTotals totals = account.activity().spend();
        totals.days().forEach(day -> spend.put(day.toString(), program.money(totals.on(day))));
        days(activity.putObject("purchases"), account.activity().purchases());
        days(activity.putObject("referrals"), account.activity().referrals());
        ObjectNode uses = activity.putObject("limitUses");
        new TreeMap<>(account.allowances().limitUses()).forEach((rule, used) -> days(uses.putObject(rule), used));
        days(
                activity.putObject("pointsThatCountTowardsCaps"),
                account.allowances().cappedPoints());
    }

    private static void days(ObjectNode days, DailyTotals totals) {
        for (LocalDate day : totals.days()) {
            days.put(day.toString(), totals.on(day));
        }
    }

    private void wallet(ObjectNode all) {
        ArrayNode vouchers = all.putArray("vouchers");
        for (HeldVoucher held : account.wallet().vouchers()) {
            ObjectNode voucher = vouchers.addObject();
            voucher.put("code", held.code());
            voucher.put("voucher", held.definition());
            voucher.put("issuedBy", held.issuedBy());
            voucher.put("validUntil", text(held.validUntil()));
            voucher.put("state", held.state().name());
        }
        ArrayNode benefits = all.putArray("benefits");
        for (HeldBenefit held : account.wallet().benefits()) {
            ObjectNode benefit = benefits.addObject();
            benefit.put("code", held.code());
            benefit.put("until", text(held.until()));
            benefit.put("tier", held.tier());
        }
    }

    private void purchases(ArrayNode purchases) throws JsonProcessingException {
        for (PurchaseRecord record : PurchaseHistory.all(account.activity().history())) {
            ObjectNode purchase = (ObjectNode) JSON.readTree(EventJson.write(record.event()));
            purchase.put("payable", program.money(record.payable()));
            purchase.put("returned", program.money(record.returnedPayable()));
            purchase.put("pointsEarned", record.earned());
            purchases.add(purchase);
        }
    }

    private void entries(ArrayNode entries) {
        for (Entry one : store.entries(account.id())) {
            ObjectNode entry = entries.addObject();
            entry.put("at", one.at().toString());
            entry.put("kind", one.kind().name());
            entry.put("points", one.points());
            entry.put("event", one.event());
            entry.put("lot", one.lot());
            entry.put("rule", one.rule());
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
