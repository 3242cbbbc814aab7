package org.loyaltyrules.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyrules.testing.Shop.day;
import static org.loyaltyrules.testing.Shop.event;
import static org.loyaltyrules.testing.Shop.run;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loyaltyrules.program.Rule;

class ScenarioRunTest {

    private static final String ENROLLED = event("enroll", "e1", 1, "\"birthday\": \"--01-05\"");

    private static String events(String... events) {
        return "\"events\": [" + String.join(",\n", events) + "]";
    }

    private static boolean purchasePasses(String amount, String expectation) {
        return run(events(ENROLLED, event("purchase", "p1", 2, "\"amount\": " + amount + ", " + expectation)))
                .passed();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "expect": {"points": {"earned": 100}}                                | true
            "expect": {"points": {"earned": 101}}                                | false
            "expect": {"payable": 100.00, "fired": [{"rule": "One point a yuan"}]} | true
            "expect": {"partner": null, "reason": null}                          | true
            "expect": {"fired": [{"rule": "Gold from 500 yuan"}]}                | false
            "expect": {"not": {"fired": [{"rule": "Gold from 500 yuan"}]}}       | true
            "expect": {"not": {"fired": [{"rule": "One point a yuan"}]}}         | false
            "not": {"fired": [{"rule": "Gold from 500 yuan"}]}                   | true
            "not": {"fired": [{"rule": "One point a yuan"}]}                     | false
            "expect": {"points": {"earned": 100}}, "not": {"gifts": ["MUG"]}     | true
            "expect": {"points": {"earned": 100, "not": {"earned": 100}}}        | false
            "expect": [{"payable": 100}, {"points": {"earned": 100}}]            | true
            "expect": [{"payable": 100}, {"points": {"earned": 101}}]            | false
            "not": [{"payable": 99}, {"payable": 101}]                           | true
            "not": [{"payable": 99}, {"payable": 100}]                           | false
            "expect": {"error": {}}                                              | false
            """)
    void given_an_expectation_of_a_purchase_when_run_then_it_passes_where_it_matches(
            String expectation, boolean passes) {
        assertThat(purchasePasses("100", expectation)).isEqualTo(passes);
    }

    @Test
    void given_a_refusal_when_expected_then_the_scenario_passes() {
        assertThat(purchasePasses("1001", "\"expect\": {\"status\": \"REFUSED\", \"reason\": \"TOO_MUCH\"}"))
                .isTrue();
        assertThat(purchasePasses("1000", "\"expect\": {\"status\": \"REFUSED\", \"reason\": \"TOO_MUCH\"}"))
                .isFalse();
    }

    @Test
    void given_a_refusal_of_which_nothing_is_expected_when_run_then_it_passes_and_is_noted() {
        ScenarioResult result = run(events(ENROLLED, event("purchase", "p1", 2, "\"amount\": 1001")));

        assertThat(result.passed()).isTrue();
        assertThat(result.refusals()).containsExactly("purchase p1 of m1 (TOO_MUCH)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "amount": "x", "expect": {"error": {}}                                            | true
            "amount": "x", "expect": {"error": {"code": "MALFORMED", "path": "amount"}}       | true
            "amount": "x", "expect": {"error": {"message": "must be a number, not a text"}}   | true
            "amount": "x", "expect": {"error": {"path": "lines[0].amount"}}                   | false
            "amount": 1.001, "expect": {"error": {"code": "MALFORMED"}}                       | true
            "amount": 1.001, "expect": {"error": {"code": "CONFLICT"}}                        | false
            "amount": 1.001, "expect": {"payable": 1}                                         | false
            "amount": 1.001                                                                   | false
            "amount": 1.00, "expect": {"error": {"code": "MALFORMED"}}                        | false
            """)
    void given_a_malformed_event_when_run_then_it_passes_only_where_its_error_is_expected(
            String fields, boolean passes) {
        assertThat(run(events(ENROLLED, event("purchase", "p1", 2, fields))).passed())
                .isEqualTo(passes);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "amount": 2, "expect": {"error": {"code": "CONFLICT"}}  | true
            "amount": 2                                             | false
            "amount": 1, "expect": {"replayed": true}               | true
            "amount": 1, "expect": {"replayed": false}              | false
            """)
    void given_an_id_used_twice_when_run_then_it_is_a_conflict_unless_the_content_is_the_same(
            String fields, boolean passes) {
        assertThat(run(events(
                                ENROLLED,
                                event("purchase", "p1", 2, "\"amount\": 1"),
                                event("purchase", "p1", 2, fields)))
                        .passed())
                .isEqualTo(passes);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            5 | "expect": {"member": "m1", "vouchers": [{"voucher": "OFF10"}]}                        | true
            5 | "expect": {"member": "m2"}                                                            | false
            6 | "expect": {"vouchers": [{"voucher": "OFF10"}]}                                        | true
            6 | "expect": [{"member": "m2"}, {"vouchers": [{"voucher": "OFF10"}]}]                    | true
            6 | "expect": {"member": "m1"}                                                            | false
            6 | "not": {"member": "m1"}                                                               | true
            6 | "not": {"member": "m2"}                                                               | false
            6 | "expect": {"not": {"member": "m1"}}                                                   | true
            6 | "expect": {"member": "m2", "not": {"member": "m3"}}                                   | false
            7 | "expect": {}                                                                          | false
            7 | "not": {}                                                                             | true
            6 | "not": {}                                                                             | false
            """)
    void given_a_day_when_run_then_one_of_its_decisions_must_match_and_none_what_is_under_not(
            int day, String expectation, boolean passes) {
        String others = event("enroll", "e2", 1, "\"birthday\": \"--01-06\"").replace("m1", "m2");
        String third = event("enroll", "e3", 1, "\"birthday\": \"--01-06\"").replace("m1", "m3");

        assertThat(run(events(ENROLLED, others, third, day("d1", day, expectation)))
                        .passed())
                .isEqualTo(passes);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"members": [{"member": "m1", "points": 100, "spend": 100, "tier": "BASIC", "tierUntil": null}]} | true
            {"members": [{"member": "m1", "points": 99}]}                                | false
            {"members": [{"points": 100}]}                                               | true
            {"members": [{"points": 99}]}                                                | false
            {"members": [{"member": "m1", "not": {"points": 99}}]}                       | true
            {"members": [{"member": "m1", "not": {"points": 100}}]}                      | false
            {"not": {"members": [{"points": 99}]}}                                       | true
            {"not": {"members": [{"points": 100}]}}                                      | false
            """)
    void given_expectations_at_the_end_when_run_then_standings_are_compared(String expected, boolean passes) {
        assertThat(run(events(ENROLLED, event("purchase", "p1", 2, "\"amount\": 100")) + ", \"expect\": " + expected)
                        .passed())
                .isEqualTo(passes);
    }

    @Test
    void given_a_member_who_is_erased_when_expected_then_the_scenario_fails_and_without_passes() {
        String erased = events(ENROLLED, event("erase", "x1", 2, ""));

        assertThat(run(erased + ", \"expect\": {\"members\": [{\"member\": \"m1\"}]}")
                        .passed())
                .isFalse();
        assertThat(run(erased + ", \"expect\": {\"not\": {\"members\": [{\"member\": \"m1\"}]}}")
                        .passed())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"2026-01-31, 1", "2026-02-01, 0", "2025-12-31, 1"})
    void given_until_when_run_then_standings_are_of_that_day_or_of_the_last_event_where_that_is_later(
            String until, int vouchers) {
        ScenarioResult result = run(events(ENROLLED, event("purchase", "p1", 1, "\"amount\": 100")) + ", \"until\": \""
                + until + "\", \"expect\": {\"members\": [{\"member\": \"m1\", \"vouchers\": [\"OFF10-p1-1\"]}]}");

        assertThat(result.passed()).isEqualTo(vouchers == 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-04", "2026-01-05"})
    void given_daily_when_run_then_every_day_begins_up_to_until(String until) {
        ScenarioResult result = run(events(ENROLLED) + ", \"daily\": true, \"until\": \"" + until
                + "\", \"expect\": {\"members\": [{\"vouchers\": [\"OFF10-day-2026-01-05-1\"]}]}");

        assertThat(result.passed()).isEqualTo(until.endsWith("05"));
    }

    @Test
    void given_daily_when_the_scenario_has_a_day_of_its_own_then_that_one_begins_it_once() {
        ScenarioResult result = run("\"daily\": true, "
                + events(
                        ENROLLED,
                        day("d5", 5, "\"expect\": {\"event\": \"d5\", \"replayed\": false}"),
                        event("purchase", "p1", 6, "\"amount\": 1"))
                + ", \"expect\": {\"members\": [{\"vouchers\": [\"OFF10-d5-1\"]}], "
                + "\"not\": {\"members\": [{\"vouchers\": [\"OFF10-day-2026-01-05-1\"]}]}}");

        assertThat(result.describe()).isEmpty();
    }

    @Test
    void given_no_daily_when_run_then_no_day_begins() {
        assertThat(run(events(ENROLLED, event("purchase", "p1", 6, "\"amount\": 1")))
                        .fired())
                .doesNotContain("A voucher on the birthday");
    }

    @Test
    void given_rules_that_reject_or_are_kept_from_granting_when_run_then_they_count_as_fired() {
        ScenarioResult result = run(events(
                ENROLLED,
                event("purchase", "p1", 2, "\"amount\": 1"),
                event("purchase", "p2", 2, "\"amount\": 1"),
                event("purchase", "p3", 2, "\"amount\": 1, \"expect\": {\"suppressed\": [{\"reason\": \"LIMIT\"}]}"),
                event("purchase", "p4", 2, "\"amount\": 1001")));

        assertThat(result.describe()).isEmpty();
        assertThat(result.fired())
                .containsExactly(
                        "A voucher for each of the first two purchases of a month",
                        "Nothing above 1,000 yuan",
                        "One point a yuan");
        assertThat(RuleCoverage.of(Shop.PROGRAM, List.of(result)).notFired())
                .extracting(Rule::name)
                .containsExactly(
                        "A voucher on the birthday", "A message on the first of a month", "Gold from 500 yuan");
    }

    @Test
    void given_a_failure_when_asked_for_as_data_then_it_has_path_expected_and_actual() {
        ScenarioResult result = run(events(
                ENROLLED, event("purchase", "p1", 2, "\"amount\": 100, \"expect\": {\"points\": {\"earned\": 5}}")));

        assertThat(result.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.event()).isEqualTo("purchase p1 of m1");
            assertThat(failure.line()).isEqualTo(2);
            assertThat(failure.differences()).containsExactly(new Difference("points.earned", "5", "100"));
            assertThat(failure.explanation()).isNotEmpty();
        });
    }

    @Test
    void given_a_list_of_scenarios_when_read_then_each_begins_afresh() {
        String one = events(ENROLLED, event("purchase", "p1", 2, "\"amount\": 100, \"expect\": {\"replayed\": false}"));
        ScenarioFile file =
                Shop.read("[{\"name\": \"a\", " + one + "},\n // the same again\n {\"name\": \"b\", " + one + "}]");

        assertThat(file.problems()).isEmpty();
        assertThat(file.scenarios()).extracting(Scenario::name).containsExactly("a", "b");
        assertThat(file.scenarios()).extracting(Scenario::line).containsExactly(1, 4);
        assertThat(file.scenarios())
                .allSatisfy(scenario ->
                        assertThat(scenario.run(Shop.PROGRAM).passed()).isTrue());
    }
}
