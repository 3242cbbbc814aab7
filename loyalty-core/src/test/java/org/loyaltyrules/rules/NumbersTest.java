package org.loyaltyrules.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyrules.rules.Rules.awards;
import static org.loyaltyrules.rules.Rules.facts;
import static org.loyaltyrules.rules.Rules.fire;
import static org.loyaltyrules.rules.Rules.fires;
import static org.loyaltyrules.rules.Rules.purchase;
import static org.loyaltyrules.rules.Rules.rule;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loyaltyrules.award.Award;

/** Conditions on numbers mean what they look like. */
class NumbersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amount == 0.1",
                "amount == 0.10",
                "amount >= 0.1",
                "amount <= 0.1B",
                "amount == \"0.1\"",
                "amount + 0.2 == 0.3",
                "amount * 3 == 0.3",
                "0.1 == amount",
                "amount in (0.1, 0.2)",
                "-amount < 0"
            })
    void given_an_amount_of_a_tenth_when_compared_with_a_fraction_then_it_is_exact(String condition) {
        assertThat(fires("Purchase( " + condition + " )", purchase("0.10"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            value = {
                "amount > 99.5 => 99.50 => false",
                "amount > 99.5 => 99.51 => true",
                "amount >= 99.5 => 99.50 => true",
                "amount >= 99.5 => 99.49 => false",
                "amount < 99.5 => 99.49 => true",
                "amount < 99.5 => 99.50 => false",
                "amount <= 99.5 => 99.50 => true",
                "amount <= 99.5 => 99.51 => false",
                "amount == 100 => 100.00 => true",
                "amount != 100 => 100.00 => false",
                "amount != 100 => 100.01 => true",
                "amount > 5 && < 10 => 7 => true",
                "amount > 5 && < 10 => 10 => false",
                "amount > 5 && < 10 => 5 => false",
                "amount == 1 || == 2 => 2 => true",
                "amount == 1 || == 2 => 3 => false",
                "amount >= 12345678901234567890 => 999999999999 => false",
                "amount < 12345678901234567890 => 999999999999 => true"
            })
    void given_an_amount_when_compared_then_the_boundary_is_where_it_is_written(
            String condition, String amount, boolean fires) {
        assertThat(fires("Purchase( " + condition + " )", purchase(amount))).isEqualTo(fires);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            value = {
                "quantity == 3 => true",
                "quantity != 3 => false",
                "quantity > 2 => true",
                "quantity > 3 => false",
                "quantity >= 3 => true",
                "quantity < 4 => true",
                "quantity < 3 => false",
                "quantity <= 3 => true",
                "quantity > 2.5 => true",
                "quantity == 3.0 => true",
                "quantity == \"3\" => true",
                "3 == quantity => true",
                "quantity in (1, 3) => true",
                "quantity not in (1, 3) => false",
                "quantity == lines.size => false",
                "quantity > lines.size() => true"
            })
    void given_three_pieces_when_compared_with_whole_numbers_then_it_is_as_in_school(String condition, boolean fires) {
        assertThat(fires("Purchase( " + condition + " )", purchase("10"))).isEqualTo(fires);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            value = {
                "quantity / 2 == 1.5 => true",
                "quantity / 2 > 1 => true",
                "quantity % 2 == 1 => true",
                "quantity * 2 + 1 == 7 => true",
                "1 + quantity * 2 == 7 => true",
                "(1 + quantity) * 2 == 8 => true",
                "quantity - 4 == -1 => true",
                "10 - quantity - 2 == 5 => true",
                "amount / quantity < 3.34 => true",
                "amount % 4 == 2 => true"
            })
    void given_three_pieces_for_ten_when_computed_with_then_nothing_is_cut_off(String condition, boolean fires) {
        assertThat(fires("Purchase( " + condition + " )", purchase("10"))).isEqualTo(fires);
    }

    @Test
    void given_a_division_when_evaluated_a_thousand_times_then_the_answer_stays_the_same() {
        RuleSet rules = rule("Purchase( quantity / 2 == 1.5, amount * 3 == 0.3 )");
        for (int i = 0; i < 1_000; i++) {
            assertThat(fire(rules, facts(purchase("0.1"))))
                    .as("evaluation %d", i)
                    .hasSize(1);
        }
    }

    @Test
    void given_a_literal_with_a_fraction_when_awarded_then_it_is_exact() {
        List<Award> awards =
                awards("Purchase( )", "award.multiply(1.1); award.earn(\"0.30\"); award.multiply(2B);", purchase("1"));

        assertThat(awards)
                .containsExactly(
                        new Award.Multiply(null, new BigDecimal("1.1")),
                        new Award.Earn(null, new BigDecimal("0.30")),
                        new Award.Multiply(null, new BigDecimal("2")));
    }

    @Test
    void given_a_computed_number_when_cut_to_a_whole_one_then_it_can_be_awarded_as_points() {
        List<Award> awards = awards("Purchase( $a : amount )", "award.points(($a / 3).intValue());", purchase("10"));

        assertThat(awards).containsExactly(new Award.Points(3));
    }
}
