package org.loyaltyrules.programs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.MembershipEngine;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.decision.DecisionJson;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.event.Event;
import org.loyaltyrules.event.EventConflictException;
import org.loyaltyrules.event.EventFormatException;
import org.loyaltyrules.event.EventJson;
import org.loyaltyrules.event.MemberEvent;
import org.loyaltyrules.reference.MoreReferencePrograms;
import org.loyaltyrules.reference.RandomEvents;
import org.loyaltyrules.reference.ReferenceEngine;
import org.loyaltyrules.reference.ReferenceProgram;
import org.loyaltyrules.reference.ReferencePrograms;

/**
 * The bundled programs' rule files against the same programs written down a second time, as data for the naive engine:
 * whatever rules are called and however they are split, members get the same.
 */
class BundledProgramsTest {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final int STREAMS = 8;
    private static final int STEPS = 150;

    static Stream<Map.Entry<String, ReferenceProgram>> programs() {
        return Stream.of(
                Map.entry("starter", ReferencePrograms.starter()),
                Map.entry("mobile-commerce", ReferencePrograms.mobileCommerce()),
                Map.entry("membership-card", MoreReferencePrograms.membershipCard()),
                Map.entry("lifecycle", MoreReferencePrograms.lifecycle()));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void given_a_bundled_program_when_random_events_are_decided_then_members_get_what_its_table_says(
            Map.Entry<String, ReferenceProgram> program) throws Exception {
        LoyaltyProgram bundled = LoyaltyProgram.bundled(program.getKey());
        for (long seed = 1; seed <= STREAMS; seed++) {
            RandomEvents random = new RandomEvents(seed, program.getValue(), true);
            ReferenceEngine reference = program.getValue().engine();
            try (MembershipEngine engine =
                    MembershipEngine.builder().program(bundled).build()) {
                List<ObjectNode> last = List.of();
                for (int step = 0; step < STEPS; step++) {
                    ObjectNode event = random.next(last);
                    last = reference.process(event);
                    assertThat(outcomes(decide(engine, event)))
                            .as("%s, seed %d, step %d: %s", program.getKey(), seed, step, event)
                            .isEqualTo(outcomes(last));
                }
            }
        }
    }

    private static List<ObjectNode> decide(MembershipEngine engine, ObjectNode json) throws Exception {
        List<ObjectNode> decisions = new ArrayList<>();
        try {
            Event event = EventJson.read(json.toString());
            List<Decision> decided =
                    event instanceof Day day ? engine.process(day) : List.of(engine.process((MemberEvent) event));
            for (Decision decision : decided) {
                decisions.add((ObjectNode) JSON.readTree(DecisionJson.write(decision)));
            }
        } catch (EventFormatException | EventConflictException e) {
            decisions.add(JSON.createObjectNode().put("error", true));
        }
        return decisions;
    }

    /** The decisions without the rules' names, lists in alphabetical order, numbers by value. */
    private static List<String> outcomes(List<ObjectNode> decisions) {
        return decisions.stream().map(BundledProgramsTest::outcome).toList();
    }

    private static String outcome(ObjectNode decision) {
        if (decision.has("error")) {
            return "error";
        }
        ObjectNode copy = decision.deepCopy();
        List<String> related = new ArrayList<>();
        copy.get("related").forEach(node -> related.add(outcome((ObjectNode) node)));
        copy.remove(List.of("fired", "suppressed", "related", "program"));
        return plain(copy) + related;
    }

    private static String plain(JsonNode node) {
        if (node.isNumber()) {
            BigDecimal number = node.decimalValue().stripTrailingZeros();
            return number.signum() == 0 ? "0" : number.toPlainString();
        }
        if (node instanceof ArrayNode) {
            List<String> items = new ArrayList<>();
            node.forEach(item -> items.add(plain(item)));
            return items.stream().sorted().toList().toString();
        }
        if (node instanceof ObjectNode) {
            List<String> fields = new ArrayList<>();
            node.properties().forEach(field -> fields.add(field.getKey() + "=" + plain(field.getValue())));
            return fields.stream().sorted().toList().toString();
        }
        return node.toString();
    }
}
