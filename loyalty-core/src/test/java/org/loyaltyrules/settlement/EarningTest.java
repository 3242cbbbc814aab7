package org.loyaltyrules.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyrules.settlement.Rules.budgeted;
import static org.loyaltyrules.settlement.Rules.exclusive;
import static org.loyaltyrules.settlement.Rules.rule;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.program.Clawback;
import org.loyaltyrules.program.MultiplierStacking;
import org.loyaltyrules.program.PointsPolicy;
import org.loyaltyrules.program.Rule;
import org.loyaltyrules.program.Validity;

class EarningTest {

    /** 40.50 */
    private static final long PAYABLE = 40_50;

    @Test
    void given_a_rate_when_earning_then_the_total_is_rounded_down_once() {
        assertThat(total(MultiplierStacking.ADD)).isEqualTo(40);
    }

    @Test
    void given_a_fraction_when_rounded_half_up_or_up_then_it_goes_up() {
        assertThat(earning(MultiplierStacking.ADD, RoundingMode.HALF_UP, 0).total())
                .isEqualTo(41);
        assertThat(earning(MultiplierStacking.ADD, RoundingMode.UP, 0).total()).isEqualTo(41);
    }

    @Test
    void given_two_multipliers_when_added_then_each_adds_what_it_exceeds_one_by() {
        assertThat(total(MultiplierStacking.ADD, claim(rule("a"), "2"), claim(rule("b"), "1.5")))
                .isEqualTo(101);
    }

    @Test
    void given_two_multipliers_when_the_best_counts_then_the_other_does_nothing() {
        Claim best = claim(rule("a"), "2");
        Claim other = claim(rule("b"), "1.5");
        assertThat(total(MultiplierStacking.BEST, best, other)).isEqualTo(81);
        assertThat(best.granted).isTrue();
        assertThat(other.granted).isFalse();
    }

    @Test
    void given_two_multipliers_when_multiplied_then_the_factor_is_their_product() {
        assertThat(total(MultiplierStacking.MULTIPLY, claim(rule("a"), "2"), claim(rule("b"), "1.5")))
                .isEqualTo(121);
    }

    @Test
    void given_multipliers_below_one_when_added_then_the_factor_is_never_below_zero() {
        assertThat(total(MultiplierStacking.ADD, claim(rule("a"), "0.3"), claim(rule("b"), "0.3")))
                .isZero();
    }

    @Test
    void given_an_exclusive_group_when_added_then_only_its_best_counts() {
        Claim beaten = claim(exclusive("a", "g"), "2");
        assertThat(total(MultiplierStacking.ADD, beaten, claim(exclusive("b", "g"), "3"), claim(rule("c"), "1.5")))
                .isEqualTo(141);
        assertThat(beaten.beaten).isTrue();
    }

    @Test
    void given_a_multiplier_when_settled_then_it_was_worth_what_would_be_missing_without_it() {
        Claim two = claim(rule("a"), "2");
        Claim half = claim(rule("b"), "1.5");
        total(MultiplierStacking.ADD, two, half);
        assertThat(two.worth).isEqualByComparingTo("40.5");
        assertThat(half.worth).isEqualByComparingTo("20.25");
        Claim product = claim(rule("a"), "2");
        total(MultiplierStacking.MULTIPLY, product, claim(rule("b"), "1.5"));
        assertThat(product.worth).isEqualByComparingTo("60.75");
    }

    @Test
    void given_equal_multipliers_when_the_best_counts_then_the_one_without_a_budget_was_worth_it() {
        Claim free = claim(rule("b"), "2");
        Claim budgeted = claim(budgeted("a", "B"), "2");
        total(MultiplierStacking.BEST, budgeted, free);
        assertThat(free.worth).isEqualByComparingTo("40.5");
        assertThat(budgeted.granted).isFalse();
    }

    @Test
    void given_equal_multipliers_that_add_when_settled_then_each_was_worth_its_own_part() {
        Claim one = claim(rule("a"), "2");
        Claim other = claim(rule("b"), "2");
        assertThat(total(MultiplierStacking.ADD, one, other)).isEqualTo(121);
        assertThat(one.worth).isEqualByComparingTo("40.5");
        assertThat(other.worth).isEqualByComparingTo("40.5");
    }

