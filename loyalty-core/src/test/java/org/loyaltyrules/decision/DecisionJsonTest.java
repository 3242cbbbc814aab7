package org.loyaltyrules.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loyaltyrules.decision.Decision.Fired;
import org.loyaltyrules.decision.Decision.Granted;
import org.loyaltyrules.decision.Decision.Message;
import org.loyaltyrules.decision.Decision.Obstacle;
import org.loyaltyrules.decision.Decision.PartnerUnits;
import org.loyaltyrules.decision.Decision.Points;
import org.loyaltyrules.decision.Decision.Status;
import org.loyaltyrules.decision.Decision.Suppressed;
import org.loyaltyrules.decision.Decision.Tags;
import org.loyaltyrules.decision.Decision.Tier;
import org.loyaltyrules.decision.Decision.Voucher;

class DecisionJsonTest {

    private static final OffsetDateTime AT = OffsetDateTime.parse("2026-05-02T12:00+08:00");

    private static BigDecimal money(String amount) {
        return new BigDecimal(amount);
    }

    private static Decision plain() {
        return new Decision(
                "p1",
                "purchase",
                "m1",
                AT,
                "shop@1",
                Status.ACCEPTED,
                null,
                false,
                money("120.50"),
                money("12.05"),
                money("0.00"),
                money("0.00"),
                money("108.45"),
                new Points(108, 0, 0, 0, 0, 0, 208, 0),
                null,
                new Tier("BASIC", "BASIC", null),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Tags(List.of(), List.of()),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static Decision full(List<Object> arguments) {
        return new Decision(
                "p1",
                "convert",
                "m\"1",
                AT.plusNanos(5_000_000),
                "shop@1",
                Status.REFUSED,
                "NOTHING_TO_GAIN",
                true,
                money("1E+3"),
                money("0"),
                money("0.00"),
                money("1E-10"),
                money("-108.45"),
                new Points(1, 2, 3, 4, 5, 6, -7, 8),
                new PartnerUnits("AIR", 500),
                new Tier("BASIC", "GOLD", LocalDate.of(2027, 5, 1)),
                List.of(new Voucher("C-p1-1", "C", LocalDate.of(2026, 4, 1)), new Voucher("C-p1-2", "C", null)),
                List.of("R1", "R2"),
                List.of("G"),
                List.of("B"),
                new Tags(List.of("a"), List.of("b", "c")),
                List.of(new Message("HELLO", arguments), new Message("BYE", List.of())),
                List.of(
                        new Fired(
                                "Rule \u4e00",
                                "points.drl",
                                List.of(
                                        new Granted("multiply", money("1.5"), money("36.15"), 30L, null),
                                        new Granted("voucher", null, null, null, "C"))),
                        new Fired("Z", "z.drl", List.of())),
                List.of(new Suppressed("S", Obstacle.LIMIT), new Suppressed("T", Obstacle.CAP)),
                List.of(plain()));
    }

    @Test
    void givenAPlainDecision_whenWritten_thenEveryFieldIsThereInOrder() {
        assertThat(DecisionJson.write(plain()))
                .isEqualTo("{\"event\":\"p1\",\"type\":\"purchase\",\"member\":\"m1\","
                        + "\"at\":\"2026-05-02T12:00:00+08:00\",\"program\":\"shop@1\",\"status\":\"ACCEPTED\","
                        + "\"reason\":null,\"replayed\":false,\"amount\":120.50,\"discount\":12.05,"
                        + "\"voucherDiscount\":0.00,\"pointsDiscount\":0.00,\"payable\":108.45,"
                        + "\"points\":{\"earned\":108,\"spent\":0,\"restored\":0,\"clawedBack\":0,\"expired\":0,"
                        + "\"released\":0,\"balance\":208,\"pending\":0},"
                        + "\"tier\":{\"before\":\"BASIC\",\"after\":\"BASIC\",\"until\":null},"
                        + "\"vouchers\":[],\"revoked\":[],\"gifts\":[],\"benefits\":[],"
                        + "\"tags\":{\"added\":[],\"removed\":[]},\"messages\":[],\"fired\":[],\"suppressed\":[],"
                        + "\"related\":[]}");
    }

    @Test
    void givenAFullDecision_whenWritten_thenNestedFieldsAreInOrderAndAbsentOnesLeftOut() {
        List<Object> arguments = List.of(
                "text", 5, 6L, money("1.50"), new BigInteger("99999999999999999999"), true, LocalDate.of(2026, 5, 2));

        assertThat(DecisionJson.write(full(arguments)))
                .isEqualTo("{\"event\":\"p1\",\"type\":\"convert\",\"member\":\"m\\\"1\","
                        + "\"at\":\"2026-05-02T12:00:00.005+08:00\",\"program\":\"shop@1\",\"status\":\"REFUSED\","
                        + "\"reason\":\"NOTHING_TO_GAIN\",\"replayed\":true,\"amount\":1000,\"discount\":0,"
                        + "\"voucherDiscount\":0.00,\"pointsDiscount\":0.0000000001,\"payable\":-108.45,"
                        + "\"points\":{\"earned\":1,\"spent\":2,\"restored\":3,\"clawedBack\":4,\"expired\":5,"
                        + "\"released\":6,\"balance\":-7,\"pending\":8},"
                        + "\"partner\":{\"code\":\"AIR\",\"units\":500},"
                        + "\"tier\":{\"before\":\"BASIC\",\"after\":\"GOLD\",\"until\":\"2027-05-01\"},"
                        + "\"vouchers\":[{\"code\":\"C-p1-1\",\"voucher\":\"C\",\"validUntil\":\"2026-04-01\"},"
                        + "{\"code\":\"C-p1-2\",\"voucher\":\"C\",\"validUntil\":null}],"
                        + "\"revoked\":[\"R1\",\"R2\"],\"gifts\":[\"G\"],\"benefits\":[\"B\"],"
                        + "\"tags\":{\"added\":[\"a\"],\"removed\":[\"b\",\"c\"]},"
                        + "\"messages\":[{\"code\":\"HELLO\",\"args\":[\"text\",5,6,1.50,99999999999999999999,true,"
                        + "\"2026-05-02\"]},{\"code\":\"BYE\",\"args\":[]}],"
                        + "\"fired\":[{\"rule\":\"Rule 一\",\"file\":\"points.drl\",\"awards\":["
                        + "{\"kind\":\"multiply\",\"value\":1.5,\"points\":36.15,\"granted\":30},"
                        + "{\"kind\":\"voucher\",\"code\":\"C\"}]},{\"rule\":\"Z\",\"file\":\"z.drl\",\"awards\":[]}],"
                        + "\"suppressed\":[{\"rule\":\"S\",\"reason\":\"LIMIT\"},{\"rule\":\"T\",\"reason\":\"CAP\"}],"
                        + "\"related\":[" + DecisionJson.write(plain()) + "]}");
    }

    @Test
    void givenADecision_whenWrittenAndRead_thenItIsTheSame() {
        Decision decision = full(List.of("text", 6L, money("1.50"), true));
        String json = DecisionJson.write(decision);

        Decision read = DecisionJson.read(json);

        assertThat(DecisionJson.write(read)).isEqualTo(json);
        assertThat(read)
                .usingComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .usingRecursiveComparison()
                .isEqualTo(decision);
        assertThat(DecisionJson.read(DecisionJson.write(plain()))).isEqualTo(plain());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "null", "{\"event\":1}", "{\"event\":\"p1\"", "Mallory"})
    void givenNoDecision_whenRead_thenItIsRefusedWithoutQuotingIt(String json) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DecisionJson.read(json))
                .withMessageNotContaining("Mallory");
    }

    @Test
    void givenAFieldOfTheWrongType_whenRead_thenItIsNamed() {
        String json = DecisionJson.write(plain()).replace("\"earned\":108", "\"earned\":1.5");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> DecisionJson.read(json))
                .withMessageContaining("earned");
    }

    @Test
    void givenAStanding_whenWritten_thenEveryFieldIsThereInOrder() {
        assertThat(DecisionJson.write(new MemberStanding(
                        "m1",
                        "GOLD",
                        LocalDate.of(2027, 5, 1),
                        -5,
                        7,
                        money("1E+2"),
                        3,
                        List.of("V1"),
                        List.of("LOUNGE"),
                        List.of("a", "b"))))
                .isEqualTo("{\"member\":\"m1\",\"tier\":\"GOLD\",\"tierUntil\":\"2027-05-01\",\"points\":-5,"
                        + "\"pending\":7,\"spend\":100,\"purchases\":3,\"vouchers\":[\"V1\"],"
                        + "\"benefits\":[\"LOUNGE\"],\"tags\":[\"a\",\"b\"]}");
        assertThat(DecisionJson.write(new MemberStanding(
                        "m1", "BASIC", null, 0, 0, money("0.00"), 0, List.of(), List.of(), List.of())))
                .contains("\"tierUntil\":null");
    }
}
