package org.loyaltyrules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.event.Event;
import org.loyaltyrules.event.EventJson;
import org.loyaltyrules.event.MemberEvent;
import org.loyaltyrules.explanation.Explanation;
import org.loyaltyrules.explanation.ExplanationJson;

/** What people read, word for word: each {@code explanations/*.drl} has its events and its text beside it. */
class ExplanationTest {

    static Stream<String> cases() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(folder())) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".drl"))
                    .map(name -> name.replace(".drl", ""))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static Path folder() throws URISyntaxException {
        return Path.of(ExplanationTest.class.getResource("explanations").toURI());
    }

    private static String read(String file) throws IOException, URISyntaxException {
        return Files.readString(folder().resolve(file)).replace("\r\n", "\n");
    }

    private static MembershipEngine engine(String name) throws IOException, URISyntaxException {
        LoyaltyProgram program = LoyaltyProgram.of(
                name, Map.of("program.json", read("program.json"), name + ".drl", read(name + ".drl")));
        return MembershipEngine.builder().program(program).build();
    }

    private static List<Event> events(String name) throws IOException, URISyntaxException {
        return read(name + ".jsonl").lines().map(EventJson::read).toList();
    }

    /** The explanation of a case's last event, after the others. */
    private static Explanation explain(MembershipEngine engine, List<Event> events) {
        events.subList(0, events.size() - 1).forEach(event -> engine.process((MemberEvent) event));
        Event last = events.get(events.size() - 1);
        return last instanceof Day day ? engine.explain(day, "m1").orElseThrow() : engine.explain((MemberEvent) last);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void given_rules_and_events_when_the_last_event_is_explained_then_every_rule_is_told(String name)
            throws IOException, URISyntaxException {
        try (MembershipEngine engine = engine(name)) {
            List<Event> events = events(name);

            Explanation explanation = explain(engine, events);

            assertThat(explanation.textOfAll()).isEqualTo(read(name + ".txt"));
            Event last = events.get(events.size() - 1);
            List<Decision> decided =
                    last instanceof Day day ? engine.process(day) : List.of(engine.process((MemberEvent) last));
            assertThat(decided).isEqualTo(explanation.decision() == null ? List.of() : List.of(explanation.decision()));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void given_an_explanation_when_written_as_json_then_it_is_well_formed_and_has_every_rule(String name)
            throws IOException, URISyntaxException {
        try (MembershipEngine engine = engine(name)) {
            Explanation explanation = explain(engine, events(name));

            String json = ExplanationJson.write(explanation);

            assertThat(new ObjectMapper().readTree(json).path("evaluations").size())
                    .isEqualTo(explanation.evaluations().size());
            explanation
                    .evaluations()
                    .forEach(evaluation -> assertThat(evaluation.rules())
                            .hasSameSizeAs(engine.program().rules()));
        }
    }

    @Test
    void given_an_explanation_when_some_rules_are_chosen_then_only_these_are_told()
            throws IOException, URISyntaxException {
        try (MembershipEngine engine = engine("values")) {
            Explanation explanation = explain(engine, events("values"));

            assertThat(explanation.of(List.of("From 1 June")).textOfRules()).isEqualTo("""

                    Did not fire, nearest first
                      From 1 June (values.drl:19)
                        line 21: date >= "2026-06-01"; it was 2026-03-02: 91 days too early
                    """);
        }
    }
}
