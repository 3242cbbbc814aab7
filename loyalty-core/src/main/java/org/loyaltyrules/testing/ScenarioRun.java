package org.loyaltyrules.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.MembershipEngine;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.decision.MemberStanding;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.Event;
import org.loyaltyrules.event.EventConflictException;
import org.loyaltyrules.event.EventFormatException;
import org.loyaltyrules.event.MemberEvent;
import org.loyaltyrules.program.Located;
import org.loyaltyrules.rules.RuleFailureException;

/** One run of a scenario. Not thread-safe; runs once. */
final class ScenarioRun {

    private static final String MEMBERS = "members";

    /** Members whose day is explained where an expectation names none. */
    private static final int MOST_EXPLAINED = 3;

    private final LoyaltyProgram program;
    private final Scenario scenario;
    private final ZoneId zone;
    private final RuleReport report;
    private final Reasons reasons;
    private boolean checking = true;

    private final List<ScenarioFailure> failures = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private final List<Decision> decisions = new ArrayList<>();
    private final Set<String> fired = new TreeSet<>();
    private final Set<String> firedNow = new TreeSet<>();
    private @Nullable LocalDate begun;
    private @Nullable LocalDate lastDay;

    ScenarioRun(LoyaltyProgram program, Scenario scenario) {
        this.program = program;
        this.scenario = scenario;
        this.zone = program.definition().zone();
        this.report = new RuleReport(program);
        this.reasons = new Reasons(program, scenario);
    }

    ScenarioResult run() {
        try (MembershipEngine engine = MembershipEngine.builder()
                .program(program)
                .onRuleFired(rule -> firedNow.add(rule.name()))
                .build()) {
            scenario.steps().forEach(step -> take(step, engine));
            LocalDate until = scenario.until();
            if (scenario.daily() && begun != null && until != null) {
                beginDays(begun, until, scenario.line(), engine);
            }
            checkEnd(engine);
        }
        return new ScenarioResult(scenario, failures, refusals, fired);
    }

    /** Lets happen what comes before a step, its own day's beginning included; nothing is checked. */
    void leadUpTo(Step last, MembershipEngine engine) {
        checking = false;
        for (Step step : scenario.steps()) {
            if (step == last) {
                beginDaysBefore(step, engine);
                return;
            }
            take(step, engine);
        }
    }

    private void take(Step step, MembershipEngine engine) {
        Event event = step.event();
        if (event == null) {
            checkError(step, step.error());
            return;
        }
        beginDaysBefore(step, engine);
        Outcome outcome = decide(event, step.line(), engine);
        if (outcome.error() != null) {
            checkError(step, outcome.error());
        } else {
            check(step, outcome.decisions());
        }
    }

    private void beginDaysBefore(Step step, MembershipEngine engine) {
        Event event = step.event();
        if (event == null) {
            return;
        }
        LocalDate day = event instanceof Day begins
                ? begins.date()
                : event.at().atZoneSameInstant(zone).toLocalDate();
        if (lastDay == null || day.isAfter(lastDay)) {
            lastDay = day;
        }
        if (scenario.daily()) {
            LocalDate before = begun == null ? day.minusDays(1) : begun;
            // A day that the scenario itself begins is not begun for it.
            beginDays(before, event instanceof Day ? day.minusDays(1) : day, step.line(), engine);
            begun = day.isAfter(before) ? day : before;
        }
    }

    /** Begins every day after one that has begun, up to the last, which is included. */
    private void beginDays(LocalDate before, LocalDate last, int line, MembershipEngine engine) {
        for (LocalDate next = before.plusDays(1); !next.isAfter(last); next = next.plusDays(1)) {
            Day day = Day.of("day-" + next, next.atStartOfDay(zone).toOffsetDateTime(), next);
            Outcome outcome = decide(day, line, engine);
            if (outcome.error() != null) {
                fail("day " + day.id(), line, List.of(FailureText.unexpectedError(outcome.error())), List.of());
            }
        }
    }

    /** What came of an event: decisions, or an error. */
    private record Outcome(
            List<Decision> decisions, @Nullable EventError error) {}

    private Outcome decide(Event event, int line, MembershipEngine engine) {
        firedNow.clear();
        try {
            List<Decision> decided =
                    event instanceof Day day ? engine.process(day) : List.of(engine.process((MemberEvent) event));
            decisions.addAll(decided);
            return new Outcome(decided, null);
        } catch (EventFormatException e) {
            return new Outcome(List.of(), EventError.of(line, e));
        } catch (EventConflictException e) {
            return new Outcome(List.of(), EventError.of(line, e));
        } catch (RuleFailureException e) {
            return new Outcome(List.of(), EventError.of(line, e));
        } finally {
            fired.addAll(firedNow);
        }
    }

    private void checkError(Step step, @Nullable EventError error) {
        if (!checking) {
            return;
        }
        if (error == null) {
            throw new IllegalStateException("an event that was not decided has an error");
        }
        List<Difference> differences = new ArrayList<>();
        if (!step.expectation().ofError()) {
            differences.add(FailureText.unexpectedError(error));
        } else {
            compare(step.expectation(), error.json(), differences);
        }
        fail(step.label(), step.line(), differences, List.of());
    }

