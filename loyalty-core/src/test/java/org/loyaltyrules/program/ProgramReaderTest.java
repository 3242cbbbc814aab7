package org.loyaltyrules.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramReaderTest {

    private static final String REQUIRED =
            "\"name\":\"shop\",\"zone\":\"Asia/Shanghai\",\"currency\":\"CNY\",\"tiers\":[\"BASIC\",\"GOLD\"]";

    private final List<Problem> problems = new ArrayList<>();

    private ProgramDefinition read(String more) {
        return ProgramReader.read("program.json", "{" + REQUIRED + more + "}", problems);
    }

    @Test
    void givenOnlyRequiredKeys_whenRead_thenEveryDefaultIsFilledIn() {
        ProgramDefinition program = read("");

        assertThat(problems).isEmpty();
        assertThat(program.name()).isEqualTo("shop");
        assertThat(program.version()).isEqualTo("1");
        assertThat(program.zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
        assertThat(program.currency().getCurrencyCode()).isEqualTo("CNY");
        assertThat(program.tiers()).containsExactly("BASIC", "GOLD");
        assertThat(program.tierPolicy()).isEqualTo(TierPolicy.DEFAULT);
        assertThat(program.points()).isEqualTo(PointsPolicy.DEFAULT);
        assertThat(program.discounts()).isEqualTo(DiscountStacking.BEST);
        assertThat(program.leapDayBirthday()).isEqualTo(LeapDayBirthday.FEB_28);
        assertThat(program.maxReferrals()).isEqualTo(OptionalInt.empty());
        assertThat(program.vouchers()).isEmpty();
        assertThat(program.rewards()).isEmpty();
        assertThat(program.partners()).isEmpty();
        assertThat(program.budgets()).isEmpty();
        assertThat(program.labels()).isEmpty();
    }

    @Test
    void givenEveryPolicy_whenRead_thenEachIsTaken() {
        ProgramDefinition program = read("""
                ,"version":"2026-05",
                "tierPolicy":{"validity":"P12M","roundTo":"MONTH_END","grace":"P1M","downgrade":"ONE_LEVEL"},
                "points":{"rounding":"HALF_UP","multipliers":"MULTIPLY","validity":"P2Y","roundTo":"YEAR_END",
                  "pending":"P14D","clawback":"CLAMP","payWith":{"pointsPerUnit":100,"step":50,"maxShare":0.5},
                  "caps":[{"per":"DAY","max":5000},{"per":"WEEK","max":0}]},
                "discounts":{"stacking":"COMPOUND"},"leapDayBirthday":"MAR_1","referral":{"maxPerMember":10},
                "labels":{"GOLD":{"en":"Gold","zh":"金卡"}}""");

        assertThat(problems).extracting(Problem::severity).doesNotContain(Problem.Severity.ERROR);
        assertThat(program.version()).isEqualTo("2026-05");
        assertThat(program.tierPolicy())
                .isEqualTo(new TierPolicy(
                        new Validity(Period.ofMonths(12), RoundTo.MONTH_END), Period.ofMonths(1), Downgrade.ONE_LEVEL));
        assertThat(program.points())
                .isEqualTo(new PointsPolicy(
                        RoundingMode.HALF_UP,
                        MultiplierStacking.MULTIPLY,
                        new Validity(Period.ofYears(2), RoundTo.YEAR_END),
                        Period.ofDays(14),
                        Clawback.CLAMP,
                        new PayWith(100, 50, new BigDecimal("0.5")),
                        List.of(new PointsCap(CalendarPeriod.DAY, 5000), new PointsCap(CalendarPeriod.WEEK, 0))));
        assertThat(program.discounts()).isEqualTo(DiscountStacking.COMPOUND);
        assertThat(program.leapDayBirthday()).isEqualTo(LeapDayBirthday.MAR_1);
        assertThat(program.maxReferrals()).hasValue(10);
        assertThat(program.labels()).isEqualTo(Map.of("GOLD", Map.of("en", "Gold", "zh", "金卡")));
    }

    @Test
    void givenACatalog_whenRead_thenEachEntryIsTaken() {
        ProgramDefinition program = read("""
                ,"vouchers":{"CASH":{"kind":"AMOUNT_OFF","value":10.50,"minSpend":99,"validity":"P30D","stackable":true,
                  "excludedCategories":["gift-card"],"onlyCategories":["phone"]},
                  "TENTH":{"kind":"PERCENT_OFF","value":10},"CUP":{"kind":"GIFT"}},
                "rewards":{"A":{"points":500,"minTier":"GOLD","gives":{"voucher":"CASH"}},
                  "B":{"points":0,"minTier":null,"gives":{"gift":"MUG"}},
                  "C":{"points":1,"gives":{"benefit":"LOUNGE","validity":"P90D"}},
                  "D":{"points":1,"gives":{"benefit":"LOUNGE"}},
                  "E":{"points":1,"gives":{"tier":"GOLD"}},
                  "F":{"points":1,"gives":{"extendTier":"P3M"}},
                  "G":{"points":1,"gives":{"extendPoints":"P6M"}}},
                "partners":{"AIR":{"rate":0.5,"min":1000,"step":100},"SEA":{"rate":2}},
                "budgets":{"DAY":{"unit":"POINTS","cap":100000,"alertAt":0.8},"USE":{"unit":"USES","cap":0}}""");

        assertThat(problems).isEmpty();
        assertThat(program.vouchers().get("CASH"))
                .isEqualTo(new VoucherDefinition(
                        "CASH",
                        VoucherDefinition.Kind.AMOUNT_OFF,
                        new BigDecimal("10.50"),
                        new BigDecimal("99"),
                        Period.ofDays(30),
                        true,
                        Set.of("gift-card"),
                        Set.of("phone")));
        assertThat(program.vouchers().get("CUP"))
                .isEqualTo(new VoucherDefinition(
                        "CUP",
                        VoucherDefinition.Kind.GIFT,
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        null,
                        false,
                        Set.of(),
                        Set.of()));
        assertThat(program.rewards())
                .isEqualTo(Map.of(
                        "A", new Reward("A", 500, "GOLD", new RewardContent.Voucher("CASH")),
                        "B", new Reward("B", 0, null, new RewardContent.Gift("MUG")),
                        "C", new Reward("C", 1, null, new RewardContent.Benefit("LOUNGE", Period.ofDays(90))),
                        "D", new Reward("D", 1, null, new RewardContent.Benefit("LOUNGE", null)),
                        "E", new Reward("E", 1, null, new RewardContent.Tier("GOLD")),
                        "F", new Reward("F", 1, null, new RewardContent.TierExtension(Period.ofMonths(3))),
                        "G", new Reward("G", 1, null, new RewardContent.PointsExtension(Period.ofMonths(6)))));
        assertThat(program.partners())
                .isEqualTo(Map.of(
                        "AIR", new Partner("AIR", new BigDecimal("0.5"), 1000, 100),
                        "SEA", new Partner("SEA", new BigDecimal("2"), 1, 1)));
        assertThat(program.budgets())
                .isEqualTo(Map.of(
                        "DAY", new Budget("DAY", Budget.Unit.POINTS, 100000, new BigDecimal("0.8")),
                        "USE", new Budget("USE", Budget.Unit.USES, 0, null)));
    }

    @Test
    void givenComments_whenRead_thenTheyAreSkipped() {
        read(" // one\n /* two */");

        assertThat(problems).isEmpty();
    }

    @Test
    void givenWindowsLineEnds_whenRead_thenLinesAreCountedAndShownWithoutThem() {
        ProgramReader.read("program.json", "{\r\n" + REQUIRED + ",\r\n  \"x\": 1\r\n}\r\n", problems);

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(3);
            assertThat(problem.column()).isEqualTo(3);
            assertThat(problem.length()).isEqualTo(3);
            assertThat(problem.excerpt()).isEqualTo("  \"x\": 1");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "0, true",
        "1, true",
        "1.0, true",
        "0.999999999999999999, true",
        "1.000000000000000001, false",
        "-0.1, false"
    })
    void givenMaxShare_whenRead_thenItMustBeFrom0To1(String share, boolean valid) {
        read(",\"points\":{\"payWith\":{\"pointsPerUnit\":1,\"maxShare\":" + share + "}}");

        assertThat(problems.isEmpty()).isEqualTo(valid);
    }

    @ParameterizedTest
    @CsvSource({"0, false", "0.000001, true", "1, true", "1.000001, false"})
    void givenAlertAt_whenRead_thenItMustBeAbove0AndAtMost1(String share, boolean valid) {
        read(",\"budgets\":{\"B\":{\"unit\":\"USES\",\"cap\":1,\"alertAt\":" + share + "}}");

        assertThat(problems.isEmpty()).isEqualTo(valid);
    }

    @ParameterizedTest
    @CsvSource({
        "CNY, 0.01, true",
        "CNY, 0.010, true",
        "CNY, 0.001, false",
        "JPY, 1, true",
        "JPY, 0.5, false",
        "KWD, 0.001, true",
        "KWD, 0.0001, false"
    })
    void givenAnAmount_whenRead_thenItHasNoMoreFractionDigitsThanTheCurrency(
            String currency, String amount, boolean valid) {
        ProgramReader.read(
                "program.json",
                "{" + REQUIRED.replace("CNY", currency) + ",\"vouchers\":{\"V\":{\"kind\":\"AMOUNT_OFF\",\"value\":"
                        + amount + "}}}",
                problems);

        assertThat(problems.isEmpty()).isEqualTo(valid);
    }

    @ParameterizedTest
    @ValueSource(strings = {"P0D", "P1D", "P1Y2M3W4D", "P1000Y"})
    void givenAPeriod_whenRead_thenItIsTaken(String period) {
        assertThat(read(",\"points\":{\"pending\":\"" + period + "\"}").points().pending())
                .isEqualTo(Period.parse(period));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "P", "1Y", "PT1H", "P1Y-1D", "P1001Y", "P99999999999Y", "P2147483647D"})
    void givenNoPeriod_whenRead_thenItIsAProblem(String period) {
        assertThat(read(",\"points\":{\"pending\":\"" + period + "\"}")).isNull();
        assertThat(problems).singleElement().extracting(Problem::code).isEqualTo("wrong-value");
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "5.0, 5", "5e2, 500", "999999999999999999, 999999999999999999"})
    void givenAWholeNumberHoweverWritten_whenRead_thenItIsTaken(String written, long expected) {
        assertThat(read(",\"budgets\":{\"B\":{\"unit\":\"USES\",\"cap\":" + written + "}}")
                        .budgets()
                        .get("B")
                        .cap())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.5", "1e19", "1e999999999", "1e-999999999", "99999999999999999999", "1e99999999999"})
    void givenNoSaneWholeNumber_whenRead_thenItIsAProblem(String written) {
        assertThat(read(",\"budgets\":{\"B\":{\"unit\":\"USES\",\"cap\":" + written + "}}"))
                .isNull();
        assertThat(problems).hasSize(1);
    }

    @Test
    void givenProblemsOfOthers_whenReadWithoutErrors_thenTheDefinitionIsGivenAllTheSame() {
        problems.add(new Problem(Problem.Severity.ERROR, "x", "a.drl", 1, 1, 1, "x", null, null));

        assertThat(read("")).isNotNull();
    }
}
