package org.loyaltyrules.decision;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes decisions field by field; the order of the calls is the order of the fields. */
final class DecisionWriter {

    private final JsonGenerator json;

    DecisionWriter(JsonGenerator json) {
        this.json = json;
    }

    void decision(Decision decision) throws IOException {
        json.writeStartObject();
        json.writeStringField("event", decision.event());
        json.writeStringField("type", decision.type());
        json.writeStringField("member", decision.member());
        json.writeStringField("at", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(decision.at()));
        json.writeStringField("program", decision.program());
        json.writeStringField("status", decision.status().name());
        json.writeStringField("reason", decision.reason());
        json.writeBooleanField("replayed", decision.replayed());
        json.writeNumberField("amount", decision.amount());
        json.writeNumberField("discount", decision.discount());
        json.writeNumberField("voucherDiscount", decision.voucherDiscount());
        json.writeNumberField("pointsDiscount", decision.pointsDiscount());
        json.writeNumberField("payable", decision.payable());
        points(decision.points());
        Decision.PartnerUnits partner = decision.partner();
        if (partner != null) {
            json.writeObjectFieldStart("partner");
            json.writeStringField("code", partner.code());
            json.writeNumberField("units", partner.units());
            json.writeEndObject();
        }
        tier(decision.tier());
        vouchers(decision.vouchers());
        texts("revoked", decision.revoked());
        texts("gifts", decision.gifts());
        texts("benefits", decision.benefits());
        json.writeObjectFieldStart("tags");
        texts("added", decision.tags().added());
        texts("removed", decision.tags().removed());
        json.writeEndObject();
        messages(decision.messages());
        fired(decision.fired());
        suppressed(decision.suppressed());
        json.writeArrayFieldStart("related");
        for (Decision related : decision.related()) {
            decision(related);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    void standing(MemberStanding standing) throws IOException {
        json.writeStartObject();
        json.writeStringField("member", standing.member());
        json.writeStringField("tier", standing.tier());
        date("tierUntil", standing.tierUntil());
        json.writeNumberField("points", standing.points());
        json.writeNumberField("pending", standing.pending());
        json.writeNumberField("spend", standing.spend());
        json.writeNumberField("purchases", standing.purchases());
        texts("vouchers", standing.vouchers());
        texts("benefits", standing.benefits());
        texts("tags", standing.tags());
        json.writeEndObject();
    }

    private void points(Decision.Points points) throws IOException {
        json.writeObjectFieldStart("points");
        json.writeNumberField("earned", points.earned());
        json.writeNumberField("spent", points.spent());
        json.writeNumberField("restored", points.restored());
        json.writeNumberField("clawedBack", points.clawedBack());
        json.writeNumberField("expired", points.expired());
        json.writeNumberField("released", points.released());
        json.writeNumberField("balance", points.balance());
        json.writeNumberField("pending", points.pending());
        json.writeEndObject();
    }

    private void tier(Decision.Tier tier) throws IOException {
        json.writeObjectFieldStart("tier");
        json.writeStringField("before", tier.before());
        json.writeStringField("after", tier.after());
        date("until", tier.until());
        json.writeEndObject();
    }

    private void vouchers(List<Decision.Voucher> vouchers) throws IOException {
        json.writeArrayFieldStart("vouchers");
        for (Decision.Voucher voucher : vouchers) {
            json.writeStartObject();
            json.writeStringField("code", voucher.code());
            json.writeStringField("voucher", voucher.voucher());
            date("validUntil", voucher.validUntil());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void messages(List<Decision.Message> messages) throws IOException {
        json.writeArrayFieldStart("messages");
        for (Decision.Message message : messages) {
            json.writeStartObject();
            json.writeStringField("code", message.code());
            json.writeArrayFieldStart("args");
            for (Object argument : message.args()) {
                argument(argument);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void argument(Object argument) throws IOException {
        if (argument instanceof BigDecimal number) {
            json.writeNumber(number);
        } else if (argument instanceof BigInteger number) {
            json.writeNumber(number);
        } else if (argument instanceof Long
                || argument instanceof Integer
                || argument instanceof Short
                || argument instanceof Byte) {
            json.writeNumber(((Number) argument).longValue());
        } else if (argument instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else {
            json.writeString(argument.toString());
        }
    }

    private void fired(List<Decision.Fired> fired) throws IOException {
        json.writeArrayFieldStart("fired");
        for (Decision.Fired rule : fired) {
            json.writeStartObject();
            json.writeStringField("rule", rule.rule());
            json.writeStringField("file", rule.file());
            json.writeArrayFieldStart("awards");
            for (Decision.Granted award : rule.awards()) {
                award(award);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void award(Decision.Granted award) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", award.kind());
        if (award.value() != null) {
            json.writeNumberField("value", award.value());
        }
        if (award.points() != null) {
            json.writeNumberField("points", award.points());
        }
        if (award.granted() != null) {
            json.writeNumberField("granted", award.granted());
        }
        if (award.code() != null) {
            json.writeStringField("code", award.code());
        }
        json.writeEndObject();
    }

    private void suppressed(List<Decision.Suppressed> suppressed) throws IOException {
        json.writeArrayFieldStart("suppressed");
        for (Decision.Suppressed rule : suppressed) {
            json.writeStartObject();
            json.writeStringField("rule", rule.rule());
            json.writeStringField("reason", rule.reason().name());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void texts(String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private void date(String name, @Nullable LocalDate date) throws IOException {
        json.writeStringField(name, date == null ? null : date.toString());
    }
}
