package org.loyaltyrules.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads decisions that were written before. */
final class DecisionReader {

    private static final ObjectReader TREE = JsonMapper.builder(DecisionJson.FACTORY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .reader();

    private DecisionReader() {}

    static Decision read(String json) {
        try {
            return decision(TREE.readTree(json));
        } catch (JsonProcessingException e) {
            // The parser's own message would quote what was given.
            throw new IllegalArgumentException("Is not valid JSON, so it cannot be a decision");
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("A date of the decision is not in ISO 8601 format");
        }
    }

    private static Decision decision(JsonNode node) {
        JsonNode tier = get(node, "tier");
        JsonNode tags = get(node, "tags");
        return new Decision(
                text(node, "event"),
                text(node, "type"),
                text(node, "member"),
                OffsetDateTime.parse(text(node, "at")),
                text(node, "program"),
                Decision.Status.valueOf(text(node, "status")),
                textOrNull(node, "reason"),
                truth(node, "replayed"),
                number(node, "amount"),
                number(node, "discount"),
                number(node, "voucherDiscount"),
                number(node, "pointsDiscount"),
                number(node, "payable"),
                points(get(node, "points")),
                partner(node),
                new Decision.Tier(textOrNull(tier, "before"), textOrNull(tier, "after"), date(tier, "until")),
                list(node, "vouchers", DecisionReader::voucher),
                texts(node, "revoked"),
                texts(node, "gifts"),
                texts(node, "benefits"),
                new Decision.Tags(texts(tags, "added"), texts(tags, "removed")),
                list(node, "messages", DecisionReader::message),
                list(node, "fired", DecisionReader::fired),
                list(node, "suppressed", DecisionReader::suppressed),
                list(node, "related", DecisionReader::decision));
    }

    private static Decision.Points points(JsonNode node) {
        return new Decision.Points(
                whole(node, "earned"),
                whole(node, "spent"),
                whole(node, "restored"),
                whole(node, "clawedBack"),
                whole(node, "expired"),
                whole(node, "released"),
                whole(node, "balance"),
                whole(node, "pending"));
    }

    private static Decision.@Nullable PartnerUnits partner(JsonNode decision) {
        JsonNode node = decision.get("partner");
        return node == null ? null : new Decision.PartnerUnits(text(node, "code"), whole(node, "units"));
    }

    private static Decision.Voucher voucher(JsonNode node) {
        return new Decision.Voucher(text(node, "code"), text(node, "voucher"), date(node, "validUntil"));
    }

    private static Decision.Message message(JsonNode node) {
        return new Decision.Message(text(node, "code"), list(node, "args", DecisionReader::argument));
    }

    private static Object argument(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isIntegralNumber()) {
            return node.canConvertToLong() ? (Object) node.longValue() : node.bigIntegerValue();
        }
        if (node.isNumber()) {
            return node.decimalValue();
        }
        throw wrong("args", "texts, numbers and booleans");
    }

    private static Decision.Fired fired(JsonNode node) {
        return new Decision.Fired(text(node, "rule"), text(node, "file"), list(node, "awards", DecisionReader::award));
    }

    private static Decision.Granted award(JsonNode node) {
        return new Decision.Granted(
                text(node, "kind"),
                node.has("value") ? number(node, "value") : null,
                node.has("points") ? number(node, "points") : null,
                node.has("granted") ? whole(node, "granted") : null,
                node.has("code") ? text(node, "code") : null);
    }

    private static Decision.Suppressed suppressed(JsonNode node) {
        return new Decision.Suppressed(text(node, "rule"), Decision.Obstacle.valueOf(text(node, "reason")));
    }

    private static <T> List<T> list(JsonNode node, String name, Function<JsonNode, T> reading) {
        JsonNode value = get(node, name);
        if (!value.isArray()) {
            throw wrong(name, "a list");
        }
        List<T> list = new ArrayList<>(value.size());
        value.forEach(item -> list.add(reading.apply(item)));
        return list;
    }

    private static List<String> texts(JsonNode node, String name) {
        return list(node, name, item -> {
            if (!item.isTextual()) {
                throw wrong(name, "a list of texts");
            }
            return item.textValue();
        });
    }

    private static String text(JsonNode node, String name) {
        String value = textOrNull(node, name);
        if (value == null) {
            throw wrong(name, "a text");
        }
        return value;
    }

    private static @Nullable String textOrNull(JsonNode node, String name) {
        JsonNode value = get(node, name);
        if (!value.isTextual() && !value.isNull()) {
            throw wrong(name, "a text");
        }
        return value.textValue();
    }

    private static @Nullable LocalDate date(JsonNode node, String name) {
        String text = textOrNull(node, name);
        return text == null ? null : LocalDate.parse(text);
    }

    private static boolean truth(JsonNode node, String name) {
        JsonNode value = get(node, name);
        if (!value.isBoolean()) {
            throw wrong(name, "true or false");
        }
        return value.booleanValue();
    }

    private static long whole(JsonNode node, String name) {
        JsonNode value = get(node, name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(name, "a whole number");
        }
        return value.longValue();
    }

    private static BigDecimal number(JsonNode node, String name) {
        JsonNode value = get(node, name);
        if (!value.isNumber()) {
            throw wrong(name, "a number");
        }
        return value.decimalValue();
    }

    private static JsonNode get(JsonNode node, String name) {
        JsonNode value = node.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The decision lacks the field " + name);
        }
        return value;
    }

    private static IllegalArgumentException wrong(String name, String expected) {
        return new IllegalArgumentException("The field " + name + " of the decision must be " + expected);
    }
}
