package org.loyaltyrules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.award.Award;
import org.loyaltyrules.award.Firing;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.decision.DecisionJson;
import org.loyaltyrules.decision.VoucherCodes;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.event.Erasure;
import org.loyaltyrules.event.Event;
import org.loyaltyrules.event.EventFormatException;
import org.loyaltyrules.event.EventJson;
import org.loyaltyrules.explanation.Outcome;
import org.loyaltyrules.program.Problem;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.program.ProgramReader;
import org.loyaltyrules.reference.RandomEvents;
import org.loyaltyrules.reference.RandomPrograms;
import org.loyaltyrules.reference.ReferenceProgram;
import org.loyaltyrules.reference.ReferencePrograms;
import org.loyaltyrules.rules.IdleRules;
import org.loyaltyrules.rules.RuleSet;
import org.loyaltyrules.rules.RuleSource;
import org.loyaltyrules.rules.RuleVerdict;
import org.loyaltyrules.store.DecidedEvent;
import org.loyaltyrules.store.InMemoryMembershipStore;
import org.loyaltyrules.store.MembershipStore;
import org.loyaltyrules.store.UnitOfWork;

/** A rule is said to fire exactly when it fires: as often in each phase, and with the same awards. Seeds are printed. */
class ExplanationAgreementTest {

    private static final boolean LONG = Boolean.getBoolean("loyalty.long");
    private static final int STEPS = LONG ? 200 : 60;
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private long evaluations;
    private long fired;
    private long notFired;

    @Test
    void given_random_programs_when_their_rules_are_explained_then_they_are_said_to_fire_exactly_when_they_do() {
        long firstSeed = 5_000_000;
        long lastSeed = firstSeed + (LONG ? 10_000 : 150) - 1;
        for (long seed = firstSeed; seed <= lastSeed; seed++) {
            compare(RandomPrograms.create(seed, true), seed);
        }
        tell("random programs, seeds " + firstSeed + " to " + lastSeed);
    }

    @Test
    void given_the_bundled_programs_when_their_rules_are_explained_then_they_are_said_to_fire_exactly_when_they_do() {
        long lastSeed = LONG ? 500 : 10;
        for (ReferenceProgram program : ReferencePrograms.all()) {
            for (long seed = 1; seed <= lastSeed; seed++) {
                compare(program, seed);
            }
        }
        tell("bundled programs, seeds 1 to " + lastSeed);
    }

    private void tell(String what) {
        System.out.printf(
                "%s: %d evaluations, rules fired %d times and did not %d times%n", what, evaluations, fired, notFired);
        assertThat(fired).isGreaterThan(1_000);
        assertThat(notFired).isGreaterThan(1_000);
    }

    private void compare(ReferenceProgram program, long seed) {
        List<Problem> problems = new ArrayList<>();
        ProgramDefinition definition =
                ProgramReader.read("program.json", program.json().toString(), problems);
        String text = program.drl();
        RuleSet rules = RuleSet.compile(definition, List.of(new RuleSource("rules.drl", text)), problems);
        if (rules == null) {
            String others = IdleRules.without("rules.drl", text, problems);
            rules = RuleSet.compile(definition, List.of(new RuleSource("rules.drl", others)), problems);
        }
        assertThat(rules).as("seed %d: %s", seed, problems).isNotNull();
        EventDecider decider = new EventDecider(definition, rules, VoucherCodes.SEQUENTIAL);
        MembershipStore store = new InMemoryMembershipStore();
        RandomEvents random = new RandomEvents(seed, program, true);
        List<ObjectNode> last = List.of();
        for (int step = 0; step < STEPS; step++) {
            last = decide(random.next(last), decider, store, rules, "seed " + seed + ", step " + step);
        }
    }

    private List<ObjectNode> decide(
            ObjectNode json, EventDecider decider, MembershipStore store, RuleSet rules, String where) {
        // In memory, a unit that may erase holds everybody.
        try (UnitOfWork unit = store.beginErasure("nobody")) {
            Event event = EventJson.read(json.toString());
            DecidedEvent before = event instanceof Day day ? unit.decided(day.date()) : unit.decided(event.id());
            if (before != null) {
                return List.of();
            }
            EventRecord record = new EventRecord(null);
            List<Decision> decisions = decider.decide(event, unit, record).decisions();
            if (event instanceof Day || decisions.get(0).accepted()) {
                if (!(event instanceof Erasure)) {
                    unit.record(event, decisions);
                }
                unit.commit();
            }
            for (EvaluationRecord evaluation : record.evaluations()) {
                compare(evaluation, rules, where + ", " + json);
            }
            List<ObjectNode> nodes = new ArrayList<>();
            for (Decision decision : decisions) {
                nodes.add((ObjectNode) JSON.readTree(DecisionJson.write(decision)));
            }
            return nodes;
        } catch (EventFormatException malformed) {
            return List.of();
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private void compare(EvaluationRecord evaluation, RuleSet rules, String where) {
        evaluations++;
        for (int phase = 0; phase < evaluation.facts().size(); phase++) {
            Map<String, List<List<Award>>> happened = new TreeMap<>();
            for (Firing firing : evaluation.firings().get(phase)) {
                happened.computeIfAbsent(firing.rule().name(), rule -> new ArrayList<>())
                        .add(firing.awards());
                fired++;
            }
            Map<String, List<List<Award>>> said = new TreeMap<>();
            for (RuleVerdict verdict : rules.verdicts(evaluation.day, evaluation.facts())) {
                List<RuleVerdict.Match> matches = verdict.matches().get(phase);
                if (!matches.isEmpty()) {
                    said.put(
                            verdict.rule().name(),
                            matches.stream().map(RuleVerdict.Match::awards).toList());
                }
            }
            assertThat(said).as("phase %d, %s", phase, where).isEqualTo(happened);
        }
        for (RuleVerdict verdict : rules.verdicts(evaluation.day, evaluation.facts())) {
            boolean matches = verdict.matches().stream().anyMatch(list -> !list.isEmpty());
            notFired += matches ? 0 : 1;
            assertThat(verdict.otherwise() == null)
                    .as("%s, %s", where, verdict.rule().name())
                    .isEqualTo(matches);
            assertThat(verdict.otherwise() instanceof Outcome.TooManyCombinations)
                    .isFalse();
        }
    }
}
