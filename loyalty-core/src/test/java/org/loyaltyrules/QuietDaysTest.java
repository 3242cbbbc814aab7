package org.loyaltyrules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.loyaltyrules.Programs.rule;

import java.time.LocalDate;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.event.Adjustment;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.Erasure;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.event.Return;
import org.loyaltyrules.event.Update;
import org.loyaltyrules.rules.RuleFailureException;

/** Members for whom nothing came of days, and what lets something come of a later one. */
class QuietDaysTest {

    private static final LocalDate FIRST = LocalDate.parse("2026-03-02");

    protected MembershipEngine engine;
    private LocalDate today = FIRST;

    /** Builds an engine on an empty store. */
    protected MembershipEngine.Builder builder() {
        return MembershipEngine.builder();
    }

    @AfterEach
    protected void end() {
        engine.close();
    }

    /** A program with these rules and a member, and some days of which nothing comes. */
    private void quiet(String... rules) {
        start(rules);
        nothingComesOf(5);
    }

    private void start(String... rules) {
        engine = builder().program(Programs.of(rules)).build();
        engine.process(Enrollment.of("e1", at(FIRST), "m1").birthday(MonthDay.of(6, 15)));
    }

    private void nothingComesOf(int days) {
        for (int i = 0; i < days; i++) {
            assertThat(nextDay()).as("%s", today).isEmpty();
        }
    }

    private List<Decision> nextDay() {
        today = today.plusDays(1);
        return day(today);
    }

    private List<Decision> day(LocalDate date) {
        return engine.process(Day.of("day-" + date, at(date), date));
    }

    private static OffsetDateTime at(LocalDate day) {
        return OffsetDateTime.parse(day + "T12:00:00+08:00");
    }

    private void buy(String id, String amount) {
        engine.process(Purchase.of(id, at(today), "m1", amount));
    }

    private void assertSomethingComesOf(List<Decision> decisions) {
        assertThat(decisions)
                .singleElement()
                .satisfies(decision -> assertThat(decision.fired()).isNotEmpty());
    }

    private LocalDate firstDayOfWhichSomethingComes() {
        for (int i = 0; i < 400; i++) {
            if (!nextDay().isEmpty()) {
                return today;
            }
        }
        throw new AssertionError("nothing came of 400 days");
    }

    @Test
    void given_a_quiet_member_when_an_update_makes_a_rule_match_then_something_comes_of_the_next_day() {
        quiet(rule("Tagged", "Day( member.tags contains \"VIP\" )", "award.gift(\"MUG\");"));
        engine.process(Update.of("u1", at(today), "m1").tags(Set.of("VIP")));
        assertSomethingComesOf(nextDay());
    }

    @Test
    void given_a_quiet_member_when_a_purchase_makes_a_rule_match_then_something_comes_of_the_next_day() {
        quiet(rule("Spender", "Day( member.spend.lifetime >= 50 )", "award.gift(\"MUG\");"));
        buy("p1", "50");
        assertSomethingComesOf(nextDay());
    }

    @Test
    void given_a_member_whose_limit_is_used_up_when_a_return_gives_a_use_back_then_it_is_used_again() {
        start("rule \"Once\"\n  @limit(\"1 per ever\")\nwhen\n  Qualification( spend.lifetime >= 50 )\nthen\n"
                + "  award.gift(\"MUG\");\nend\n");
        buy("p1", "50");
        buy("p2", "50");
        nothingComesOf(5);
        engine.process(Return.of("r1", at(today), "m1", "p1"));
        assertSomethingComesOf(nextDay());
        nothingComesOf(5);
    }

    @Test
    void given_a_budget_that_is_used_up_when_a_return_of_another_member_gives_some_back_then_it_is_drawn_on() {
        start("rule \"First come\"\n  @budget(\"GIFTS\") @limit(\"1 per ever\")\nwhen\n"
                + "  Qualification( spend.lifetime >= 50 )\nthen\n  award.gift(\"MUG\");\nend\n");
        for (String other : List.of("m2", "m3")) {
            engine.process(Enrollment.of("e" + other, at(FIRST), other));
            engine.process(Purchase.of("p" + other, at(FIRST), other, "50"));
        }
        buy("p1", "50");
        nothingComesOf(5);
        engine.process(Return.of("r1", at(today), "m2", "pm2"));
        assertThat(nextDay()).extracting(Decision::member).containsExactly("m1");
    }

