package org.loyaltyrules.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventJsonTest {

    private static final OffsetDateTime AT = OffsetDateTime.parse("2026-05-02T12:00:00+08:00");

    /** The fields that every event of a member has, with the rest after them. */
    private static String json(String type, String more) {
        return "{\"id\":\"x1\",\"type\":\"" + type + "\",\"at\":\"2026-05-02T12:00:00+08:00\",\"member\":\"m1\"" + more
                + "}";
    }

    private static EventFormatException refusal(String json) {
        EventFormatException refusal = catchThrowableOfType(EventFormatException.class, () -> EventJson.read(json));
        assertThat(refusal).as("no exception for " + json).isNotNull();
        return refusal;
    }

    @Test
    void givenAnEnrollment_whenRead_thenEveryFieldIsTaken() {
        assertThat(EventJson.read(json(
                        "enroll",
                        ",\"birthday\":\"1990-05-02\",\"channel\":\"app\",\"referrer\":\"m0\",\"tags\":[\"a\",\"b\",\"a\"],"
                                + "\"attributes\":{\"city\":\"上海\",\"empty\":\"\"}")))
                .isEqualTo(new Enrollment(
                        "x1",
                        AT,
                        "m1",
                        MonthDay.of(5, 2),
                        "app",
                        "m0",
                        Set.of("a", "b"),
                        Map.of("city", "上海", "empty", "")));
    }

    @Test
    void givenAnUpdate_whenRead_thenNullRemovesAnAttribute() {
        assertThat(EventJson.read(json(
                        "update",
                        ",\"birthday\":\"--02-29\",\"attributes\":{\"city\":null,\"size\":\"XL\"},"
                                + "\"tags\":[\"a\"],\"untag\":[\"b\"]")))
                .isEqualTo(new Update(
                        "x1",
                        AT,
                        "m1",
                        MonthDay.of(2, 29),
                        Map.of("city", Optional.empty(), "size", Optional.of("XL")),
                        Set.of("a"),
                        Set.of("b")));
    }

    @Test
    void givenAPurchaseByAmount_whenRead_thenItHasOneBareLine() {
        assertThat(EventJson.read(json("purchase", ",\"amount\":128.50")))
                .isEqualTo(Purchase.of("x1", AT, "m1", "128.5"));
    }

    @Test
    void givenAPurchaseByLines_whenRead_thenEveryFieldIsTaken() {
        assertThat(EventJson.read(json(
                        "purchase",
                        ",\"amount\":30,\"lines\":[{\"sku\":\"S\",\"category\":\"c\",\"brand\":\"b\",\"quantity\":3,"
                                + "\"amount\":29.9,\"tags\":[\"new\"],\"availableFrom\":\"2026-05-01\"},{\"amount\":0.10}],"
                                + "\"channel\":\"app\",\"store\":\"s1\",\"currency\":\"CNY\",\"vouchers\":[\"V\",\"V\"],"
                                + "\"pointsToSpend\":100")))
                .isEqualTo(new Purchase(
                        "x1",
                        AT,
                        "m1",
                        List.of(
                                new Purchase.Line(
                                        "S",
                                        "c",
                                        "b",
                                        3,
                                        new BigDecimal("29.9"),
                                        Set.of("new"),
                                        LocalDate.of(2026, 5, 1)),
                                Purchase.Line.of(new BigDecimal("0.1"))),
                        "app",
                        "s1",
                        "CNY",
                        List.of("V", "V"),
                        100));
    }

    static Stream<Event> events() {
        return Stream.of(
                Enrollment.of("x1", AT, "m1"),
                Enrollment.of("x1", AT, "m1")
                        .birthday(MonthDay.of(2, 29))
                        .channel("app")
                        .referrer("m0")
                        .tags(Set.of("c", "a", "b"))
                        .attributes(Map.of("z", "1", "a", "\"\n\u2028\u0000")),
                Update.of("x1", AT, "m1"),
                Update.of("x1", AT, "m1")
                        .birthday(MonthDay.of(12, 31))
                        .attribute("a", null)
                        .attribute("b", "x")
                        .tags(Set.of("t"))
                        .untag(Set.of("u")),
                Purchase.of("x1", AT, "m1", "0"),
                Purchase.of("x1", AT, "m1", "999999999999.99")
                        .vouchers("V2", "V1")
                        .pointsToSpend(1),
                Purchase.of("x1", AT, "m1", List.of(Purchase.Line.of("S", "c", 2, "10.00")))
                        .channel("app")
                        .store("s")
                        .currency("CNY"),
                Return.of("x1", AT, "m1", "p1"),
                new Return("x1", AT, "m1", "p1", List.of(new Return.Line(1, 2), new Return.Line(2, 1)), "CNY"),
                Action.of("x1", AT, "m1", "REVIEW"),
                Action.of("x1", AT, "m1", "REVIEW").subject("sku-1"),
                Redemption.of("x1", AT, "m1", "CASH"),
                Transfer.of("x1", AT, "m1", "m2", Long.MAX_VALUE),
                Conversion.of("x1", AT, "m1", "AIR", 1000),
                Adjustment.of("x1", AT, "m1", -5, "goodwill"),
                new Adjustment("x1", AT, "m1", Long.MIN_VALUE, null),
                Day.of("day-2026-05-02", OffsetDateTime.parse("2026-05-02T00:00:00Z"), LocalDate.of(2026, 5, 2)),
                Erasure.of("x1", OffsetDateTime.parse("2026-05-02T12:00:00.123456789-03:30"), "m1"));
    }

    @ParameterizedTest
    @MethodSource("events")
    void givenAnEvent_whenWrittenAndRead_thenItIsTheSame(Event event) {
        String json = EventJson.write(event);

        assertThat(json).doesNotContain("\n");
        assertThat(EventJson.read(json)).isEqualTo(event);
        assertThat(EventJson.write(EventJson.read(json))).isEqualTo(json);
    }

    @Test
    void givenAPurchase_whenWritten_thenAbsentFieldsAreLeftOutAndNumbersArePlain() {
        assertThat(EventJson.write(Purchase.of("p1", AT, "m1", "1E+3")))
                .isEqualTo("{\"id\":\"p1\",\"type\":\"purchase\",\"at\":\"2026-05-02T12:00:00+08:00\","
                        + "\"member\":\"m1\",\"amount\":1000}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "enroll | ,\"nickname\":\"x\" | nickname",
                "enroll | ,\"member\":\"m2\" | member",
                "enroll | ,\"channel\":null | channel",
                "enroll | ,\"tags\":null | tags",
                "enroll | ,\"tags\":\"a\" | tags",
                "enroll | ,\"tags\":[\"a\",null] | tags[1]",
                "enroll | ,\"tags\":[\" \"] | tags[0]",
                "enroll | ,\"attributes\":{\"a\":null} | attributes.a",
                "enroll | ,\"attributes\":{\"a\":1} | attributes.a",
                "enroll | ,\"attributes\":{\"a\":\"1\",\"a\":\"2\"} | attributes.a",
                "enroll | ,\"attributes\":[] | attributes",
                "enroll | ,\"birthday\":\"1990-02-29\" | birthday",
                "enroll | ,\"birthday\":\"--02-30\" | birthday",
                "enroll | ,\"birthday\":\"05-02\" | birthday",
                "enroll | ,\"birthday\":null | birthday",
                "update | ,\"attributes\":{\"a\":true} | attributes.a",
                "purchase | '' | amount",
                "purchase | ,\"amount\":null | amount",
                "purchase | ,\"amount\":\"128.00\" | amount",
                "purchase | ,\"amount\":-0.01 | amount",
                "purchase | ,\"amount\":1e30 | amount",
                "purchase | ,\"amount\":1e999999999 | amount",
                "purchase | ,\"amount\":1e-999999999 | amount",
                "purchase | ,\"amount\":1e99999999999 | amount",
                "purchase | ,\"amount\":30,\"lines\":[{\"amount\":29.99}] | amount",
                "purchase | ,\"lines\":[] | lines",
                "purchase | ,\"lines\":{} | lines",
                "purchase | ,\"lines\":[5] | lines[0]",
                "purchase | ,\"lines\":[{\"amount\":1},{}] | lines[1].amount",
                "purchase | ,\"lines\":[{\"amount\":1},{\"amount\":-1}] | lines[1].amount",
                "purchase | ,\"lines\":[{\"amount\":1,\"quantity\":0}] | lines[0].quantity",
                "purchase | ,\"lines\":[{\"amount\":1,\"quantity\":1.5}] | lines[0].quantity",
                "purchase | ,\"lines\":[{\"amount\":1,\"quantity\":\"1\"}] | lines[0].quantity",
                "purchase | ,\"lines\":[{\"amount\":1,\"price\":1}] | lines[0].price",
                "purchase | ,\"lines\":[{\"amount\":1,\"amount\":1}] | lines[0].amount",
                "purchase | ,\"lines\":[{\"amount\":1,\"availableFrom\":\"2026-5-1\"}] | lines[0].availableFrom",
                "purchase | ,\"amount\":1,\"pointsToSpend\":-1 | pointsToSpend",
                "purchase | ,\"amount\":1,\"pointsToSpend\":0.5 | pointsToSpend",
                "purchase | ,\"amount\":1,\"vouchers\":null | vouchers",
                "purchase | ,\"amount\":1,\"vouchers\":[1] | vouchers[0]",
                "return | '' | purchase",
                "return | ,\"purchase\":\"p\",\"lines\":[] | lines",
                "return | ,\"purchase\":\"p\",\"lines\":null | lines",
                "return | ,\"purchase\":\"p\",\"lines\":[{\"line\":0,\"quantity\":1}] | lines[0].line",
                "return | ,\"purchase\":\"p\",\"lines\":[{\"line\":2147483648,\"quantity\":1}] | lines[0].line",
                "return | ,\"purchase\":\"p\",\"lines\":[{\"line\":1}] | lines[0].quantity",
                "return | ,\"purchase\":\"p\",\"lines\":[{\"line\":1,\"quantity\":0}] | lines[0].quantity",
                "action | '' | kind",
                "redeem | ,\"reward\":\"\" | reward",
                "transfer | ,\"to\":\"m2\",\"points\":0 | points",
                "transfer | ,\"to\":\"m2\",\"points\":9223372036854775808 | points",
                "transfer | ,\"to\":\"m2\",\"points\":1e999999999 | points",
                "convert | ,\"partner\":\"AIR\" | points",
                "adjust | ,\"points\":0 | points",
                "adjust | ,\"points\":true | points",
                "erase | ,\"reason\":\"x\" | reason",
                "day | ,\"date\":\"2026-05-02\" | member",
                "birthday | '' | type",
                "PURCHASE | ,\"amount\":1 | type",
            })
    void givenAMalformedField_whenRead_thenItIsNamed(String type, String more, String path) {
        EventFormatException refusal = refusal(json(type, more));

        assertThat(refusal.path()).isEqualTo(path);
        assertThat(refusal.problem()).isNotBlank();
        assertThat(refusal).hasMessage(path + " " + refusal.problem());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-05-02T12:00:00",
                "2026-05-02",
                "2026-05-02T12:00:00 +08:00",
                "2026-02-29T12:00:00Z",
                "+12026-05-02T12:00:00Z",
                "0000-05-02T12:00:00Z",
                "1777694400"
            })
    void givenAnInstantThatIsNone_whenRead_thenItIsRefused(String at) {
        assertThat(refusal("{\"id\":\"e\",\"type\":\"erase\",\"at\":\"" + at + "\",\"member\":\"m\"}")
                        .path())
                .isEqualTo("at");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "null",
                "5",
                "[]",
                "{",
                "{\"id\":",
                "{} {}",
                "{'id':'x'}",
                "{\"id\":NaN}",
                "{\"id\":1,}",
                "// comment\n{}",
                "{\"id\":\"\n\"}",
                "not JSON"
            })
    void givenNoJsonObject_whenRead_thenTheEventAsAWholeIsRefused(String json) {
        assertThatThrownBy(() -> EventJson.read(json)).isInstanceOf(EventFormatException.class);
        if (!json.equals("{} {}")) {
            assertThat(refusal(json).path()).isEmpty();
        }
    }

    @Test
    void givenContentAfterTheEvent_whenRead_thenItIsRefused() {
        assertThat(refusal(json("erase", "") + " {}").getMessage())
                .isEqualTo("the event must have nothing after the end of the object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.0", "1e0", "10e-1"})
    void givenAWholeNumberHoweverWritten_whenRead_thenItIsTheSameEvent(String points) {
        assertThat(EventJson.read(json("transfer", ",\"to\":\"m2\",\"points\":" + points)))
                .isEqualTo(Transfer.of("x1", AT, "m1", "m2", 1));
    }

    @Test
    void givenATextAtTheBound_whenRead_thenItIsTakenAndOneMoreIsNot() {
        assertThat(EventJson.read(json("action", ",\"kind\":\"" + "k".repeat(10_000) + "\"")))
                .isNotNull();

        assertThat(refusal(json("action", ",\"kind\":\"" + "k".repeat(10_001) + "\""))
                        .path())
                .isEqualTo("kind");
    }

    @Test
    void givenANumberOfTooManyDigits_whenRead_thenItIsRefused() {
        assertThat(EventJson.read(json("purchase", ",\"amount\":1." + "0".repeat(59))))
                .isEqualTo(Purchase.of("x1", AT, "m1", "1"));

        assertThat(refusal(json("purchase", ",\"amount\":1." + "0".repeat(100))).path())
                .isEqualTo("amount");
    }

    @Test
    void givenTooDeepNesting_whenRead_thenItIsRefused() {
        assertThat(refusal(json("action", ",\"kind\":" + "[".repeat(60) + "]".repeat(60)))
                        .getMessage())
                .contains("50 levels");
    }

    @Test
    void givenADocumentAtTheBound_whenRead_thenItIsTakenAndOneMoreIsNot() {
        String event = json("erase", "");

        assertThat(EventJson.read(event + " ".repeat(1_000_000 - event.length())))
                .isNotNull();
        assertThat(refusal(event + " ".repeat(1_000_001 - event.length())).path())
                .isEmpty();
    }

    @Test
    void givenPersonalData_whenRefused_thenTheMessageDoesNotQuoteIt() {
        assertThat(refusal(json("enroll", ",\"birthday\":\"2 May 1990\"")).getMessage())
                .doesNotContain("2 May 1990");
        assertThat(refusal(json("enroll", ",\"birthday\":Mallory")).getMessage())
                .doesNotContain("Mallory");
    }
}
