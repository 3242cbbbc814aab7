package org.loyaltyrules.rules;

import java.util.Map;
import java.util.Set;
import org.drools.drl.ast.descr.AttributeDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.jspecify.annotations.Nullable;

/** What stands in a rule's header besides annotations. */
record RuleAttributes(
        int salience,
        boolean noLoop,
        @Nullable String agendaGroup,
        boolean autoFocus,
        @Nullable String activationGroup,
        boolean lockOnActive,
        boolean enabled) {

    private static final Set<String> CLOCKED =
            Set.of("date-effective", "date-expires", "timer", "duration", "calendars");
    private static final Set<String> SUPPORTED = Set.of(
            "salience", "no-loop", "agenda-group", "auto-focus", "activation-group", "lock-on-active", "enabled");

    /** Whether rules with these depend on what fired before, which a session that is kept might remember. */
    boolean needFreshSession() {
        return lockOnActive || activationGroup != null || agendaGroup != null;
    }

    static RuleAttributes read(RuleDescr rule, SourceText source, Diagnostics diagnostics) {
        Map<String, AttributeDescr> attributes = rule.getAttributes();
        for (AttributeDescr attribute : attributes.values()) {
            try {
                check(attribute, source);
            } catch (ProblemException problem) {
                diagnostics.report(source, problem);
            }
        }
        return new RuleAttributes(
                salience(attributes.get("salience")),
                truth(attributes.get("no-loop"), false),
                text(attributes.get("agenda-group")),
                truth(attributes.get("auto-focus"), false),
                text(attributes.get("activation-group")),
                truth(attributes.get("lock-on-active"), false),
                truth(attributes.get("enabled"), true));
    }

    /** Reports attributes that read the clock, which no rule may have. */
    static void refuseClocks(Iterable<AttributeDescr> attributes, SourceText source, Diagnostics diagnostics) {
        for (AttributeDescr attribute : attributes) {
            if (CLOCKED.contains(attribute.getName())) {
                try {
                    check(attribute, source);
                } catch (ProblemException problem) {
                    diagnostics.report(source, problem);
                }
            }
        }
    }

    private static void check(AttributeDescr attribute, SourceText source) {
        String name = attribute.getName();
        if (CLOCKED.contains(name)) {
            throw problem(
                    attribute,
                    source,
                    "not-supported",
                    "'" + name + "' is not supported: it reads the computer's clock and zone",
                    "write @from(\"2026-06-01\") and @until(\"2026-06-18\")");
        }
        if (name.equals("dialect")) {
            return;
        }
        if (!SUPPORTED.contains(name)) {
            throw problem(attribute, source, "not-supported", "'" + name + "' is not supported", null);
        }
        String value = attribute.getValue().strip();
        if (name.equals("salience") && !value.matches("[+-]?[0-9]{1,9}")) {
            throw problem(attribute, source, "not-supported", "'salience' needs a whole number", "write salience 10");
        }
        if (name.equals("enabled") && !value.equals("true") && !value.equals("false")) {
            throw problem(attribute, source, "not-supported", "'enabled' needs true or false", null);
        }
    }

    private static ProblemException problem(
            AttributeDescr attribute, SourceText source, String code, String message, @Nullable String hint) {
        // The place that Drools gives is that of the value.
        int start = Math.max(0, source.text().lastIndexOf(attribute.getName(), attribute.getStartCharacter()));
        return new ProblemException(start, start + attribute.getName().length(), code, message, hint);
    }

    private static int salience(@Nullable AttributeDescr attribute) {
        String value = attribute == null ? "0" : attribute.getValue().strip();
        return value.matches("[+-]?[0-9]{1,9}") ? Integer.parseInt(value) : 0;
    }

    private static boolean truth(@Nullable AttributeDescr attribute, boolean absent) {
        return attribute == null ? absent : !attribute.getValue().strip().equals("false");
    }

    private static @Nullable String text(@Nullable AttributeDescr attribute) {
        return attribute == null ? null : attribute.getValue();
    }
}