    @Test
    void given_a_quiet_member_when_another_program_takes_over_then_its_rules_are_looked_at() {
        quiet(rule("Tier", "Qualification( tier == \"GOLD\" )", "award.gift(\"MUG\");"));
        engine.reload(Programs.of(rule("Tier", "Qualification( tier == \"BASIC\" )", "award.gift(\"MUG\");")));
        assertSomethingComesOf(nextDay());
    }

    @Test
    void given_a_quiet_member_in_the_grace_after_a_tier_when_a_program_without_grace_takes_over_then_it_is_reviewed() {
        String asks = rule("Gold from now on", "Qualification( spend.lastDays(20) >= 50 )", "award.tier(\"GOLD\");");
        engine = builder().program(withGrace("P60D", asks)).build();
        engine.process(Enrollment.of("e1", at(FIRST), "m1"));
        buy("p1", "50");
        nothingComesOf(40);
        engine.reload(withGrace("P0D", ""));
        assertThat(nextDay()).extracting(decision -> decision.tier().after()).containsExactly("BASIC");
    }

    private static LoyaltyProgram withGrace(String grace, String rule) {
        String catalog = Programs.CATALOG.replace(
                "\"vouchers\"", "\"tierPolicy\": {\"validity\": \"P30D\", \"grace\": \"" + grace + "\"}, \"vouchers\"");
        return LoyaltyProgram.of("test", Map.of("program.json", catalog, "rules.drl", Programs.POINTS + rule));
    }

    @Test
    void given_a_tier_that_is_reached_already_when_days_pass_then_nothing_comes_of_them() {
        start(rule("Gold", "Qualification( spend.lifetime >= 50 )", "award.tier(\"GOLD\");"));
        buy("p1", "50");
        nothingComesOf(40);
    }

    @Test
    void given_a_limit_per_month_that_is_used_up_when_the_next_month_begins_then_the_rule_grants_again() {
        start("rule \"Monthly\"\n  @limit(\"1 per month\")\nwhen\n  Day( tier == \"BASIC\" )\nthen\n"
                + "  award.gift(\"MUG\");\nend\n");
        assertSomethingComesOf(nextDay());
        assertThat(firstDayOfWhichSomethingComes()).isEqualTo(LocalDate.parse("2026-04-01"));
    }

    @Test
    void given_a_window_of_days_when_a_purchase_leaves_it_then_the_rule_fires() {
        start(rule("Idle", "Day( member.spend.lastDays(7) < 50 )", "award.gift(\"MUG\");"));
        buy("p1", "50");
        assertThat(firstDayOfWhichSomethingComes()).isEqualTo(FIRST.plusDays(7));
    }

    @Test
    void given_spend_of_last_month_when_the_month_is_over_then_the_rule_fires() {
        start(rule("Last month", "Day( member.spend.lastMonth >= 50 )", "award.gift(\"MUG\");"));
        buy("p1", "50");
        assertThat(firstDayOfWhichSomethingComes()).isEqualTo(LocalDate.parse("2026-04-01"));
    }

    @Test
    void given_a_rule_on_birthdays_when_the_birthday_comes_then_it_fires_on_that_day_alone() {
        start(rule("Birthday", "Day( member.birthday )", "award.gift(\"MUG\");"));
        assertThat(firstDayOfWhichSomethingComes()).isEqualTo(LocalDate.parse("2026-06-15"));
        assertThat(firstDayOfWhichSomethingComes()).isEqualTo(LocalDate.parse("2027-06-15"));
    }

    @Test
    void given_a_rule_on_anniversaries_when_one_comes_then_it_fires() {
        start(rule("Anniversary", "Day( member.anniversary )", "award.gift(\"MUG\");"));
        assertThat(firstDayOfWhichSomethingComes()).isEqualTo(LocalDate.parse("2027-03-02"));
    }

    @Test
    void given_a_rule_on_the_birthday_month_when_it_begins_then_it_fires() {
        start(rule("Birthday month", "Day( member.birthdayMonth )", "award.gift(\"MUG\");"));
        assertThat(firstDayOfWhichSomethingComes()).isEqualTo(LocalDate.parse("2026-06-01"));
    }

