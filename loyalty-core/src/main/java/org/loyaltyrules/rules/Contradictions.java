package org.loyaltyrules.rules;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.program.Rule;

/** Finds conditions of one pattern that nothing can meet, alone or together, on a day on which the rule is in effect. */
final class Contradictions {

    /** Facts whose day is always the one by which rules are in effect. */
    private static final Set<FactKind> OF_THE_DAY = EnumSet.of(
            FactKind.PURCHASE,
            FactKind.LINE_ITEM,
            FactKind.ENROLLMENT,
            FactKind.ACTION,
            FactKind.REDEMPTION,
            FactKind.TRANSFER,
            FactKind.DAY);

    /** What a day says of itself, as facts call it. */
    private static final Map<String, Function<LocalDate, Object>> OF_A_DAY = Map.of(
            "month", day -> Evaluator.decimal((long) day.getMonthValue()),
            "dayOfMonth", day -> Evaluator.decimal((long) day.getDayOfMonth()),
            "dayOfWeek", day -> day.getDayOfWeek().name());

    private static final int LONGEST_SPAN = 366;

    private final ProgramDefinition program;
    private final Rule rule;
    private final String text;
    private final PremiseReader reader;

    Contradictions(ProgramDefinition program, Rule rule, String text, PremiseReader reader) {
        this.program = program;
        this.rule = rule;
        this.text = text;
        this.reader = reader;
    }

    /** A condition that cannot hold, and why. */
    record Finding(Expression place, String message, String hint) {}

    List<Finding> in(Condition.FactPattern pattern) {
        List<Finding> findings = new ArrayList<>();
        for (List<Premise> premises : bySubject(pattern).values()) {
            Finding finding = contradiction(premises);
            if (finding == null && OF_THE_DAY.contains(pattern.type().fact())) {
                finding = outOfEffect(premises);
            }
            if (finding != null) {
                findings.add(finding);
            }
        }
        return findings;
    }

    private Map<String, List<Premise>> bySubject(Condition.FactPattern pattern) {
        Map<String, List<Premise>> subjects = new LinkedHashMap<>();
        for (Premise premise : reader.read(pattern)) {
            subjects.computeIfAbsent(premise.subject().text(), key -> new ArrayList<>())
                    .add(premise);
        }
        if (pattern.type().fact() == FactKind.QUALIFICATION) {
            // The first purchase is a purchase, and a tier review is none.
            imply(subjects, "first", true);
            imply(subjects, "review", false);
        }
        return subjects;
    }

    /** Where the premises make the property true, they make {@code purchase} what is given. */
    private void imply(Map<String, List<Premise>> subjects, String property, boolean purchase) {
        List<Premise> given = subjects.getOrDefault(property, List.of());
        if (subjects.containsKey("purchase") && !given.isEmpty() && !Premise.allHold(given, false)) {
            Premise implying = given.get(0);
            List<Premise> both = subjects.get("purchase");
            both.add(new Premise(both.get(0).subject(), List.of(), value -> value.equals(purchase), implying.source()));
        }
    }

    private @Nullable Finding contradiction(List<Premise> premises) {
        for (int i = 0; i < premises.size(); i++) {
            Premise last = premises.get(i);
            if (Premise.exclude(List.of(last), program)) {
                return impossible(last);
            }
            if (!Premise.exclude(premises.subList(0, i + 1), program)) {
                continue;
            }
            for (Premise earlier : premises.subList(0, i)) {
                if (Premise.exclude(List.of(earlier, last), program)) {
                    return together(List.of(earlier), last);
                }
            }
            return together(premises.subList(0, i), last);
        }
        return null;
    }

    private static Finding impossible(Premise premise) {
        Subject subject = premise.subject();
        String is = "this never holds: '" + subject.written() + "' is ";
        if (subject.range() != null) {
            String words = subject.range().words();
            boolean order = premise.source() instanceof Expression.Comparison comparison
                    && comparison.operator().isOrder();
            return new Finding(
                    premise.source(),
                    is + words,
                    order ? "turn the comparison round, or leave it out" : "write a number that is " + words);
        }
        if (premise.comparesWithNull()) {
            return new Finding(premise.source(), is + "always there", "leave the condition out");
        }
        return new Finding(
                premise.source(),
                "this never holds, whatever '" + subject.written() + "' is",
                "write another condition, or leave it out");
    }

    private Finding together(List<Premise> earlier, Premise last) {
        String others = earlier.stream()
                .map(premise -> "'" + written(premise.source()) + "'")
                .collect(Collectors.joining(" and "));
        return new Finding(
                last.source(),
                "this never holds together with " + others,
                earlier.size() == 1
                        ? "take one of the two out, or write two rules"
                        : "take one of them out, or write several rules");
    }

    private String written(Expression source) {
        return text.substring(source.start(), source.end());
    }

    private @Nullable Finding outOfEffect(List<Premise> premises) {
        Premise inEffect = inEffect(premises.get(0).subject());
        if (inEffect == null) {
            return null;
        }
        List<Premise> all = new ArrayList<>(premises);
        all.add(inEffect);
        if (!Premise.exclude(all, program)) {
            return null;
        }
        return new Finding(
                premises.get(premises.size() - 1).source(),
                "this never holds while the rule is in effect, which is " + effect(),
                "change the condition, or @from and @until");
    }

    private String effect() {
        if (rule.from() == null) {
            return "until " + rule.until();
        }
        return "from " + rule.from() + (rule.until() == null ? " on" : " to " + rule.until());
    }

    /** That a subject is of a day on which the rule is in effect; null where that says nothing about it. */
    private @Nullable Premise inEffect(Subject subject) {
        LocalDate from = rule.from();
        LocalDate until = rule.until();
        if (subject.text().equals("date") && (from != null || until != null)) {
            List<Object> bounds = new ArrayList<>();
            if (from != null) {
                bounds.add(from);
            }
            if (until != null) {
                bounds.add(until);
            }
            return premise(subject, bounds, day -> day instanceof LocalDate date && rule.inEffectOn(date));
        }
        Function<LocalDate, Object> property = OF_A_DAY.get(subject.text());
        if (property == null || from == null || until == null || ChronoUnit.DAYS.between(from, until) > LONGEST_SPAN) {
            return null;
        }
        Set<Object> values = new LinkedHashSet<>();
        values.add(property.apply(until));
        from.datesUntil(until).map(property).forEach(values::add);
        return premise(subject, values, values::contains);
    }

    private static Premise premise(Subject subject, Collection<Object> constants, Predicate<@Nullable Object> holds) {
        return new Premise(subject, List.copyOf(constants), holds, new Expression.Literal(null, 0, 0));
    }
}
