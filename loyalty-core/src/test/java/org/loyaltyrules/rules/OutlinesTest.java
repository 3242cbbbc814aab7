package org.loyaltyrules.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.program.Problem;
import org.loyaltyrules.program.RuleOutline;
import org.loyaltyrules.program.RuleOutline.PossibleAward;

class OutlinesTest {

    private static RuleOutline outline(String when, String then) {
        return Rules.compile("rule \"R\" when " + when + " then " + then + " end")
                .outlines()
                .get(0);
    }

    @Test
    void given_patterns_when_outlined_then_their_facts_and_words_are_told() {
        RuleOutline outline = outline(
                "Purchase( tier == \"GOLD\", $n : quantity ) not LineItem( category == \"FRESH\" )",
                "award.points(1);");

        assertThat(outline.facts()).containsExactly("LineItem", "Purchase");
        assertThat(outline.words())
                .contains("tier", "quantity", "$n", "category")
                .doesNotContain("when", "then", "GOLD");
    }

    @Test
    void given_a_rule_without_conditions_when_outlined_then_it_looks_at_the_member() {
        assertThat(outline("", "award.message(\"HELLO\");").facts()).containsExactly("Member");
    }

    @Test
    void given_calls_of_award_when_outlined_then_literals_are_told_and_the_rest_is_open() {
        RuleOutline outline = outline(
                "$p : Purchase()",
                "award.benefit(\"WASH\", \"P90D\"); if ($p.amount > 5) { award.points($p.quantity); } award.voucher(\"WELCOME10\");"
                        + " award.discount(\"7.5\");");

        assertThat(outline.awards())
                .containsExactly(
                        new PossibleAward("benefit", "WASH", null, Period.ofDays(90)),
                        new PossibleAward("points", null, null, null),
                        new PossibleAward("voucher", "WELCOME10", null, null),
                        new PossibleAward("discount", null, new BigDecimal("7.5"), null));
        assertThat(outline.isForMembers()).isTrue();
    }

    @Test
    void given_alternatives_when_outlined_then_an_award_is_told_once() {
        assertThat(outline("Purchase( hour == 1 ) or Purchase( hour == 2 )", "award.points(1);")
                        .awards())
                .hasSize(1);
    }

    @Test
    void given_a_rule_that_grants_without_terms_when_checked_then_it_is_a_warning_and_can_be_used() {
        List<Problem> problems = Rules.problems("rule \"R\" when Purchase() then award.earn(1); end");

        assertThat(problems).extracting(Problem::describe).containsExactly("""
                f0.drl:1:6: warning[missing-terms]: this rule grants something, and no @terms tell members of it
                  rule "R" when Purchase() then award.earn(1); end
                       ^^^
                  write @terms("…") before 'when'""");
    }

    @Test
    void given_a_rule_that_only_tags_tells_or_rejects_when_checked_then_it_needs_no_terms() {
        assertThat(Rules.problems("rule \"R\" when $l : LineItem() then award.tag(\"T\"); award.untag(\"U\");"
                        + " award.message(\"M\"); award.exclude($l); award.reject(\"NO\"); end"))
                .isEmpty();
    }

    @Test
    void given_an_error_when_checked_then_missing_terms_are_not_told_yet() {
        assertThat(Rules.problems("rule \"R\" when Purchase( amuont > 1 ) then award.earn(1); end"))
                .extracting(Problem::code)
                .containsExactly("unknown-property");
    }
}
