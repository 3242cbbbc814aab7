package org.loyaltyrules.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.RoundingMode;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loyaltyrules.program.CalendarPeriod;
import org.loyaltyrules.program.Clawback;
import org.loyaltyrules.program.MultiplierStacking;
import org.loyaltyrules.program.PointsCap;
import org.loyaltyrules.program.PointsPolicy;
import org.loyaltyrules.program.Validity;

class SteadinessTest {

    private static final PointsPolicy CAPPED = new PointsPolicy(
            RoundingMode.DOWN,
            MultiplierStacking.ADD,
            Validity.FOR_LIFE,
            Period.ZERO,
            Clawback.NEGATIVE,
            null,
            List.of(new PointsCap(CalendarPeriod.DAY, 100)));

    private static Steadiness when(String conditions) {
        return of("", conditions, "award.tag(\"T\");", PointsPolicy.DEFAULT);
    }

    private static Steadiness then(String annotation, String consequence, PointsPolicy points) {
        return of(annotation, "$q : Qualification( tier == \"GOLD\" )", consequence, points);
    }

    private static Steadiness of(String annotation, String when, String then, PointsPolicy points) {
        RuleSet rules = Rules.compile("rule \"R\"\n" + annotation + "\nwhen\n" + when + "\nthen\n" + then + "\nend\n");
        return Steadiness.of(rules.compiled().get(0), points);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Qualification( spend.lifetime >= 500 )",
                "Qualification( $s : spend.lifetime, $s >= 500, $s < 900 )",
                "Qualification( crossed(\"spend.thisMonth\", 500) )",
                "Qualification( purchase == false, payable == 0, points > 10 )",
                "Qualification( purchases.sinceTier > 3 || member.referrals.lifetime > 2 )",
                "Day( atLeast(\"SILVER\"), member.tags not contains \"birthday\" )",
                "Day( member.bucket(\"trial\") < 50, member.channel in (\"APP\", \"today\") )",
                "Member( attributes[\"birthday\"] == \"today\", tierUntil < \"2030-01-01\" )",
                "Day( tier == \"GOLD\" ) or Qualification( tier == \"SILVER\" )"
            })
    void given_a_rule_that_asks_what_the_account_says_then_it_fires_on_all_days_or_on_none(String conditions) {
        assertThat(when(conditions)).isEqualTo(new Steadiness(false, false, false, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Qualification( spend.lastDays(30) >= 500 )",
                "Qualification( spend.lastMonths(1) >= 500 )",
                "Qualification( spend.today >= 500 )",
                "Qualification( missing(\"spend.thisYear\", 500) < 10 )",
                "Qualification( date >= \"2026-03-01\" )",
                "Day( dayOfMonth == 15 )",
                "Day( dayOfWeek == \"FRIDAY\", tier == \"GOLD\" )",
                "Day( firstOfMonth )",
                "Day( $tier : dayOfMonth, $tier > 3 )",
                "Day( points : dayOfMonth, points > 3 )",
                "Day( getDate() > \"2026-03-01\" )",
                "Day( member.daysEnrolled > 3 )",
                "Day( member.inactiveDays == 7 )",
                "Day( member.daysToBirthday == 3 )",
                "Day( member.id == \"a\\n\\\"tier\", member.inactiveDays > 4 )",
                "Day( member.id == \"a\\ntier\" || member.inactiveDays > 4 )",
                "Member( daysEnrolled > 3 )",
                "Member( tier == \"GOLD\" ) Day()",
                "Ranking( rank == 1 )",
                "TierChange( upgrade == true )"
            })
    void given_a_rule_that_asks_for_the_day_or_for_more_than_one_fact_then_it_is_looked_at_daily(String conditions) {
        assertThat(when(conditions).isDaily()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Qualification( spend.thisMonth >= 500 )",
                "Qualification( spend.thisYear >= 500, purchases.lastYear < 5 )",
                "Day( member.birthdayMonth )",
                "Day( month == 6 )"
            })
    void given_a_rule_on_calendar_months_or_longer_then_it_may_change_with_the_month(String conditions) {
        assertThat(when(conditions)).isEqualTo(new Steadiness(false, true, false, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Day( member.birthday )", "Day( member.anniversary == false, tier == \"GOLD\" )"})
    void given_a_rule_on_birthdays_or_anniversaries_then_it_may_change_on_these(String conditions) {
        assertThat(when(conditions)).isEqualTo(new Steadiness(false, false, true, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"@from(\"2026-03-01\")", "@until(\"2036-03-01\")"})
    void given_a_rule_that_is_not_always_in_effect_then_it_is_looked_at_daily(String annotation) {
        assertThat(then(annotation, "award.tag(\"T\");", PointsPolicy.DEFAULT).isDaily())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "award.tier(\"GOLD\");",
                "award.tag(\"T\"); award.untag(\"U\");",
                "award.voucher(\"WELCOME10\");",
                "award.points(5);",
                "award.message(\"M\");"
            })
    void given_awards_against_which_only_the_account_can_be_then_what_grants_nothing_never_will(String consequence) {
        assertThat(then("@limit(\"2 per ever\")", consequence, PointsPolicy.DEFAULT)
                        .isOpen())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"day", "week", "month", "quarter", "year"})
    void given_a_limit_in_a_period_then_more_may_be_granted_in_the_next(String period) {
        assertThat(then("@limit(\"1 per " + period + "\")", "award.gift(\"MUG\");", PointsPolicy.DEFAULT)
                        .isOpen())
                .isTrue();
    }

    @Test
    void given_a_budget_then_more_may_be_granted_once_some_is_given_back() {
        assertThat(then("@budget(\"STORE_GIFTS\")", "award.gift(\"MUG\");", PointsPolicy.DEFAULT)
                        .isOpen())
                .isTrue();
    }

    @Test
    void given_caps_on_points_then_more_may_be_granted_in_the_next_period() {
        assertThat(then("", "award.points(5);", CAPPED).isOpen()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if ($q.spend.today > 5) { award.tag(\"T\"); }",
                "award.points($q.purchases.lastDays(3));",
            })
    void given_awards_that_depend_on_the_fact_then_more_may_be_granted_on_another_day(String consequence) {
        assertThat(then("", consequence, PointsPolicy.DEFAULT).isOpen()).isTrue();
    }
}
