package org.loyaltyrules.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.MembershipEngine;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.decision.DecisionJson;
import org.loyaltyrules.documentation.Document.Example;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.event.Event;
import org.loyaltyrules.event.EventFormatException;
import org.loyaltyrules.event.EventJson;
import org.loyaltyrules.event.MemberEvent;

/** What the reference of JSON shows is what the engine does. */
class JsonReferenceTest {

    private static final Document PAGE = Document.read("reference/json.md");

    private static LoyaltyProgram program() {
        Example catalog = Document.read("authoring-rules.md").in("jsonc").get(0);
        return LoyaltyProgram.of(
                "documented",
                Map.of(
                        "program.json",
                        catalog.text(),
                        "rules.drl",
                        PAGE.rules().get(0).text()));
    }

    private static List<Event> events() {
        return PAGE.in("json").stream()
                .filter(example -> example.note().isEmpty())
                .flatMap(example -> example.lines().stream())
                .map(EventJson::read)
                .toList();
    }

    private static String oneLine(Example example) {
        return String.join("", example.text().lines().map(String::strip).toList());
    }

    private static Example noted(String word) {
        return PAGE.in("json").stream()
                .filter(example -> example.note().startsWith(word))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void every_event_that_is_shown_is_accepted() {
        try (MembershipEngine engine =
                MembershipEngine.builder().program(program()).build()) {
            for (Event event : events()) {
                if (event instanceof Day day) {
                    engine.process(day);
                } else {
                    Decision decision = engine.process((MemberEvent) event);
                    assertThat(decision.accepted()).as(decision.toString()).isTrue();
                }
            }
        }
    }

    @Test
    void every_type_of_event_is_shown() {
        assertThat(events())
                .extracting(Event::type)
                .contains(
                        "enroll",
                        "update",
                        "purchase",
                        "return",
                        "action",
                        "redeem",
                        "transfer",
                        "convert",
                        "adjust",
                        "day",
                        "erase");
    }

    @Test
    void the_decision_and_the_standing_are_those_of_the_engine() {
        Map<String, String> decisions = new HashMap<>();
        try (MembershipEngine engine =
                MembershipEngine.builder().program(program()).build()) {
            for (Event event : events()) {
                if (event instanceof Day day) {
                    engine.process(day);
                } else {
                    decisions.put(event.id(), DecisionJson.write(engine.process((MemberEvent) event)));
                }
            }
            assertThat(decisions).containsEntry("p1", oneLine(noted("decision p1")));
            assertThat(engine.standing("lin", LocalDate.of(2026, 3, 8)).map(DecisionJson::write))
                    .contains(oneLine(noted("standing lin")));
        }
    }

    @Test
    void the_malformed_event_has_the_error_that_is_shown() {
        Example example = noted("error");
        assertThatThrownBy(() -> EventJson.read(example.note().substring("error ".length())))
                .isInstanceOfSatisfying(
                        EventFormatException.class,
                        error -> assertThat(oneLine(example))
                                .isEqualTo("{\"error\":{\"line\":1,\"path\":\"" + error.path() + "\",\"message\":\""
                                        + error.problem() + "\",\"code\":\"MALFORMED\"}}"));
    }
}
