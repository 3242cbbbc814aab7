package org.loyaltyrules.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyrules.rules.Rules.GOLD;
import static org.loyaltyrules.rules.Rules.compile;
import static org.loyaltyrules.rules.Rules.facts;
import static org.loyaltyrules.rules.Rules.fire;
import static org.loyaltyrules.rules.Rules.purchase;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loyaltyrules.award.Firing;
import org.loyaltyrules.program.CalendarPeriod;
import org.loyaltyrules.program.Rule;
import org.loyaltyrules.program.RuleLimit;

class AnnotationsTest {

    private static Rule rule(String header) {
        return compile("\n\nrule \"r\"\n" + header + "\nwhen\n  Purchase( )\nthen\n  award.tag(\"T\");\nend\n")
                .rules()
                .get(0);
    }

    @Test
    void given_no_annotations_when_read_then_nothing_is_limited() {
        assertThat(rule(""))
                .isEqualTo(new Rule("r", "f0.drl", 3, null, null, null, null, null, Map.of(), Map.of(), null));
    }

    @Test
    void given_every_annotation_when_read_then_the_rule_says_so() {
        Rule rule = rule("  @limit(\"2 per month\") @budget(\"STORE_GIFTS\")\n  @exclusive(\"season\")"
                + " @from(\"2026-06-01\") @until(\"2026-06-18\")\n  @title(\"June \\\"days\\\"\")"
                + " @terms(en = \"Hello, (you)\", zh = \"你好\") @owner('Li')");

        assertThat(rule)
                .isEqualTo(new Rule(
                        "r",
                        "f0.drl",
                        3,
                        new RuleLimit(2, CalendarPeriod.MONTH),
                        "STORE_GIFTS",
                        "season",
                        LocalDate.of(2026, 6, 1),
                        LocalDate.of(2026, 6, 18),
                        Map.of("", "June \"days\""),
                        Map.of("en", "Hello, (you)", "zh", "你好"),
                        "Li"));
    }

    @ParameterizedTest
    @CsvSource({
        "1 per day,DAY",
        "3 per week,WEEK",
        "1 per month,MONTH",
        "1 per quarter,QUARTER",
        "1 per year,YEAR",
        "1 per ever,EVER",
        "1 ever,EVER"
    })
    void given_a_limit_when_read_then_every_period_is_known(String limit, CalendarPeriod period) {
        assertThat(rule("@limit(\"" + limit + "\")").limit()).isEqualTo(new RuleLimit(limit.charAt(0) - '0', period));
    }

    @ParameterizedTest
    @CsvSource({"2026-05-31,0", "2026-06-01,1", "2026-06-18,1", "2026-06-19,0"})
    void given_a_rule_with_dates_when_evaluated_then_both_days_are_inclusive(LocalDate date, int firings) {
        RuleSet rules = compile("rule r @from(\"2026-06-01\") @until(\"2026-06-18\") when Purchase( ) then end\n");

        try (RuleEvaluation evaluation = rules.begin(date)) {
            evaluation.insert(GOLD);
            evaluation.insert(purchase("10"));
            assertThat(evaluation.fire()).hasSize(firings);
        }
    }

    @Test
    void given_a_rule_out_of_date_when_it_leads_an_activation_group_then_the_next_one_fires() {
        RuleSet rules = compile("rule old @until(\"2026-01-01\") salience 10 activation-group \"g\""
                + " when Purchase( ) then end\n"
                + "rule other activation-group \"g\" when Purchase( ) then end\n"
                + "rule lesser salience -1 activation-group \"g\" when Purchase( ) then end\n");

        for (int i = 0; i < 3; i++) {
            assertThat(fire(rules, facts(purchase("10"))))
                    .extracting(AnnotationsTest::name)
                    .containsExactly("other");
        }
    }

    @Test
    void given_attributes_when_evaluated_then_they_work_in_every_evaluation() {
        RuleSet rules = compile("rule off enabled false when Purchase( ) then end\n"
                + "rule on enabled true no-loop dialect \"mvel\" when Purchase( ) then end\n"
                + "rule grouped agenda-group \"g\" auto-focus true salience 5 when Purchase( ) then end\n"
                + "rule locked lock-on-active when Purchase( ) then end\n");

        for (int i = 0; i < 3; i++) {
            List<Firing> firings = fire(rules, facts(purchase("10")));
            assertThat(firings).extracting(AnnotationsTest::name).containsExactly("grouped", "locked", "on");
        }
    }

    private static String name(Firing firing) {
        return firing.rule().name();
    }
}
