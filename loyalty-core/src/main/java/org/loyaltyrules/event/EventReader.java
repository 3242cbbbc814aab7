package org.loyaltyrules.event;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** From JSON fields to events. */
final class EventReader {

    private static final String TYPES =
            "enroll, update, purchase, return, action, redeem, transfer, convert, adjust, day or erase";

    private EventReader() {}

    static Event read(JsonFields fields) {
        return switch (fields.text("type")) {
            case "enroll" -> enrollment(fields);
            case "update" -> update(fields);
            case "purchase" -> purchase(fields);
            case "return" -> returned(fields);
            case "action" -> action(fields);
            case "redeem" -> redemption(fields);
            case "transfer" -> transfer(fields);
            case "convert" -> conversion(fields);
            case "adjust" -> adjustment(fields);
            case "day" -> day(fields);
            case "erase" -> erasure(fields);
            default -> throw fields.malformed("type", "must be " + TYPES);
        };
    }

    private static Event enrollment(JsonFields fields) {
        allow(fields, "an enroll event", "birthday", "channel", "referrer", "tags", "attributes");
        return new Enrollment(
                fields.text("id"),
                fields.at(),
                fields.text("member"),
                fields.birthdayOrNull("birthday"),
                fields.textOrNull("channel"),
                fields.textOrNull("referrer"),
                fields.set("tags"),
                fields.attributes("attributes"));
    }

    private static Event update(JsonFields fields) {
        allow(fields, "an update event", "birthday", "attributes", "tags", "untag");
        return new Update(
                fields.text("id"),
                fields.at(),
                fields.text("member"),
                fields.birthdayOrNull("birthday"),
                fields.changes("attributes"),
                fields.set("tags"),
                fields.set("untag"));
    }

    private static Event purchase(JsonFields fields) {
        allow(
                fields,
                "a purchase event",
                "amount",
                "lines",
                "channel",
                "store",
                "currency",
                "vouchers",
                "pointsToSpend");
        return new Purchase(
                fields.text("id"),
                fields.at(),
                fields.text("member"),
                lines(fields),
                fields.textOrNull("channel"),
                fields.textOrNull("store"),
                fields.textOrNull("currency"),
                fields.texts("vouchers"),
                fields.whole("pointsToSpend", 0));
    }

    private static List<Purchase.Line> lines(JsonFields fields) {
        if (!fields.has("lines")) {
            if (!fields.has("amount")) {
                throw fields.malformed("amount", "is missing: a purchase has an amount, lines or both");
            }
            return List.of(Purchase.Line.of(fields.amount("amount")));
        }
        List<Purchase.Line> lines = new ArrayList<>();
        for (JsonFields line : fields.objects("lines")) {
            lines.add(line(line));
        }
        if (fields.has("amount")) {
            BigDecimal sum = lines.stream().map(Purchase.Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
            if (fields.amount("amount").compareTo(sum) != 0) {
                throw fields.malformed("amount", "must be the sum of the lines");
            }
        }
        return lines;
    }

    private static Purchase.Line line(JsonFields line) {
        line.allow(
                "a line of a purchase",
                List.of("sku", "category", "brand", "quantity", "amount", "tags", "availableFrom"));
        return new Purchase.Line(
                line.textOrNull("sku"),
                line.textOrNull("category"),
                line.textOrNull("brand"),
                atLeastOne(line, "quantity", line.whole("quantity", 1)),
                line.amount("amount"),
                line.set("tags"),
                line.dateOrNull("availableFrom"));
    }

    private static Event returned(JsonFields fields) {
        allow(fields, "a return event", "purchase", "lines", "currency");
        List<Return.Line> lines = new ArrayList<>();
        for (JsonFields line : fields.objects("lines")) {
            line.allow("a line of a return", List.of("line", "quantity"));
            long number = atLeastOne(line, "line", line.whole("line"));
            if (number > Integer.MAX_VALUE) {
                throw line.malformed("line", "is too large");
            }
            lines.add(new Return.Line((int) number, atLeastOne(line, "quantity", line.whole("quantity"))));
        }
        if (fields.has("lines") && lines.isEmpty()) {
            throw fields.malformed("lines", "must have at least one line; left out, all that is left comes back");
        }
        return new Return(
                fields.text("id"),
                fields.at(),
                fields.text("member"),
                fields.text("purchase"),
                lines,
                fields.textOrNull("currency"));
    }

    private static Event action(JsonFields fields) {
        allow(fields, "an action event", "kind", "subject");
        return new Action(
                fields.text("id"),
                fields.at(),
                fields.text("member"),
                fields.text("kind"),
                fields.textOrNull("subject"));
    }

    private static Event redemption(JsonFields fields) {
        allow(fields, "a redeem event", "reward");
        return new Redemption(fields.text("id"), fields.at(), fields.text("member"), fields.text("reward"));
    }

    private static Event transfer(JsonFields fields) {
        allow(fields, "a transfer event", "to", "points");
        return new Transfer(
                fields.text("id"), fields.at(), fields.text("member"), fields.text("to"), fields.whole("points"));
    }

    private static Event conversion(JsonFields fields) {
        allow(fields, "a convert event", "partner", "points");
        return new Conversion(
                fields.text("id"), fields.at(), fields.text("member"), fields.text("partner"), fields.whole("points"));
    }

    private static Event adjustment(JsonFields fields) {
        allow(fields, "an adjust event", "points", "reason");
        return new Adjustment(
                fields.text("id"),
                fields.at(),
                fields.text("member"),
                fields.whole("points"),
                fields.textOrNull("reason"));
    }

    private static Event day(JsonFields fields) {
        fields.allow("a day event", List.of("type", "id", "at", "date"));
        return new Day(fields.text("id"), fields.at(), fields.date("date"));
    }

    private static Event erasure(JsonFields fields) {
        allow(fields, "an erase event");
        return new Erasure(fields.text("id"), fields.at(), fields.text("member"));
    }

    private static void allow(JsonFields fields, String what, String... further) {
        List<String> names = new ArrayList<>(List.of("type", "id", "at", "member"));
        names.addAll(List.of(further));
        fields.allow(what, names);
    }

    private static long atLeastOne(JsonFields fields, String name, long value) {
        if (value < 1) {
            throw fields.malformed(name, "must be 1 or more");
        }
        return value;
    }
}