    @Test
    void given_a_worse_multiplier_without_a_group_when_the_best_counts_then_no_group_beat_it() {
        Claim worse = claim(rule("b"), "1.5");
        total(MultiplierStacking.BEST, claim(rule("a"), "2"), worse);
        assertThat(worse.granted).isFalse();
        assertThat(worse.beaten).isFalse();
    }

    @Test
    void given_an_event_without_lines_when_multipliers_of_a_group_meet_then_none_beats_another() {
        Claim worse = claim(exclusive("a", "g"), "2");
        Earning earning = new Earning(
                policy(MultiplierStacking.ADD, RoundingMode.DOWN),
                2,
                new long[0],
                new boolean[0],
                List.of(),
                List.of(worse, claim(exclusive("b", "g"), "3")),
                any -> 0);
        assertThat(earning.total()).isZero();
        assertThat(worse.beaten).isFalse();
    }

    @Test
    void given_two_firings_of_one_rule_in_a_group_when_settled_then_only_the_first_counts() {
        Rule season = exclusive("season", "g");
        Claim first = new Claim(season, 0, 0, null, new BigDecimal("2"), null);
        Claim second = new Claim(season, 1, 0, null, new BigDecimal("2"), null);
        assertThat(total(MultiplierStacking.ADD, second, first)).isEqualTo(81);
        assertThat(first.granted).isTrue();
        assertThat(second.beaten).isTrue();
    }

    @Test
    void given_two_awards_of_one_firing_in_a_group_when_settled_then_only_the_first_counts() {
        Rule season = exclusive("season", "g");
        Claim first = new Claim(season, 0, 0, null, new BigDecimal("2"), null);
        Claim second = new Claim(season, 0, 1, null, new BigDecimal("2"), null);
        assertThat(total(MultiplierStacking.ADD, second, first)).isEqualTo(81);
        assertThat(first.granted).isTrue();
        assertThat(second.beaten).isTrue();
    }

    @Test
    void given_a_budget_that_covers_a_multiplier_when_settled_then_its_extra_is_drawn_rounded_down() {
        Claim claim = claim(budgeted("a", "B"), "2");
        Earning earning = earning(MultiplierStacking.ADD, RoundingMode.DOWN, 40, claim);
        earning.draw(claim, "B");
        assertThat(earning.total()).isEqualTo(81);
        assertThat(claim.drawn).isEqualTo(40);
    }

    @Test
    void given_a_budget_one_point_short_when_settled_then_the_multiplier_is_cut_to_it() {
        Claim claim = claim(budgeted("a", "B"), "2");
        Earning earning = earning(MultiplierStacking.ADD, RoundingMode.DOWN, 39, claim);
        earning.draw(claim, "B");
        assertThat(earning.total()).isEqualTo(79);
        assertThat(claim.drawn).isEqualTo(39);
        assertThat(claim.granted).isTrue();
    }

    @Test
    void given_a_budget_when_flat_points_exceed_it_then_they_are_cut_to_it() {
        Claim claim = claim(budgeted("a", "B"), "50");
        Earning earning = earning(MultiplierStacking.ADD, RoundingMode.DOWN, 30);
        earning.flat(claim, "B");
        assertThat(earning.total()).isEqualTo(70);
        assertThat(earning.left("B")).isZero();
    }

    private static long total(MultiplierStacking stacking, Claim... claims) {
        return earning(stacking, RoundingMode.DOWN, 0, claims).total();
    }

    private static Earning earning(MultiplierStacking stacking, RoundingMode rounding, long left, Claim... claims) {
        List<Claim> rates = List.of(claim(rule("rate"), "1"));
        return new Earning(
                policy(stacking, rounding),
                2,
                new long[] {PAYABLE},
                new boolean[1],
                rates,
                List.of(claims),
                budget -> left);
    }

    private static PointsPolicy policy(MultiplierStacking stacking, RoundingMode rounding) {
        return new PointsPolicy(rounding, stacking, Validity.FOR_LIFE, Period.ZERO, Clawback.NEGATIVE, null, List.of());
    }

    private static Claim claim(Rule rule, String value) {
        return new Claim(rule, 0, 0, null, new BigDecimal(value), null);
    }
}
