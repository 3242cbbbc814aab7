package org.loyaltyrules.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Section 4: what a purchase event says. */
record PurchaseTerms(List<Line> lines, List<String> vouchers, long pointsToSpend) {

    record Line(
            String sku,
            String category,
            String brand,
            long quantity,
            BigDecimal amount,
            Set<String> tags,
            LocalDate availableFrom) {}

    static final PurchaseTerms NONE = new PurchaseTerms(List.of(), List.of(), 0);

    static PurchaseTerms of(ObjectNode event, ProgramSettings program) {
        List<Line> lines = new ArrayList<>();
        if (event.has("lines")) {
            for (JsonNode line : event.get("lines")) {
                lines.add(new Line(
                        text(line, "sku"),
                        text(line, "category"),
                        text(line, "brand"),
                        line.path("quantity").asLong(1),
                        money(line.get("amount"), program),
                        new LinkedHashSet<>(texts(line.path("tags"))),
                        line.hasNonNull("availableFrom")
                                ? LocalDate.parse(line.get("availableFrom").asText())
                                : null));
            }
        } else {
            lines.add(new Line(null, null, null, 1, money(event.get("amount"), program), Set.of(), null));
        }
        return new PurchaseTerms(
                lines,
                texts(event.path("vouchers")),
                event.path("pointsToSpend").asLong(0));
    }

    BigDecimal amount() {
        return lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    long quantity() {
        return lines.stream().mapToLong(Line::quantity).sum();
    }

    static String text(JsonNode json, String field) {
        return json.hasNonNull(field) ? json.get(field).asText() : null;
    }

    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static BigDecimal money(JsonNode number, ProgramSettings program) {
        return program.money(number.decimalValue());
    }
}
