package org.loyaltyrules.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyrules.rules.Rules.DAY;
import static org.loyaltyrules.rules.Rules.GOLD;
import static org.loyaltyrules.rules.Rules.purchase;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loyaltyrules.fact.Day;
import org.loyaltyrules.member.UnknownMember;

class FiringForecastTest {

    @Test
    void given_a_rule_on_the_fact_when_its_conditions_hold_then_it_could_fire() {
        assertThat(Rules.rule("Day( dayOfMonth == 5, tier == \"GOLD\" )").couldFire(DAY, List.of(GOLD, day())))
                .isTrue();
    }

    @Test
    void given_a_rule_on_the_fact_when_one_condition_fails_then_it_could_not_fire() {
        assertThat(Rules.rule("Day( dayOfMonth == 6, tier == \"GOLD\" )").couldFire(DAY, List.of(GOLD, day())))
                .isFalse();
    }

    @Test
    void given_a_rule_on_a_fact_that_is_not_there_when_asked_then_it_could_not_fire() {
        assertThat(Rules.rule("Purchase()").couldFire(DAY, List.of(GOLD, day())))
                .isFalse();
    }

    @Test
    void given_a_rule_on_two_facts_when_one_of_them_is_missing_then_it_could_not_fire() {
        assertThat(Rules.rule("Member( tier == \"GOLD\" ) Purchase()").couldFire(DAY, List.of(GOLD, day())))
                .isFalse();
    }

    @Test
    void given_a_join_when_each_pattern_finds_a_fact_then_it_could_fire_though_it_may_not() {
        String join = "$p : Purchase( $a : amount ) LineItem( amount > $a )";
        assertThat(Rules.rule(join).couldFire(DAY, List.of(Rules.facts(purchase("10")))))
                .isTrue();
        assertThat(Rules.fires(join, purchase("10"))).isFalse();
    }

    @Test
    void given_a_rule_that_looks_for_what_is_absent_when_asked_then_it_could_fire() {
        assertThat(Rules.rule("Day() not Purchase()").couldFire(DAY, List.of(GOLD, day())))
                .isTrue();
    }

    @Test
    void given_a_rule_out_of_effect_when_asked_then_it_could_not_fire() {
        RuleSet rules = Rules.compile(
                "rule \"R\"\n  @until(\"" + DAY.minusDays(1) + "\")\nwhen\n  Day()\nthen\n  award.points(1);\nend\n");
        assertThat(rules.couldFire(DAY.minusDays(1), List.of(GOLD, day()))).isTrue();
        assertThat(rules.couldFire(DAY, List.of(GOLD, day()))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Day( dayOfMonth == 5 )                       | true
                    Day( dayOfMonth == 6 )                       | false
                    Day( dayOfMonth == 5, member.birthday )      | true
                    Day( dayOfMonth == 6, member.birthday )      | false
                    Day( tier == "GOLD" )                        | true
                    Member( points > 100 ) Day( dayOfMonth == 6 )| false
                    Member( points > 100 )                       | true
                    Purchase()                                   | false
                    Day( dayOfMonth == 6 ) or Member( referred ) | true
                    """)
    void given_a_rule_when_asked_whether_it_could_fire_for_somebody_then_what_is_not_known_of_the_member_could_be(
            String when, boolean could) {
        assertThat(Rules.rule(when)
                        .forecast(DAY, List.of(new Day(new UnknownMember(), DAY)))
                        .couldFire())
                .isEqualTo(could);
    }

    private static Day day() {
        return new Day(GOLD, DAY);
    }
}
