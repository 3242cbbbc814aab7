package org.loyaltyrules.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws that hold after every event, whatever the program: the reference itself is held to them. */
class ReferenceLawsTest {

    private static final int PROGRAMS = 40;
    private static final int EVENTS = 70;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void givenRandomProgramsWhenRandomEventsAreDecidedThenTheLawsHold(boolean everything) {
        for (long seed = 1; seed <= PROGRAMS; seed++) {
            ReferenceProgram program = RandomPrograms.create(seed, everything);
            play(program, new RandomEvents(seed, program, everything), "seed " + seed);
        }
    }

    @Test
    void givenTheBundledProgramsWhenRandomEventsAreDecidedThenTheLawsHold() {
        for (ReferenceProgram program : ReferencePrograms.all()) {
            for (long seed = 1; seed <= 3; seed++) {
                String name = program.json().get("name").asText();
                play(program, new RandomEvents(seed, program, true), name + ", seed " + seed);
            }
        }
    }

    private static void play(ReferenceProgram program, RandomEvents events, String name) {
        ReferenceEngine engine = program.engine();
        List<ObjectNode> decisions = List.of();
        List<ObjectNode> entries = List.of();
        for (int count = 0; count < EVENTS; count++) {
            ObjectNode event = events.next(decisions);
            String context = name + ", event " + count + ": " + event;
            String digest = engine.digest();
            List<ObjectNode> previewed = engine.previewAll(event);
            assertThat(engine.digest()).as(context).isEqualTo(digest);

            decisions = engine.process(event);

            assertThat(previewed).as(context).isEqualTo(decisions);
            if (decisions.stream().anyMatch(ReferenceLawsTest::changesNothing)) {
                assertThat(engine.digest()).as(context).isEqualTo(digest);
            }
            entries = checkLedger(engine, entries, context, event);
            decisions.forEach(decision -> checkSums(decision, context));
        }
    }

    private static boolean changesNothing(JsonNode decision) {
        return decision.has("error")
                || decision.get("replayed").asBoolean()
                || decision.get("status").asText().equals("REFUSED");
    }

    /** The balance is the sum of the entries; entries are only ever added, but for the names of the erased. */
    private static List<ObjectNode> checkLedger(
            ReferenceEngine engine, List<ObjectNode> entriesBefore, String context, ObjectNode event) {
        List<ObjectNode> entries = engine.entries();
        if (!event.path("type").asText().equals("erase")) {
            assertThat(entries.subList(0, entriesBefore.size())).as(context).isEqualTo(entriesBefore);
        }
        Map<String, Long> sums = new TreeMap<>();
        entries.forEach(entry ->
                sums.merge(entry.get("member").asText(), entry.get("points").asLong(), Long::sum));
        for (ObjectNode member : engine.members(LocalDate.of(2000, 1, 1))) {
            long points = member.get("points").asLong() + member.get("pending").asLong();
            Long sum = sums.remove(member.get("member").asText());
            assertThat(points).as(context).isEqualTo(sum == null ? 0 : sum);
        }
        assertThat(sums.values()).as(context).allMatch(sum -> sum == 0);
        return entries;
    }

    private static void checkSums(JsonNode decision, String context) {
        if (decision.has("error")) {
            return;
        }
        if (decision.get("type").asText().equals("purchase")) {
            assertThat(decision.get("amount")
                            .decimalValue()
                            .subtract(decision.get("discount").decimalValue())
                            .subtract(decision.get("voucherDiscount").decimalValue())
                            .subtract(decision.get("pointsDiscount").decimalValue()))
                    .as(context)
                    .isEqualByComparingTo(decision.get("payable").decimalValue());
        }
        for (JsonNode amount : decision.get("points")) {
            boolean balance = amount == decision.get("points").get("balance");
            assertThat(balance || amount.asLong() >= 0).as(context).isTrue();
        }
    }

    @Test
    void givenAFailureWhenShrunkThenLittleIsLeftAndItStillFails() {
        ReferenceProgram program = RandomPrograms.create(7, true);
        RandomEvents events = new RandomEvents(7, program, true);
        ReferenceEngine engine = program.engine();
        List<ObjectNode> stream = new ArrayList<>();
        List<ObjectNode> decisions = List.of();
        for (int count = 0; count < EVENTS; count++) {
            ObjectNode event = events.next(decisions);
            stream.add(event);
            decisions = engine.process(event);
        }

        Shrinker.Failure failure = Shrinker.shrink(program, stream, ReferenceLawsTest::somebodyEarns);

        assertThat(somebodyEarns(failure.program(), failure.events())).isTrue();
        assertThat(failure.events()).hasSizeLessThanOrEqualTo(2);
        assertThat(failure.program().rules()).hasSizeLessThanOrEqualTo(1);
        assertThat(failure.print("Somebody earns")).contains("\"name\" : \"Somebody earns\"");
    }

    private static boolean somebodyEarns(ReferenceProgram program, List<ObjectNode> events) {
        ReferenceEngine engine = program.engine();
        return events.stream()
                .flatMap(event -> engine.process(event).stream())
                .anyMatch(decision -> decision.path("points").path("earned").asLong() > 0);
    }
}
