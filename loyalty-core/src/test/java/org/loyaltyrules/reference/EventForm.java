package org.loyaltyrules.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/** Sections 4 and 6.2: what an event must look like; what does not is malformed. */
final class EventForm {

    private static final BigDecimal MOST_POINTS = new BigDecimal(Long.MAX_VALUE);

    private final ProgramSettings program;

    private EventForm(ProgramSettings program) {
        this.program = program;
    }

    static void check(ObjectNode event, ProgramSettings program) {
        new EventForm(program).check(event);
    }

    private void check(ObjectNode event) {
        requireText(event, "id");
        requireText(event, "type");
        requireText(event, "at");
        try {
            OffsetDateTime.parse(event.get("at").asText());
        } catch (DateTimeException notAnInstant) {
            throw new Malformed("at", "is not a date and time with offset");
        }
        String type = event.get("type").asText();
        if (!type.equals("day")) {
            requireText(event, "member");
        }
        switch (type) {
            case "enroll" -> enroll(event);
            case "update" -> update(event);
            case "purchase" -> purchase(event);
            case "return" -> returned(event);
            case "action" -> {
                requireText(event, "kind");
                optionalText(event, "subject", "subject");
            }
            case "redeem" -> requireText(event, "reward");
            case "transfer" -> {
                requireText(event, "to");
                requireWhole(event, "points", "points", 1);
            }
            case "convert" -> {
                requireText(event, "partner");
                requireWhole(event, "points", "points", 1);
            }
            case "adjust" -> {
                requireWhole(event, "points", "points", -Long.MAX_VALUE);
                optionalText(event, "reason", "reason");
            }
            case "day" -> {
                requireText(event, "date");
                date(event.get("date"), "date");
            }
            case "erase" -> {}
            default -> throw new Malformed("type", "is no type of event");
        }
    }

    private void enroll(ObjectNode event) {
        birthday(event);
        optionalText(event, "channel", "channel");
        optionalText(event, "referrer", "referrer");
        optionalTexts(event, "tags", "tags");
        for (var attribute : optionalObject(event, "attributes").properties()) {
            if (!attribute.getValue().isTextual()) {
                throw new Malformed("attributes." + attribute.getKey(), "is no text");
            }
        }
    }

    private void update(ObjectNode event) {
        birthday(event);
        optionalTexts(event, "tags", "tags");
        optionalTexts(event, "untag", "untag");
        for (var attribute : optionalObject(event, "attributes").properties()) {
            if (!attribute.getValue().isTextual() && !attribute.getValue().isNull()) {
                throw new Malformed("attributes." + attribute.getKey(), "is neither text nor null");
            }
        }
    }

    private void purchase(ObjectNode event) {
        optionalText(event, "channel", "channel");
        optionalText(event, "store", "store");
        optionalText(event, "currency", "currency");
        optionalTexts(event, "vouchers", "vouchers");
        if (event.has("pointsToSpend")) {
            requireWhole(event, "pointsToSpend", "pointsToSpend", 0);
        }
        if (!event.has("amount") && !event.has("lines")) {
            throw new Malformed("amount", "is missing, and there are no lines");
        }
        if (event.has("amount")) {
            money(event.get("amount"), "amount");
        }
        if (event.has("lines")) {
            BigDecimal sum = lines(event.get("lines"));
            if (event.has("amount") && event.get("amount").decimalValue().compareTo(sum) != 0) {
                throw new Malformed("amount", "is not the sum of the lines");
            }
        }
    }

