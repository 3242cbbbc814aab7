package org.loyaltyrules.testing;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.Event;
import org.loyaltyrules.event.EventFormatException;
import org.loyaltyrules.program.Located;
import org.loyaltyrules.program.LocatedParser;
import org.loyaltyrules.program.ProblemLog;
import org.loyaltyrules.program.Section;
import org.loyaltyrules.program.Spelling;
import org.loyaltyrules.program.TextFile;
import org.loyaltyrules.program.Values;

/** Reads the scenarios of one file. */
final class ScenarioReader {

    private static final String EXPECT = "expect";
    private static final List<String> EXPECTATIONS = List.of(EXPECT, ShapeCheck.NOT);
    private static final List<String> KEYS = List.of("name", "events", EXPECT, "daily", "until");

    private final String file;
    private final ProblemLog log;
    private final Values values;
    private final ShapeCheck check;
    private final Shapes shapes;

    private ScenarioReader(String file, ProblemLog log, LoyaltyProgram program) {
        this.file = file;
        this.log = log;
        this.values = new Values(log);
        this.check = new ShapeCheck(log);
        this.shapes = new Shapes(program);
    }

    static ScenarioFile read(TextFile file, LoyaltyProgram program) {
        ProblemLog log = new ProblemLog(file.path(), file.text());
        Located root = LocatedParser.parse(log);
        List<Scenario> scenarios =
                root == null ? List.of() : new ScenarioReader(file.path(), log, program).scenarios(root);
        return new ScenarioFile(file.path(), log.hasErrors() ? List.of() : scenarios, log.problems());
    }

    private List<Scenario> scenarios(Located root) {
        List<Located> all = root instanceof Located.Items items ? items.items() : List.of(root);
        if (all.isEmpty()) {
            log.error("wrong-value", root.place(), "the list must have at least one scenario");
        }
        List<Scenario> scenarios = new ArrayList<>();
        Map<String, Integer> names = new HashMap<>();
        for (Located one : all) {
            Scenario scenario = scenario(one);
            Integer first = scenario == null ? null : names.putIfAbsent(scenario.name(), scenario.line());
            if (first != null) {
                log.error(
                        "duplicate-scenario",
                        one.place(),
                        "two scenarios of the file have the same name",
                        "the first is in line " + first);
            }
            if (scenario != null) {
                scenarios.add(scenario);
            }
        }
        return scenarios;
    }

    private @Nullable Scenario scenario(Located value) {
        Section section = Section.of(log, "a scenario", value, KEYS);
        if (section == null) {
            return null;
        }
        String name = section.required("name", values::text);
        boolean daily = section.optional("daily", values::truth, false);
        LocalDate until = section.nullable("until", this::date);
        List<Step> steps = section.required("events", this::steps);
        Located expect = section.find(EXPECT);
        if (steps == null || name == null) {
            return null;
        }
        Expectation end = expect == null ? Expectation.NONE : end(expect, enrolled(steps));
        return new Scenario(file, value.place().line(), name, steps, end, daily, until);
    }

    private @Nullable LocalDate date(String key, Located value) {
        String expected = "a date such as \"2026-05-02\"";
        if (!(value instanceof Located.Text text)) {
            return values.wrongType(key, value, expected);
        }
        try {
            LocalDate date = LocalDate.parse(text.text());
            boolean sane = date.getYear() >= 1 && date.getYear() <= 9999;
            return sane ? date : values.wrongValue(key, value, expected, null);
        } catch (DateTimeException e) {
            return values.wrongValue(key, value, expected, null);
        }
    }

    private @Nullable List<Step> steps(String key, Located value) {
        if (!(value instanceof Located.Items items)) {
            return values.wrongType(key, value, "a list of events");
        }
        if (items.items().isEmpty()) {
            log.error("wrong-value", value.place(), "\"events\" must have at least one event");
        }
        List<Step> steps = new ArrayList<>();
        for (Located item : items.items()) {
            if (item instanceof Located.Fields fields) {
                steps.add(step(fields, steps.size() + 1));
            } else {
                values.wrongType("each of events", item, "an object");
            }
        }
        return steps;
    }

    private Step step(Located.Fields fields, int number) {
        Located.Field expect = fields.find(EXPECT);
        Located.Field not = fields.find(ShapeCheck.NOT);
        Shape.ObjectOf shape = shapes.event();
        List<Located.Fields> wanted = expect == null ? List.of() : expected(expect.value(), shape);
        if (not != null) {
            check.not(ShapeCheck.NOT, not.value(), shape);
        }
        List<Located.Fields> unwanted = not == null ? List.of() : Matching.objects(not.value());
        Expectation expectation = Expectation.of(wanted, unwanted);
        for (Located.Fields one : expectation.wanted()) {
            if (one.find("error") != null && one.fields().size() > 1) {
                log.error("never-matches", one.place(), "an event has either an error or a decision, not both");
            }
        }
        int line = fields.place().line();
        EventSection section = new EventSection(fields, EXPECTATIONS);
        String label = section.label(number);
        try {
            Event event = section.read();
            return new Step(label, line, event, null, expectation);
        } catch (EventFormatException e) {
            EventError error = EventError.of(line, e);
            if (!expectation.ofError()) {
                log.error("malformed-event", section.placeOf(e.path()), error.message(), hint(e.path()));
            }
            return new Step(label, line, null, error, expectation);
        }
    }

    private static @Nullable String hint(String path) {
        String meant = path.isEmpty() ? null : Spelling.nearest(path, EXPECTATIONS);
        return meant == null
                ? "where this is what is to be tested: \"expect\": {\"error\": {}}"
                : Values.didYouMean(meant);
    }

    /** What is expected: one object or several in a list. */
    private List<Located.Fields> expected(Located value, Shape.ObjectOf shape) {
        List<Located> all = value instanceof Located.Items items ? items.items() : List.of(value);
        all.forEach(one -> check.check(EXPECT, one, shape));
        return Matching.objects(value);
    }

    private Expectation end(Located value, Set<String> enrolled) {
        Shape.ObjectOf shape = shapes.end();
        List<Located.Fields> wanted = expected(value, shape);
        for (Located.Fields fields : wanted) {
            refuseStrangers(fields, enrolled);
            Matching.unwanted(fields).forEach(not -> refuseStrangers(not, enrolled));
        }
        return Expectation.of(wanted, List.of());
    }

    private static Set<String> enrolled(List<Step> steps) {
        Set<String> enrolled = new LinkedHashSet<>();
        for (Step step : steps) {
            if (step.event() instanceof Enrollment enrollment) {
                enrolled.add(enrollment.member());
            }
        }
        return enrolled;
    }

    /** Reports members whom no event of the scenario enrolls. */
    private void refuseStrangers(Located.Fields fields, Set<String> enrolled) {
        Located.Field members = fields.find("members");
        if (members == null) {
            return;
        }
        for (Located.Fields standing : Matching.objects(members.value())) {
            Located.Field member = standing.find("member");
            if (member != null && member.value() instanceof Located.Text id && !enrolled.contains(id.text())) {
                log.error(
                        "unknown-member",
                        id.place(),
                        "no event of the scenario enrolls the member " + id.describe(),
                        Values.didYouMean(Spelling.nearest(id.text(), enrolled)));
            }
        }
    }
}