    private void check(Step step, List<Decision> decided) {
        if (!checking) {
            return;
        }
        if (step.event() instanceof MemberEvent && step.expectation().isEmpty()) {
            decided.stream()
                    .filter(decision -> !decision.accepted())
                    .forEach(decision -> refusals.add(FailureText.refusal(step.label(), decision)));
        }
        List<Difference> differences = new ArrayList<>();
        Set<Decision> concerned = new LinkedHashSet<>();
        List<Located> asked = new ArrayList<>();
        for (Located.Fields wanted : step.expectation().wanted()) {
            if (wanted.find("error") != null) {
                differences.add(FailureText.missingError(wanted, decided));
                concerned.addAll(decided);
            } else {
                Nearest nearest = nearest(wanted, decided, step.event() instanceof Day);
                if (!nearest.differences().isEmpty()) {
                    differences.addAll(nearest.differences());
                    asked.add(wanted);
                    if (nearest.decision() != null) {
                        concerned.add(nearest.decision());
                    }
                }
            }
        }
        for (Located.Fields unwanted : step.expectation().unwanted()) {
            for (Decision decision : decided) {
                JsonNode json = Json.of(decision);
                if (Matching.matches(unwanted, json)) {
                    Mismatch mismatch = new Mismatch("", Mismatch.Kind.UNWANTED, unwanted, json);
                    differences.add(FailureText.difference(prefix(step, decision), mismatch));
                    asked.add(unwanted);
                    concerned.add(decision);
                }
            }
        }
        fail(
                step.label(),
                step.line(),
                differences,
                differences.isEmpty() ? List.of() : explain(step, concerned, asked, differences));
    }

    private List<String> explain(
            Step step, Set<Decision> concerned, List<Located> asked, List<Difference> differences) {
        Set<String> rules = RuleReport.rulesIn(asked);
        Set<String> members = new TreeSet<>(RuleReport.membersIn(asked));
        concerned.forEach(decision -> members.add(decision.member()));
        if (members.isEmpty()) {
            // A day that changed nothing for anybody.
            scenario.steps().stream()
                    .map(Step::event)
                    .takeWhile(event -> event != step.event())
                    .filter(Enrollment.class::isInstance)
                    .limit(MOST_EXPLAINED)
                    .forEach(event -> members.add(((Enrollment) event).member()));
        }
        List<String> lines = new ArrayList<>(report.explain(List.copyOf(concerned), rules, firedNow));
        lines.addAll(reasons.of(step, members, rules, differences));
        return lines;
    }

    /** The decision that comes nearest to what is wanted, and what differs; null where there is none. */
    private record Nearest(@Nullable Decision decision, List<Difference> differences) {}

    private static Nearest nearest(Located.Fields wanted, List<Decision> decided, boolean day) {
        Set<String> members = new TreeSet<>();
        Located.Field member = wanted.find("member");
        if (member != null && member.value() instanceof Located.Text id) {
            members.add(id.text());
        }
        Decision nearest = null;
        List<Mismatch> least = List.of();
        for (Decision decision : decided) {
            List<Mismatch> mismatches = Matching.compare(wanted, Json.of(decision));
            if (mismatches.isEmpty()) {
                return new Nearest(decision, List.of());
            }
            boolean candidate = !day || members.isEmpty() || members.contains(decision.member());
            if (candidate && (nearest == null || mismatches.size() < least.size())) {
                nearest = decision;
                least = mismatches;
            }
        }
        if (nearest == null) {
            return new Nearest(null, List.of(FailureText.noDecision(wanted, decided)));
        }
        String prefix = day ? nearest.member() : "";
        return new Nearest(
                nearest,
                least.stream()
                        .map(mismatch -> FailureText.difference(prefix, mismatch))
                        .toList());
    }

    private static String prefix(Step step, Decision decision) {
        return step.event() instanceof Day ? decision.member() : "";
    }

    private void checkEnd(MembershipEngine engine) {
        if (scenario.end().isEmpty()) {
            return;
        }
        List<Difference> differences = new ArrayList<>();
        List<Mismatch> mismatches = compare(scenario.end(), standings(engine), differences);
        Set<String> members = new TreeSet<>();
        for (Mismatch mismatch : mismatches) {
            members.addAll(RuleReport.membersIn(List.of(mismatch.expected())));
            String path = mismatch.path();
            if (path.startsWith(MEMBERS + "[")) {
                members.add(path.substring(MEMBERS.length() + 1, path.indexOf(']')));
            }
        }
        List<String> histories = new ArrayList<>();
        members.forEach(member -> histories.addAll(report.history(member, decisions)));
        fail("", scenario.line(), differences, histories);
    }

    private ObjectNode standings(MembershipEngine engine) {
        ObjectNode end = JsonNodeFactory.instance.objectNode();
        ArrayNode members = end.putArray(MEMBERS);
        LocalDate until = scenario.until();
        // Books only go forward: there is no standing of a day before the last event.
        LocalDate day = lastDay == null || until != null && until.isAfter(lastDay) ? until : lastDay;
        if (day != null) {
            for (MemberStanding standing : engine.standings(day)) {
                members.add(Json.of(standing));
            }
        }
        return end;
    }

    /** Adds what differs, for people; what differs. */
    private static List<Mismatch> compare(Expectation expectation, JsonNode actual, List<Difference> differences) {
        List<Mismatch> mismatches = new ArrayList<>();
        for (Located.Fields wanted : expectation.wanted()) {
            mismatches.addAll(Matching.compare(wanted, actual));
        }
        for (Located.Fields unwanted : expectation.unwanted()) {
            if (Matching.matches(unwanted, actual)) {
                mismatches.add(new Mismatch("", Mismatch.Kind.UNWANTED, unwanted, actual));
            }
        }
        mismatches.forEach(mismatch -> differences.add(FailureText.difference("", mismatch)));
        return mismatches;
    }

    private void fail(String label, int line, List<Difference> differences, List<String> explanation) {
        if (!differences.isEmpty()) {
            failures.add(new ScenarioFailure(label, line, differences, explanation));
        }
    }
}
