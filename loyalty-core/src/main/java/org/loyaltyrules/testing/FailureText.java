package org.loyaltyrules.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.program.Located;
import org.loyaltyrules.program.Rule;

/** How failures of scenarios are told, for readers who know the program and not the engine. */
final class FailureText {

    private static final int LONGEST = 400;

    private FailureText() {}

    static String of(ScenarioResult result) {
        if (result.passed()) {
            return "";
        }
        List<String> parts =
                new ArrayList<>(result.failures().stream().map(FailureText::of).toList());
        if (!result.refusals().isEmpty()) {
            parts.add("  Refused, though nothing was expected of it: " + String.join(", ", result.refusals()));
        }
        return String.join("\n", parts);
    }

    static String of(ScenarioFailure failure) {
        StringBuilder text = new StringBuilder("  ")
                .append(failure.event().isEmpty() ? "at the end" : failure.event())
                .append(" (line ")
                .append(failure.line())
                .append(")");
        for (Difference difference : failure.differences()) {
            String whole = failure.event().isEmpty() ? "the members" : "the decision";
            text.append("\n    ").append(difference.path().isEmpty() ? whole : difference.path());
            text.append("\n      expected: ").append(difference.expected());
            text.append("\n      actual:   ").append(difference.actual());
        }
        for (String line : failure.explanation()) {
            text.append("\n    ").append(line);
        }
        return text.toString();
    }

    /**
     * What differs.
     *
     * @param prefix of the path, such as the member concerned; may be empty
     */
    static Difference difference(String prefix, Mismatch mismatch) {
        String path = prefix.isEmpty() || mismatch.path().isEmpty()
                ? prefix + mismatch.path()
                : prefix + ": " + mismatch.path();
        String expected = EventSection.json(mismatch.expected());
        return switch (mismatch.kind()) {
            case DIFFERENT -> new Difference(path, cut(expected), actual(mismatch.actual()));
            case NOT_IN_LIST ->
                new Difference(
                        path, "one that matches " + cut(expected), elements(mismatch.expected(), mismatch.actual()));
            case UNWANTED ->
                new Difference(
                        path,
                        "nothing that matches " + cut(expected),
                        actual(excerpt(mismatch.expected(), mismatch.actual())));
        };
    }

    /** The event was not decided, and no error was expected. */
    static Difference unexpectedError(EventError error) {
        return new Difference("error", "a decision", error.message());
    }

    /** The event was decided, and an error was expected. */
    static Difference missingError(Located.Fields expected, List<Decision> decisions) {
        String actual = decisions.isEmpty()
                ? "the event was decided without an error"
                : "the event was decided without an error: " + status(decisions.get(0));
        Located.Field error = expected.find("error");
        String wanted = error == null ? "{}" : EventSection.json(error.value());
        return new Difference("error", wanted.equals("{}") ? "an error" : "an error that matches " + wanted, actual);
    }

    /** No decision of a day is about the expected member, or there is none at all. */
    static Difference noDecision(Located.Fields expected, List<Decision> decisions) {
        String actual = decisions.isEmpty()
                ? "nothing changed for anybody on this day"
                : "decisions on "
                        + String.join(
                                ", ", decisions.stream().map(Decision::member).toList());
        return new Difference("", "one that matches " + cut(EventSection.json(expected)), actual);
    }

    /** Begins what the rules did at an event. */
    static String rulesTitle() {
        return "Rules at this event:";
    }

    /** Begins what the rules did for one of several members. */
    static String rulesTitle(String member) {
        return "Rules at this event for " + member + ":";
    }

    static String noRules() {
        return "No rule fired at this event.";
    }

    static String refused(Decision decision) {
        return "The event was " + status(decision) + ".";
    }

    static String fired(Decision.Fired fired, @Nullable Rule rule) {
        List<String> awards = fired.awards().stream().map(FailureText::award).toList();
        return "  " + place(fired.rule(), rule) + " fired: " + String.join(", ", awards);
    }

    static String suppressed(Decision.Suppressed suppressed, @Nullable Rule rule) {
        String reason = switch (suppressed.reason()) {
            case LIMIT -> "its limit is used up";
            case BUDGET -> "its budget is used up";
            case EXCLUSIVE -> "another rule of its group gives more";
            case CAP -> "the cap on points is reached";
        };
        return "  " + place(suppressed.rule(), rule) + " granted nothing: " + reason;
    }

    /** Begins why rules did not fire. */
    static String whyTitle() {
        return "Rules that grant nothing here, and why:";
    }

    /** Begins why rules did not fire for one of several members. */
    static String whyTitle(String member) {
        return "Rules that grant nothing here to " + member + ", and why:";
    }

