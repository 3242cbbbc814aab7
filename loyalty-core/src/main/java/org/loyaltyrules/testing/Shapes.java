package org.loyaltyrules.testing;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.program.Rule;

/** The shapes of what a program's scenarios can expect: the fields that decisions, errors and standings have. */
final class Shapes {

    private final Collection<String> rules;
    private final Collection<String> tiers;
    private final Collection<String> vouchers;

    Shapes(LoyaltyProgram program) {
        this.rules = program.rules().stream().map(Rule::name).toList();
        this.tiers = program.definition().tiers();
        this.vouchers = program.definition().vouchers().keySet();
    }

    /** What one event can be expected to yield. */
    Shape.ObjectOf event() {
        Map<String, Shape> fields = decision();
        fields.put("error", error());
        return new Shape.ObjectOf("a decision", fields);
    }

    /** What can be expected at the end of a scenario. */
    Shape.ObjectOf end() {
        return new Shape.ObjectOf("the end of a scenario", Map.of("members", new Shape.ListOf(standing())));
    }

    private static Shape error() {
        Map<String, Shape> fields = new LinkedHashMap<>();
        fields.put("line", Shape.NUMBER);
        fields.put("path", Shape.TEXT);
        fields.put("message", Shape.TEXT);
        fields.put("code", Shape.constants(EventError.Code.class));
        fields.put("rule", Shape.TEXT);
        fields.put("file", Shape.TEXT);
        return new Shape.ObjectOf("an error", fields);
    }

    Map<String, Shape> decision() {
        Map<String, Shape> fields = new LinkedHashMap<>();
        decisionFields(fields);
        // A related decision has related ones of its own, always none.
        Map<String, Shape> related = new LinkedHashMap<>(fields);
        related.put("related", new Shape.ListOf(new Shape.Anything()));
        fields.put("related", new Shape.ListOf(new Shape.ObjectOf("a decision", related)));
        return fields;
    }

    private void decisionFields(Map<String, Shape> fields) {
        for (String text : List.of("event", "type", "member", "at", "program")) {
            fields.put(text, Shape.TEXT);
        }
        fields.put("status", Shape.constants(Decision.Status.class));
        fields.put("reason", Shape.TEXT_OR_NULL);
        fields.put("replayed", new Shape.Truth());
        for (String money : List.of("amount", "discount", "voucherDiscount", "pointsDiscount", "payable")) {
            fields.put(money, Shape.NUMBER);
        }
        fields.put("points", points());
        fields.put("partner", new Shape.ObjectOf("a partner", partner(), true));
        fields.put("tier", tier());
        fields.put("vouchers", new Shape.ListOf(voucher()));
        for (String codes : List.of("revoked", "gifts", "benefits")) {
            fields.put(codes, Shape.TEXTS);
        }
        fields.put("tags", new Shape.ObjectOf("tags", Map.of("added", Shape.TEXTS, "removed", Shape.TEXTS)));
        fields.put("messages", new Shape.ListOf(message()));
        fields.put("fired", new Shape.ListOf(fired()));
        fields.put("suppressed", new Shape.ListOf(suppressed()));
    }

    private static Shape points() {
        Map<String, Shape> fields = new LinkedHashMap<>();
        for (String name :
                List.of("earned", "spent", "restored", "clawedBack", "expired", "released", "balance", "pending")) {
            fields.put(name, Shape.NUMBER);
        }
        return new Shape.ObjectOf("points", fields);
    }

    private static Map<String, Shape> partner() {
        Map<String, Shape> fields = new LinkedHashMap<>();
        fields.put("code", Shape.TEXT);
        fields.put("units", Shape.NUMBER);
        return fields;
    }

    private Shape tier() {
        Map<String, Shape> fields = new LinkedHashMap<>();
        fields.put("before", new Shape.OneOf("a tier of the program", tiers, true));
        fields.put("after", new Shape.OneOf("a tier of the program", tiers, true));
        fields.put("until", Shape.TEXT_OR_NULL);
        return new Shape.ObjectOf("a tier", fields);
    }

    private Shape voucher() {
        Map<String, Shape> fields = new LinkedHashMap<>();
        fields.put("code", Shape.TEXT);
        fields.put("voucher", new Shape.OneOf("a voucher of the program", vouchers, false));
        fields.put("validUntil", Shape.TEXT_OR_NULL);
        return new Shape.ObjectOf("a voucher", fields);
    }

    private static Shape message() {
        Map<String, Shape> fields = new LinkedHashMap<>();
        fields.put("code", Shape.TEXT);
        fields.put("args", new Shape.ListOf(new Shape.Anything()));
        return new Shape.ObjectOf("a message", fields);
    }

    private Shape fired() {
        Map<String, Shape> award = new LinkedHashMap<>();
        award.put("kind", Shape.TEXT);
        award.put("value", Shape.NUMBER);
        award.put("points", Shape.NUMBER);
        award.put("granted", Shape.NUMBER);
        award.put("code", Shape.TEXT);
        Map<String, Shape> fields = new LinkedHashMap<>();
        fields.put("rule", rule());
        fields.put("file", Shape.TEXT);
        fields.put("awards", new Shape.ListOf(new Shape.ObjectOf("an award", award)));
        return new Shape.ObjectOf("a rule that fired", fields);
    }

    private Shape suppressed() {
        Map<String, Shape> fields = new LinkedHashMap<>();
        fields.put("rule", rule());
        fields.put("reason", Shape.constants(Decision.Obstacle.class));
        return new Shape.ObjectOf("a suppressed rule", fields);
    }

    private Shape rule() {
        return new Shape.OneOf("a rule of the program", rules, false);
    }

    Shape standing() {
        Map<String, Shape> fields = new LinkedHashMap<>();
        fields.put("member", Shape.TEXT);
        fields.put("tier", new Shape.OneOf("a tier of the program", tiers, false));
        fields.put("tierUntil", Shape.TEXT_OR_NULL);
        for (String number : List.of("points", "pending", "spend", "purchases")) {
            fields.put(number, Shape.NUMBER);
        }
        for (String codes : List.of("vouchers", "benefits", "tags")) {
            fields.put(codes, Shape.TEXTS);
        }
        return new Shape.ObjectOf("a member's standing", fields);
    }
}