    private BigDecimal lines(JsonNode lines) {
        if (!lines.isArray() || lines.isEmpty()) {
            throw new Malformed("lines", "is no list of lines");
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (int index = 0; index < lines.size(); index++) {
            String path = "lines[" + index + "]";
            JsonNode line = lines.get(index);
            if (!line.isObject()) {
                throw new Malformed(path, "is no line");
            }
            optionalText(line, "sku", path + ".sku");
            optionalText(line, "category", path + ".category");
            optionalText(line, "brand", path + ".brand");
            if (line.has("quantity")) {
                requireWhole(line, "quantity", path + ".quantity", 1);
            }
            if (!line.has("amount")) {
                throw new Malformed(path + ".amount", "is missing");
            }
            money(line.get("amount"), path + ".amount");
            optionalTexts(line, "tags", path + ".tags");
            if (line.hasNonNull("availableFrom")) {
                date(line.get("availableFrom"), path + ".availableFrom");
            }
            sum = sum.add(line.get("amount").decimalValue());
        }
        return sum;
    }

    private static void returned(ObjectNode event) {
        requireText(event, "purchase");
        if (!event.has("lines")) {
            return;
        }
        JsonNode lines = event.get("lines");
        if (!lines.isArray() || lines.isEmpty()) {
            throw new Malformed("lines", "is no list of lines");
        }
        for (int index = 0; index < lines.size(); index++) {
            String path = "lines[" + index + "]";
            if (!lines.get(index).isObject()) {
                throw new Malformed(path, "is no line");
            }
            requireWhole(lines.get(index), "line", path + ".line", 1);
            requireWhole(lines.get(index), "quantity", path + ".quantity", 1);
        }
    }

    private void money(JsonNode value, String path) {
        if (!value.isNumber()) {
            throw new Malformed(path, "is no number");
        }
        BigDecimal amount = value.decimalValue();
        if (amount.signum() < 0) {
            throw new Malformed(path, "is negative");
        }
        if (amount.stripTrailingZeros().scale() > program.fractionDigits) {
            throw new Malformed(path, "has more fraction digits than the currency");
        }
    }

    private static void birthday(ObjectNode event) {
        if (!event.hasNonNull("birthday")) {
            return;
        }
        try {
            if (!event.get("birthday").isTextual()) {
                throw new Malformed("birthday", "is no text");
            }
            Referrals.birthday(event.get("birthday"));
        } catch (DateTimeException notADay) {
            throw new Malformed("birthday", "is no day");
        }
    }

    private static void date(JsonNode value, String path) {
        try {
            LocalDate.parse(value.isTextual() ? value.asText() : "");
        } catch (DateTimeException notADate) {
            throw new Malformed(path, "is no date");
        }
    }

    private static void requireWhole(JsonNode json, String field, String path, long least) {
        JsonNode value = json.get(field);
        boolean whole = value != null
                && value.isNumber()
                && value.decimalValue().stripTrailingZeros().scale() <= 0
                && value.decimalValue().abs().compareTo(MOST_POINTS) <= 0;
        if (!whole) {
            throw new Malformed(path, "is no whole number");
        }
        if (value.decimalValue().compareTo(new BigDecimal(least)) < 0) {
            throw new Malformed(path, "is less than " + least);
        }
    }

    private static void requireText(JsonNode json, String field) {
        if (!json.path(field).isTextual() || json.get(field).asText().isBlank()) {
            throw new Malformed(field, "is missing or no text");
        }
    }

    private static void optionalText(JsonNode json, String field, String path) {
        if (json.hasNonNull(field) && !json.get(field).isTextual()) {
            throw new Malformed(path, "is no text");
        }
    }

    private static void optionalTexts(JsonNode json, String field, String path) {
        if (!json.hasNonNull(field)) {
            return;
        }
        if (!json.get(field).isArray()) {
            throw new Malformed(path, "is no list");
        }
        for (int index = 0; index < json.get(field).size(); index++) {
            if (!json.get(field).get(index).isTextual()) {
                throw new Malformed(path + "[" + index + "]", "is no text");
            }
        }
    }

    private static JsonNode optionalObject(ObjectNode json, String field) {
        if (json.hasNonNull(field) && !json.get(field).isObject()) {
            throw new Malformed(field, "is no object");
        }
        return json.path(field);
    }
}
