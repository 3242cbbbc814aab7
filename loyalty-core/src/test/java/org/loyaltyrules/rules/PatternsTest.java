package org.loyaltyrules.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyrules.rules.Rules.GOLD;
import static org.loyaltyrules.rules.Rules.awards;
import static org.loyaltyrules.rules.Rules.compile;
import static org.loyaltyrules.rules.Rules.facts;
import static org.loyaltyrules.rules.Rules.fire;
import static org.loyaltyrules.rules.Rules.firings;
import static org.loyaltyrules.rules.Rules.line;
import static org.loyaltyrules.rules.Rules.purchase;
import static org.loyaltyrules.rules.Rules.rule;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loyaltyrules.award.Award;
import org.loyaltyrules.award.Firing;
import org.loyaltyrules.fact.Purchase;

/** Several patterns, and what stands around patterns. The purchase has three lines: tea, tea and a cup. */
class PatternsTest {

    private static final Purchase PURCHASE =
            purchase(line("T1", "TEA", 1, "10"), line("T2", "TEA", 2, "20.50"), line("C1", "CUP", 4, "30"));

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            value = {
                "Purchase( ) => 1",
                "LineItem( ) => 3",
                "LineItem( category == \"TEA\" ) => 2",
                "$p : Purchase( ) LineItem( purchase == $p ) => 3",
                "Purchase( ) LineItem( quantity > 1 ) => 2",
                "$a : LineItem( ) $b : LineItem( this != $a ) => 6",
                "$a : LineItem( $c : category ) LineItem( this != $a, category == $c ) => 2",
                "LineItem( $q : quantity ) LineItem( quantity == $q * 2 ) => 2",
                "LineItem( $q : quantity > 1 ) Purchase( quantity > $q + 4 ) => 1",
                "LineItem( $q : quantity, $q > 1 ) => 2",
                "Member( $t : tier ) LineItem( tier == $t ) => 3",
                "$m : Member( ) Purchase( member == $m ) => 1",
                "Purchase( ) not LineItem( category == \"FRESH\" ) => 1",
                "Purchase( ) not LineItem( category == \"TEA\" ) => 0",
                "not LineItem( category == \"FRESH\" ) => 1",
                "Purchase( ) exists LineItem( category == \"TEA\" ) => 1",
                "Purchase( ) exists LineItem( category == \"FRESH\" ) => 0",
                "exists LineItem( category == \"TEA\" ) => 1",
                "LineItem( $s : sku ) not LineItem( sku != $s, category == \"TEA\" ) => 0",
                "LineItem( $q : quantity ) not LineItem( quantity > $q ) => 1",
                "Purchase( ) not ( LineItem( $c : category ) and LineItem( category != $c ) ) => 0",
                "Purchase( ) exists ( LineItem( $c : category ) and LineItem( category != $c ) ) => 1",
                "Purchase( ) exists ( LineItem( category == \"CUP\" ) and not LineItem( category == \"FRESH\" ) ) => 1",
                "Purchase( ) exists ( LineItem( category == \"X\" ) or LineItem( category == \"CUP\" ) ) => 1",
                "Purchase( ) exists ( LineItem( category == \"X\" ) or LineItem( category == \"Y\" ) ) => 0",
                "Purchase( ) not ( LineItem( category == \"X\" ) or LineItem( category == \"CUP\" ) ) => 0",
                "Purchase( ) not ( LineItem( category == \"X\" ) or LineItem( category == \"Y\" ) ) => 1",
                "( Purchase( amount > 1000 ) or LineItem( category == \"TEA\" ) ) => 2",
                "Purchase( ) and LineItem( ) => 3",
                "Purchase( ) ( Member( tier == \"GOLD\" ) or Member( points > 0 ) ) => 2",
                "Purchase( ) forall( LineItem( quantity > 0 ) ) => 1",
                "Purchase( ) forall( LineItem( category == \"TEA\" ) ) => 0",
                "forall( LineItem( quantity > 0 ) ) => 1",
                "forall( $l : LineItem( category == \"TEA\" ) LineItem( this == $l, amount < 25 ) ) => 1",
                "forall( $l : LineItem( category == \"TEA\" ) LineItem( this == $l, amount < 15 ) ) => 0",
                "$p : Purchase( ) LineItem( quantity > 1 ) from $p.lines => 2",
                "$p : Purchase( ) $l : LineItem( ) LineItem( this == $l ) from $p.lines => 3",
                "Purchase( $lines : lines ) LineItem( category == \"CUP\" ) from $lines => 1",
                "$p : Purchase( ) not LineItem( category == \"FRESH\" ) from $p.lines => 1",
                "$p : Purchase( ) accumulate( LineItem( $q : quantity ) from $p.lines; $s : sum($q); $s == 7 ) => 1",
                "$p : Purchase( ) Number( this == 7 ) from accumulate( LineItem( $q : quantity ) from $p.lines, sum($q) ) => 1",
                "LineItem( $tags : tags, sku == \"T1\" ) $t : String( this != \"NEW\" ) from $tags => 1"
            })
    void given_three_lines_when_patterns_are_combined_then_they_match_so_often(String conditions, int firings) {
        assertThat(firings(conditions, PURCHASE)).isEqualTo(firings);
    }

    @Test
    void given_a_rule_without_conditions_when_evaluated_then_it_fires_once() {
        RuleSet rules = compile("rule r then award.tag(\"T\"); end");

        assertThat(fire(rules, facts(PURCHASE))).hasSize(1);
        assertThat(fire(rules, facts(PURCHASE))).hasSize(1);
    }

    @Test
    void given_an_accumulate_when_evaluated_then_all_functions_are_exact() {
        List<Award> awards = awards(
                "$p : Purchase( ) accumulate( LineItem( purchase == $p, $q : quantity, $a : amount );"
                        + " $sum : sum($q), $money : sum($a), $n : count(), $least : min($a), $most : max($q),"
                        + " $mean : average($q); $sum == 7, $n > 2 )",
                "award.message(\"M\", $sum, $money, $n, $least, $most, $mean);",
                PURCHASE);

        assertThat(awards)
                .containsExactly(new Award.Message(
                        "M",
                        List.of(
                                7L,
                                new BigDecimal("60.50"),
                                3L,
                                new BigDecimal("10.00"),
                                4L,
                                new BigDecimal("2.333333333333333333333333333333333"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            value = {
                "$s > 6 => 1",
                "$s > 7 => 0",
            })
    void given_an_accumulate_over_a_condition_when_compared_then_both_sides_of_the_boundary_are_right(
            String condition, int firings) {
        assertThat(firings("accumulate( LineItem( $q : quantity ); $s : sum($q); " + condition + " )", PURCHASE))
                .isEqualTo(firings);
        assertThat(firings(
                        "Purchase( ) $s : Number( " + condition.replace("$s", "this")
                                + " ) from accumulate( LineItem( $q : quantity ), sum($q) )",
                        PURCHASE))
                .isEqualTo(firings);
    }

    @Test
    void given_an_accumulate_over_several_patterns_when_evaluated_then_every_combination_counts() {
        assertThat(firings(
                        "accumulate( ( $a : LineItem( $q : quantity ) and LineItem( this != $a ) );"
                                + " $n : count(), $s : sum($q); $n == 6, $s == 14 )",
                        PURCHASE))
                .isEqualTo(1);
    }

    @Test
    void given_nothing_to_accumulate_when_evaluated_then_sums_are_zero_and_extremes_do_not_match() {
        String nothing = "Purchase( ) accumulate( LineItem( category == \"X\", $q : quantity );";

        assertThat(firings(nothing + " $s : sum($q), $n : count(); $s == 0, $n == 0 )", PURCHASE))
                .isEqualTo(1);
        assertThat(firings(nothing + " $s : max($q) )", PURCHASE)).isZero();
        assertThat(firings(nothing + " $s : average($q) )", PURCHASE)).isZero();
    }

    @Test
    void given_accumulates_when_evaluated_again_then_nothing_of_the_evaluation_before_is_counted() {
        RuleSet rules = rule("accumulate( LineItem( $q : quantity ); $s : sum($q); $s == 7 )");

        for (int i = 0; i < 100; i++) {
            assertThat(fire(rules, facts(PURCHASE))).hasSize(1);
            assertThat(fire(rules, facts(purchase("10")))).isEmpty();
        }
    }

    @Test
    void given_a_group_in_one_rule_when_another_begins_alike_then_both_still_fire() {
        String one = "rule one when exists ( Purchase( ) and not LineItem( category == \"X\" ) )"
                + " then award.tag(\"1\"); end\n";
        String two = "rule two when exists ( Purchase( ) and LineItem( category == \"CUP\" ) )"
                + " then award.tag(\"2\"); end\n";

        assertThat(fire(compile(one, two), facts(PURCHASE))).hasSize(2);
        assertThat(fire(compile(two, one), facts(purchase("10")))).hasSize(1);
    }

    @Test
    void given_a_match_of_several_lines_when_fired_then_firings_come_in_the_order_of_the_lines() {
        RuleSet rules =
                compile("rule a when $x : LineItem( ) $y : LineItem( this != $x ) then award.tag($x.sku); end\n");

        List<Firing> firings = fire(
                rules,
                GOLD,
                PURCHASE,
                PURCHASE.lines().get(2),
                PURCHASE.lines().get(0),
                PURCHASE.lines().get(1));

        assertThat(firings)
                .extracting(firing -> firing.awards().get(0))
                .containsExactly(
                        new Award.Tag("T1"),
                        new Award.Tag("T1"),
                        new Award.Tag("T2"),
                        new Award.Tag("T2"),
                        new Award.Tag("C1"),
                        new Award.Tag("C1"));
    }

    @Test
    void given_rules_on_one_line_when_fired_then_firings_come_by_rule_and_in_the_order_of_the_facts() {
        RuleSet rules = compile("rule b when $l : LineItem( ) then award.exclude($l); end\n"
                + "rule a when $l : LineItem( ) then award.tag($l.sku); end\n");

        assertThat(fire(rules, facts(PURCHASE)))
                .extracting(firing -> firing.awards().get(0))
                .containsExactly(
                        new Award.Tag("T1"),
                        new Award.Tag("T2"),
                        new Award.Tag("C1"),
                        new Award.Exclude(0),
                        new Award.Exclude(1),
                        new Award.Exclude(2));
    }

    @Test
    void given_a_text_that_is_looked_up_when_the_property_is_null_then_nothing_matches() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            text.append("rule r")
                    .append(i)
                    .append(" when Purchase( store == \"S")
                    .append(i)
                    .append("\" ) then end\n");
            text.append("rule c")
                    .append(i)
                    .append(" when Purchase( \"APP\" == channel, month == ")
                    .append(i % 12 + 1)
                    .append(" ) then end\n");
        }

        assertThat(fire(compile(text.toString()), facts(PURCHASE)))
                .extracting(firing -> firing.rule().name())
                .containsExactly("c17", "c5");
    }
}
