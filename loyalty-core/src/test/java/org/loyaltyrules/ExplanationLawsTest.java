package org.loyaltyrules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.decision.DecisionJson;
import org.loyaltyrules.decision.MemberStanding;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.event.Event;
import org.loyaltyrules.event.EventConflictException;
import org.loyaltyrules.event.EventFormatException;
import org.loyaltyrules.event.EventJson;
import org.loyaltyrules.event.MemberEvent;
import org.loyaltyrules.explanation.ExplainedEvaluation;
import org.loyaltyrules.explanation.ExplainedFiring;
import org.loyaltyrules.explanation.ExplainedRule;
import org.loyaltyrules.explanation.Explanation;
import org.loyaltyrules.explanation.Outcome;
import org.loyaltyrules.reference.RandomEvents;
import org.loyaltyrules.reference.RandomPrograms;
import org.loyaltyrules.reference.ReferenceProgram;

/** Explaining random events: it tells what then happens, and leaves no trace. Seeds are printed. */
class ExplanationLawsTest {

    private static final boolean LONG = Boolean.getBoolean("loyalty.long");
    private static final int STEPS = LONG ? 200 : 60;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalDate END = LocalDate.of(2030, 1, 1);

    @Test
    void given_random_events_when_explained_then_the_explanation_is_that_of_the_decision_and_nothing_changes()
            throws JsonProcessingException {
        long first = 6_000_000;
        long last = first + (LONG ? 2_000 : 100) - 1;
        int explained = 0;
        for (long seed = first; seed <= last; seed++) {
            ReferenceProgram program = RandomPrograms.create(seed, true);
            RandomEvents random = new RandomEvents(seed, program, true);
            LoyaltyProgram loaded = Programs.random(program, Map.of());
            try (MembershipEngine plain =
                            MembershipEngine.builder().program(loaded).build();
                    MembershipEngine asked =
                            MembershipEngine.builder().program(loaded).build()) {
                List<ObjectNode> decisions = List.of();
                for (int step = 0; step < STEPS; step++) {
                    ObjectNode json = random.next(decisions);
                    explained += explain(asked, json, "seed " + seed + ", step " + step);
                    List<Decision> decided = decide(asked, json);
                    assertThat(decided).as("seed %d, step %d", seed, step).isEqualTo(decide(plain, json));
                    decisions = nodes(decided);
                }
                assertThat(digest(asked)).as("seed %d", seed).isEqualTo(digest(plain));
            }
        }
        System.out.printf("seeds %d to %d: %d explanations%n", first, last, explained);
        assertThat(explained).isGreaterThan(1_000);
    }

    private static List<Decision> decide(MembershipEngine engine, ObjectNode json) {
        try {
            Event event = EventJson.read(json.toString());
            return event instanceof Day day ? engine.process(day) : List.of(engine.process((MemberEvent) event));
        } catch (EventFormatException | EventConflictException error) {
            return List.of();
        }
    }

    private static List<ObjectNode> nodes(List<Decision> decisions) throws JsonProcessingException {
        List<ObjectNode> nodes = new ArrayList<>();
        for (Decision decision : decisions) {
            nodes.add((ObjectNode) JSON.readTree(DecisionJson.write(decision)));
        }
        return nodes;
    }

    private static List<Object> digest(MembershipEngine engine) {
        List<MemberStanding> standings = engine.standings(END);
        List<Object> digest = new ArrayList<>(standings);
        standings.forEach(standing -> digest.add(engine.entries(standing.member())));
        return digest;
    }

    private static int explain(MembershipEngine engine, ObjectNode json, String where) {
        try {
            Event event = EventJson.read(json.toString());
            if (event instanceof Day day) {
                int explained = 0;
                List<Decision> previewed = engine.preview(day);
                for (MemberStanding member : engine.standings(day.date())) {
                    Optional<Explanation> explanation = engine.explain(day, member.member());
                    explained += explanation.isPresent() ? 1 : 0;
                    explanation.ifPresent(one -> check(
                            one,
                            previewed.stream()
                                    .filter(decision -> decision.member().equals(member.member()))
                                    .findFirst()
                                    .orElse(null),
                            where));
                }
                return explained;
            }
            check(engine.explain((MemberEvent) event), engine.preview((MemberEvent) event), where);
            return 1;
        } catch (EventFormatException | EventConflictException error) {
            return 0;
        }
    }

    private static void check(Explanation explanation, Decision decision, String where) {
        assertThat(explanation.decision()).as(where).isEqualTo(decision);
        if (decision == null || decision.replayed()) {
            return;
        }
        assertThat(explanation.text()).as(where).isNotEmpty();
        List<Decision> all = new ArrayList<>(decision.related());
        all.add(decision);
        for (Decision one : all) {
            Set<String> fired = one.fired().stream().map(Decision.Fired::rule).collect(Collectors.toSet());
            assertThat(rules(explanation, one.member(), ExplanationLawsTest::granted))
                    .as("%s: granted", where)
                    .isEqualTo(new TreeSet<>(fired));
            Set<String> suppressed =
                    one.suppressed().stream().map(Decision.Suppressed::rule).collect(Collectors.toSet());
            assertThat(rules(explanation, one.member(), rule -> suppressed(rule)))
                    .as("%s: suppressed", where)
                    .containsAll(suppressed);
        }
        for (ExplainedEvaluation evaluation : explanation.evaluations()) {
            for (ExplainedRule rule : evaluation.rules()) {
                assertThat(rule.outcome()).as(where).isNotInstanceOf(Outcome.HeldBack.class);
                firings(rule)
                        .forEach(firing -> assertThat(firing.facts()).as(where).isNotEmpty());
            }
        }
    }

    private static Set<String> rules(Explanation explanation, String member, Predicate<ExplainedRule> chosen) {
        return explanation.evaluations().stream()
                .filter(evaluation -> evaluation.member().equals(member))
                .flatMap(evaluation -> evaluation.rules().stream())
                .filter(chosen)
                .map(ExplainedRule::rule)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<ExplainedFiring> firings(ExplainedRule rule) {
        return rule.outcome() instanceof Outcome.Fired fired ? fired.firings() : List.of();
    }

    private static boolean granted(ExplainedRule rule) {
        return firings(rule).stream().anyMatch(ExplainedFiring::granted);
    }

    private static boolean suppressed(ExplainedRule rule) {
        return firings(rule).stream().anyMatch(firing -> firing.suppressed() != null);
    }
}
