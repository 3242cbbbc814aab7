package org.loyaltyrules.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.loyaltyrules.rules.Rules.DAY;
import static org.loyaltyrules.rules.Rules.GOLD;
import static org.loyaltyrules.rules.Rules.awards;
import static org.loyaltyrules.rules.Rules.facts;
import static org.loyaltyrules.rules.Rules.fire;
import static org.loyaltyrules.rules.Rules.purchase;
import static org.loyaltyrules.rules.Rules.qualification;
import static org.loyaltyrules.rules.Rules.rule;

import java.math.BigDecimal;
import java.time.Period;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.loyaltyrules.award.Award;

/** Every call of {@code award}, with literals and with values of the match. */
class AwardVerbsTest {

    private static final String CONDITIONS =
            "$p : Purchase( $a : amount, $first : first ) $l : LineItem( $q : quantity )";

    static List<Arguments> calls() {
        BigDecimal half = new BigDecimal("0.5");
        return List.of(
                Arguments.of("award.earn(0.5);", new Award.Earn(null, half)),
                Arguments.of("award.earn(0);", new Award.Earn(null, BigDecimal.ZERO)),
                Arguments.of("award.earn($l, 0.5);", new Award.Earn(0, half)),
                Arguments.of("award.multiply(\"0.5\");", new Award.Multiply(null, half)),
                Arguments.of("award.multiply($l, $q);", new Award.Multiply(0, BigDecimal.valueOf(3))),
                Arguments.of("award.points(10);", new Award.Points(10)),
                Arguments.of("award.points(0L);", new Award.Points(0)),
                Arguments.of("award.points($a);", new Award.Points(10)),
                Arguments.of("award.points($q * 2);", new Award.Points(6)),
                Arguments.of("award.discount(100);", new Award.Discount(null, BigDecimal.valueOf(100), null)),
                Arguments.of("award.discount($l, 0.5);", new Award.Discount(0, half, null)),
                Arguments.of("award.discount($l, 0.5, 3);", new Award.Discount(0, half, 3L)),
                Arguments.of("award.exclude($l);", new Award.Exclude(0)),
                Arguments.of("award.exclude($p.lines.get(0));", new Award.Exclude(0)),
                Arguments.of("award.voucher(\"WELCOME10\");", new Award.IssueVoucher("WELCOME10")),
                Arguments.of("award.gift(\"MUG\");", new Award.Gift("MUG")),
                Arguments.of("award.benefit(\"LOUNGE\");", new Award.Benefit("LOUNGE", null)),
                Arguments.of("award.benefit(\"LOUNGE\", \"P1Y\");", new Award.Benefit("LOUNGE", Period.ofYears(1))),
                Arguments.of("award.benefit(\"LOUNGE\", \"P0D\");", new Award.Benefit("LOUNGE", Period.ZERO)),
                Arguments.of("award.tier(\"DIAMOND\");", new Award.QualifyTier("DIAMOND")),
                Arguments.of("award.tier($p.tier);", new Award.QualifyTier("GOLD")),
                Arguments.of("award.tag(\"SEEN\");", new Award.Tag("SEEN")),
                Arguments.of("award.tag($l.getSku());", new Award.Tag("A1")),
                Arguments.of("award.untag('SEEN');", new Award.Untag("SEEN")),
                Arguments.of("award.message(\"HI\");", new Award.Message("HI", List.of())),
                Arguments.of(
                        "award.message(\"HI\", $a, $q, $p.date, $first, $l.sku, \"x\", 1.50, $l.brand);",
                        new Award.Message(
                                "HI",
                                List.of(
                                        new BigDecimal("10.00"),
                                        3L,
                                        DAY,
                                        true,
                                        "A1",
                                        "x",
                                        new BigDecimal("1.50"),
                                        ""))),
                Arguments.of("award.reject(\"NOT_YET_ON_SALE\");", new Award.Reject("NOT_YET_ON_SALE")),
                Arguments.of("if ($q > 2) { award.tag(\"A\"); } else { award.tag(\"B\"); }", new Award.Tag("A")),
                Arguments.of("if ($q > 3) award.tag(\"A\"); else award.tag(\"B\");", new Award.Tag("B")),
                Arguments.of(
                        "if ($q > 3 || $first && $a == 11) { award.tag(\"A\"); }"
                                + " else if ($l.tags.contains(\"NEW\")) { award.tag(\"C\"); }",
                        new Award.Tag("C")));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void given_a_match_when_awarded_then_the_award_is_as_written(String consequence, Award award) {
        assertThat(awards(CONDITIONS, consequence, purchase("10"))).containsExactly(award);
    }

    @Test
    void given_several_statements_when_fired_then_awards_keep_their_order() {
        assertThat(awards("Purchase( )", "award.tag(\"B\");\n  // and\n  award.tag(\"A\"); ;", purchase("10")))
                .containsExactly(new Award.Tag("B"), new Award.Tag("A"));
    }

    @Test
    void given_a_branch_not_taken_when_fired_then_there_is_a_firing_without_awards() {
        RuleSet rules = rule("Purchase( $a : amount )", "if ($a > 10) { award.points(1); }");

        assertThat(fire(rules, facts(purchase("10"))))
                .singleElement()
                .satisfies(firing -> assertThat(firing.awards()).isEmpty());
    }

    @Test
    void given_a_qualification_when_asked_for_counters_then_it_knows_what_was_crossed_and_what_is_missing() {
        RuleSet rules = rule(
                "Qualification( crossed(\"spend.lifetime\", 499.5), !crossed(\"purchases.lifetime\", 5),"
                        + " $m : missing(\"spend.lifetime\", 2000), purchase, !review, payable == 20 )",
                "award.tier(\"SILVER\"); award.message(\"NEARLY\", $m);");

        assertThat(fire(rules, GOLD, qualification()))
                .singleElement()
                .extracting(firing -> firing.awards().get(1))
                .isEqualTo(new Award.Message("NEARLY", List.of(new BigDecimal("1500.00"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "award.multiply($a - 10); => award.multiply was not given a factor of more than 0",
                "award.multiply($l.sku); => award.multiply was not given a factor of more than 0",
                "award.earn($a - 11); => award.earn was not given a rate of 0 or more",
                "award.points($a / 4); => award.points was not given a whole number of points, 0 or more",
                "award.points($q - 4); => award.points was not given a whole number of points, 0 or more",
                "award.discount($a + 90.01); => award.discount was not given a percentage of more than 0 and at most 100",
                "award.voucher($l.sku); => award.voucher was not given the code of a voucher of the program",
                "award.tier($l.sku); => award.tier was not given the code of a tier of the program",
                "award.tag($l.brand); => award.tag was not given a text that is not empty",
                "award.exclude($p.lines.get(1)); => award.exclude was not given a LineItem",
                "award.benefit(\"X\", $l.sku); => award.benefit was not given a period such as \"P30D\" or \"P1Y\"",
                "award.points(1 / ($q - 3)); => it divides by zero, or a number is too large"
            })
    void given_a_value_that_is_illegal_when_awarded_then_rule_file_and_line_are_named(
            String consequence, String message) {
        RuleSet rules = rule(CONDITIONS, "award.tag(\"T\");\n  " + consequence);

        assertThatThrownBy(() -> fire(rules, facts(purchase("10"))))
                .asInstanceOf(InstanceOfAssertFactories.type(RuleFailureException.class))
                .satisfies(failure -> {
                    assertThat(failure).hasMessage("Rule \"r\" (f0.drl:6): " + message);
                    assertThat(failure.rule()).isEqualTo("r");
                    assertThat(failure.file()).isEqualTo("f0.drl");
                    assertThat(failure.line()).isEqualTo(6);
                });
    }

    @Test
    void given_a_condition_that_divides_by_zero_when_evaluated_then_rule_file_and_line_are_named() {
        RuleSet rules = rule("Purchase( )\n  LineItem( 1 / (quantity - 3) > 0 )");

        assertThatThrownBy(() -> fire(rules, facts(purchase("10"))))
                .isInstanceOf(RuleFailureException.class)
                .hasMessage("Rule \"r\" (f0.drl:4): it divides by zero, or a number is too large");
    }
}