    @Test
    void given_a_rule_on_how_long_a_member_is_enrolled_when_it_is_long_enough_then_it_fires() {
        start(rule("Loyal", "Qualification( member.daysEnrolled >= 30 )", "award.tier(\"GOLD\");"));
        assertThat(firstDayOfWhichSomethingComes()).isEqualTo(FIRST.plusDays(30));
    }

    @Test
    void given_a_rule_that_begins_later_when_it_is_in_effect_then_it_fires() {
        start("rule \"Later\"\n  @from(\"2026-03-20\")\nwhen\n  Qualification( tier == \"BASIC\" )\nthen\n"
                + "  award.tier(\"GOLD\");\nend\n");
        assertThat(firstDayOfWhichSomethingComes()).isEqualTo(LocalDate.parse("2026-03-20"));
    }

    @Test
    void given_a_rule_on_one_day_of_the_month_when_it_comes_then_it_fires_for_those_who_match() {
        start(rule("Fifteenth", "Day( dayOfMonth == 15, member.spend.lifetime >= 50 )", "award.gift(\"MUG\");"));
        engine.process(Enrollment.of("e2", at(FIRST), "m2"));
        buy("p1", "50");
        assertThat(firstDayOfWhichSomethingComes()).isEqualTo(LocalDate.parse("2026-03-15"));
        buy("p2", "50");
        assertThat(firstDayOfWhichSomethingComes()).isEqualTo(LocalDate.parse("2026-04-15"));
    }

    @Test
    void given_days_that_come_late_when_a_rule_matches_on_them_then_it_fires() {
        start(rule("Third", "Day( dayOfMonth == 4, member.spend.thisMonth >= 50 )", "award.gift(\"MUG\");"));
        buy("p1", "50");
        assertThat(day(LocalDate.parse("2026-04-10"))).isEmpty();
        assertSomethingComesOf(day(LocalDate.parse("2026-03-04")));
    }

    @Test
    void given_a_preview_of_a_far_day_when_days_go_on_then_the_preview_has_changed_nothing() {
        start(rule("Birthday", "Day( member.birthday )", "award.gift(\"MUG\");"));
        nothingComesOf(2);
        LocalDate far = LocalDate.parse("2027-06-15");
        assertSomethingComesOf(engine.preview(Day.of("far", at(far), far)));
        assertThat(firstDayOfWhichSomethingComes()).isEqualTo(LocalDate.parse("2026-06-15"));
    }

    @Test
    void given_a_day_on_which_a_rule_failed_when_it_comes_again_then_nobody_is_left_out() {
        start(
                rule("Share", "Day( member.tags contains \"VIP\", 10 / member.points > 1 )", "award.gift(\"MUG\");"),
                rule("All", "Day( dayOfMonth >= 4, member.channel == null )", "award.tag(\"SEEN\");"));
        engine.process(Enrollment.of("e2", at(FIRST), "m2").tags(Set.of("VIP")));
        today = LocalDate.parse("2026-03-04");
        assertThatThrownBy(() -> day(today)).isInstanceOf(RuleFailureException.class);
        engine.process(Adjustment.of("a1", at(today), "m2", 20, "to have some"));
        assertThat(day(today)).extracting(Decision::member).containsExactly("m1", "m2");
    }

    @Test
    void given_a_quiet_member_who_is_erased_when_somebody_enrolls_under_that_id_then_rules_are_looked_at() {
        quiet(rule("Tagged", "Day( member.tags contains \"VIP\" )", "award.gift(\"MUG\");"));
        engine.process(Erasure.of("x1", at(today), "m1"));
        nothingComesOf(1);
        engine.process(Enrollment.of("e2", at(today), "m1").tags(Set.of("VIP")));
        assertSomethingComesOf(nextDay());
    }

    @Test
    void given_a_rule_that_fires_and_grants_nothing_when_days_pass_then_each_firing_is_heard() {
        List<String> heard = new ArrayList<>();
        engine = builder()
                .program(Programs.of(rule("Tag", "Day( tier == \"BASIC\" )", "award.tag(\"BASIC\");")))
                .onRuleFired(rule -> heard.add(rule.name()))
                .build();
        engine.process(Enrollment.of("e1", at(FIRST), "m1"));
        assertSomethingComesOf(nextDay());
        nothingComesOf(3);
        assertThat(heard).hasSize(4);
    }
}
