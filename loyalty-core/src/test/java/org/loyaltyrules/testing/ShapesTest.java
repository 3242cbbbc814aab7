package org.loyaltyrules.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.decision.Decision.Fired;
import org.loyaltyrules.decision.Decision.Granted;
import org.loyaltyrules.decision.Decision.Message;
import org.loyaltyrules.decision.Decision.Obstacle;
import org.loyaltyrules.decision.Decision.PartnerUnits;
import org.loyaltyrules.decision.Decision.Points;
import org.loyaltyrules.decision.Decision.Suppressed;
import org.loyaltyrules.decision.Decision.Tags;
import org.loyaltyrules.decision.Decision.Tier;
import org.loyaltyrules.decision.Decision.Voucher;
import org.loyaltyrules.decision.DecisionJson;
import org.loyaltyrules.decision.MemberStanding;

/** What can be expected is what decisions and standings have: no field more, no field less, and of the same types. */
class ShapesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RULE = "One point a yuan";

    /** With something in every field and list. */
    private static Decision full(List<Decision> related) {
        return new Decision(
                "c1",
                "convert",
                "m1",
                OffsetDateTime.parse("2026-05-02T12:00+08:00"),
                "shop@1",
                Decision.Status.REFUSED,
                "REASON",
                true,
                BigDecimal.ONE,
                BigDecimal.ONE,
                BigDecimal.ONE,
                BigDecimal.ONE,
                BigDecimal.ONE,
                new Points(1, 2, 3, 4, 5, 6, 7, 8),
                new PartnerUnits("AIR", 5),
                new Tier("BASIC", "GOLD", LocalDate.of(2027, 5, 1)),
                List.of(new Voucher("OFF10-c1-1", "OFF10", LocalDate.of(2026, 6, 1))),
                List.of("OFF10-p1-1"),
                List.of("MUG"),
                List.of("LOUNGE"),
                new Tags(List.of("A"), List.of("B")),
                List.of(new Message("HELLO", List.of("x"))),
                List.of(new Fired(
                        RULE,
                        "points.drl",
                        List.of(new Granted("points", BigDecimal.ONE, BigDecimal.ONE, 1L, "CODE")))),
                List.of(new Suppressed(RULE, Obstacle.CAP)),
                related);
    }

    private static void assertSame(String path, Shape shape, JsonNode node) {
        if (shape instanceof Shape.ObjectOf object) {
            TreeSet<String> fields = new TreeSet<>();
            node.fieldNames().forEachRemaining(fields::add);
            assertThat(fields).as(path).isEqualTo(new TreeSet<>(object.fields().keySet()));
            for (Map.Entry<String, Shape> field : object.fields().entrySet()) {
                assertSame(path + "." + field.getKey(), field.getValue(), node.get(field.getKey()));
            }
        } else if (shape instanceof Shape.ListOf list) {
            assertThat(node.isArray()).as(path).isTrue();
            node.forEach(item -> assertSame(path + "[]", list.element(), item));
        } else if (shape instanceof Shape.OneOf one) {
            assertThat(one.texts()).as(path).contains(node.asText());
        } else if (shape instanceof Shape.Text) {
            assertThat(node.isTextual()).as(path).isTrue();
        } else if (shape instanceof Shape.Number) {
            assertThat(node.isNumber()).as(path).isTrue();
        } else if (shape instanceof Shape.Truth) {
            assertThat(node.isBoolean()).as(path).isTrue();
        }
    }

    @Test
    void given_a_decision_with_everything_when_compared_with_its_shape_then_they_have_the_same_fields()
            throws Exception {
        JsonNode json = JSON.readTree(DecisionJson.write(full(List.of(full(List.of())))));

        assertSame("", new Shape.ObjectOf("a decision", new Shapes(Shop.PROGRAM).decision()), json);
    }

    @Test
    void given_a_standing_when_compared_with_its_shape_then_they_have_the_same_fields() throws Exception {
        MemberStanding standing = new MemberStanding(
                "m1",
                "GOLD",
                LocalDate.of(2026, 6, 1),
                1,
                2,
                BigDecimal.ONE,
                3,
                List.of("OFF10-p1-1"),
                List.of("LOUNGE"),
                List.of("NEW"));

        assertSame("", new Shapes(Shop.PROGRAM).standing(), JSON.readTree(DecisionJson.write(standing)));
    }
}