    /** A rule fired at an event that was then refused. */
    static String firedInVain(Rule rule) {
        return "  " + place(rule.name(), rule) + " fired";
    }

    /** A rule fired, but is not among those that granted something or were kept from it. */
    static String grantedNothing(Rule rule) {
        return "  " + place(rule.name(), rule) + " fired, and there was nothing to grant";
    }

    /** Begins what led to a member's standing. */
    static String historyTitle(String member) {
        return "What happened to " + member + ":";
    }

    static String earlier(int events) {
        return "  … and " + events + " decisions before";
    }

    static String happened(Decision decision) {
        List<String> parts = new ArrayList<>();
        if (!decision.accepted()) {
            parts.add(status(decision));
        }
        Decision.Points points = decision.points();
        changed(parts, points.earned(), "earned");
        changed(parts, points.spent(), "spent");
        changed(parts, points.restored(), "restored");
        changed(parts, points.clawedBack(), "taken back");
        changed(parts, points.expired(), "expired");
        changed(parts, points.released(), "released");
        parts.add(
                "balance " + points.balance() + (points.pending() == 0 ? "" : " and " + points.pending() + " pending"));
        Decision.Tier tier = decision.tier();
        if (tier.before() != null && tier.after() != null && !tier.before().equals(tier.after())) {
            parts.add("tier " + tier.before() + " to " + tier.after());
        }
        List<String> rules =
                decision.fired().stream().map(fired -> '"' + fired.rule() + '"').toList();
        String by = rules.isEmpty() ? "" : "; fired: " + String.join(", ", rules);
        return "  " + decision.type() + " " + decision.event() + ": " + String.join(", ", parts) + by;
    }

    static String refusal(String label, Decision decision) {
        return label + " (" + decision.reason() + ")";
    }

    private static void changed(List<String> parts, long points, String how) {
        if (points != 0) {
            parts.add(points + (points == 1 ? " point " : " points ") + how);
        }
    }

    private static String status(Decision decision) {
        return decision.accepted() ? "accepted" : "refused: " + decision.reason();
    }

    private static String place(String name, @Nullable Rule rule) {
        return '"' + name + '"' + (rule == null ? "" : " (" + rule.file() + ":" + rule.line() + ")");
    }

    static String award(Decision.Granted award) {
        StringBuilder text = new StringBuilder(award.kind());
        if (award.code() != null) {
            text.append(' ').append(award.code());
        }
        if (award.value() != null) {
            text.append(' ').append(award.value().toPlainString());
        }
        if (award.points() != null && !award.kind().equals("points")) {
            boolean one = award.points().compareTo(BigDecimal.ONE) == 0;
            text.append(" (").append(award.points().toPlainString()).append(one ? " point)" : " points)");
        }
        if (award.granted() != null) {
            text.append(" (").append(award.granted()).append(" from the budget)");
        }
        return text.toString();
    }

    /** The elements of a list by their names, or in full where the wanted one has the name of one of them. */
    private static String elements(Located expected, JsonNode list) {
        if (list.isEmpty()) {
            return "the list is empty";
        }
        String wanted = Matching.name(expected);
        List<String> names = new ArrayList<>();
        for (JsonNode item : list) {
            String name = Matching.name(item);
            if (name == null || name.equals(wanted)) {
                return actual(list);
            }
            names.add('"' + name + '"');
        }
        return cut(String.join(", ", names));
    }

    /** Of what is there only that which the pattern speaks of. */
    private static JsonNode excerpt(Located pattern, JsonNode actual) {
        if (pattern instanceof Located.Fields fields && actual.isObject()) {
            ObjectNode excerpt = JsonNodeFactory.instance.objectNode();
            for (Located.Field field : Matching.withoutNot(fields).fields()) {
                JsonNode value = actual.get(field.key());
                if (value != null) {
                    excerpt.set(field.key(), excerpt(field.value(), value));
                }
            }
            return excerpt.isEmpty() ? actual : excerpt;
        }
        if (pattern instanceof Located.Items items && actual.isArray()) {
            ArrayNode excerpt = JsonNodeFactory.instance.arrayNode();
            for (JsonNode value : actual) {
                for (Located item : items.items()) {
                    if (Matching.matches(item, value)) {
                        excerpt.add(excerpt(item, value));
                        break;
                    }
                }
            }
            return excerpt;
        }
        return actual;
    }

    private static String actual(JsonNode actual) {
        return actual.isMissingNode() ? "nothing" : cut(actual.toString());
    }

    private static String cut(String text) {
        return text.length() <= LONGEST
                ? text
                : String.format(Locale.ROOT, "%s… (%,d characters)", text.substring(0, LONGEST), text.length());
    }
}
