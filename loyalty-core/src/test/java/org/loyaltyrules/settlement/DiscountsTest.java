package org.loyaltyrules.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyrules.settlement.Rules.exclusive;
import static org.loyaltyrules.settlement.Rules.rule;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.program.DiscountStacking;
import org.loyaltyrules.program.Rule;

class DiscountsTest {

    private static final boolean[] NONE_EXCLUDED = {false, false};

    @Test
    void given_two_discounts_when_the_best_counts_then_the_larger_is_taken_off() {
        assertThat(nets(DiscountStacking.BEST, 10000, claim("a", 5), claim("b", 10)))
                .isEqualTo(9000);
    }

    @Test
    void given_two_discounts_when_compounded_then_each_takes_its_share_of_what_is_left() {
        assertThat(nets(DiscountStacking.COMPOUND, 10000, claim("a", 5), claim("b", 10)))
                .isEqualTo(8550);
    }

    @Test
    void given_half_a_cent_when_a_net_is_rounded_then_it_goes_up() {
        assertThat(nets(DiscountStacking.BEST, 101, claim("a", 50))).isEqualTo(51);
    }

    @Test
    void given_an_excluded_line_when_discounted_then_it_keeps_its_amount() {
        Discounts discounts = new Discounts(DiscountStacking.BEST, List.of(claim("a", 10)));
        assertThat(discounts.nets(new long[] {1000, 1000}, new long[] {1, 1}, new boolean[] {true, false}))
                .containsExactly(1000, 900);
    }

    @Test
    void given_a_discount_on_one_line_when_discounted_then_the_others_keep_their_amount() {
        Discounts discounts =
                new Discounts(DiscountStacking.BEST, List.of(new Claim(rule("a"), 0, 0, 1, BigDecimal.TEN, null)));
        assertThat(discounts.nets(new long[] {1000, 1000}, new long[] {1, 1}, NONE_EXCLUDED))
                .containsExactly(1000, 900);
    }

    @Test
    void given_an_exclusive_group_when_compounded_then_only_its_best_counts_and_the_other_is_beaten() {
        Claim five = claim(exclusive("a", "season"), 5, null);
        Claim ten = claim(exclusive("b", "season"), 10, null);
        Discounts discounts = new Discounts(DiscountStacking.COMPOUND, List.of(five, ten, claim("c", 50)));
        assertThat(discounts.nets(new long[] {10000}, new long[] {1}, new boolean[1]))
                .containsExactly(4500);
        assertThat(five.beaten).isTrue();
        assertThat(five.granted).isFalse();
        assertThat(ten.granted).isTrue();
    }

    @Test
    void given_equal_claims_of_a_group_when_settled_then_the_first_by_name_counts() {
        Claim first = claim(exclusive("a", "season"), 10, null);
        Claim second = claim(exclusive("b", "season"), 10, null);
        Discounts discounts = new Discounts(DiscountStacking.COMPOUND, List.of(second, first));
        discounts.nets(new long[] {10000}, new long[] {1}, new boolean[1]);
        assertThat(first.granted).isTrue();
        assertThat(second.granted).isFalse();
    }

    @Test
    void given_a_discount_on_three_pieces_when_a_line_has_five_then_two_are_paid_in_full() {
        Discounts discounts = new Discounts(DiscountStacking.BEST, List.of(claim(rule("a"), 10, 3L)));
        assertThat(discounts.nets(new long[] {5000}, new long[] {5}, new boolean[1]))
                .containsExactly(4700);
    }

    @Test
    void given_a_discount_on_three_pieces_when_lines_have_two_each_then_it_goes_in_line_order() {
        Discounts discounts = new Discounts(
                DiscountStacking.BEST,
                List.of(
                        new Claim(rule("a"), 0, 0, 0, BigDecimal.TEN, 3L),
                        new Claim(rule("a"), 1, 0, 1, BigDecimal.TEN, 3L)));
        assertThat(discounts.nets(new long[] {2000, 2000}, new long[] {2, 2}, NONE_EXCLUDED))
                .containsExactly(1800, 1900);
    }

    @Test
    void given_a_discount_on_some_pieces_and_a_better_one_on_all_when_the_best_counts_then_each_piece_gets_its_best() {
        Discounts discounts =
                new Discounts(DiscountStacking.BEST, List.of(claim(rule("a"), 50, 1L), claim(rule("b"), 10, null)));
        assertThat(discounts.nets(new long[] {3000}, new long[] {3}, new boolean[1]))
                .containsExactly(2300);
    }

    @Test
    void given_a_line_worth_nothing_when_discounted_then_no_discount_had_an_effect() {
        Claim claim = claim("a", 10);
        new Discounts(DiscountStacking.BEST, List.of(claim)).nets(new long[] {0}, new long[] {1}, new boolean[1]);
        assertThat(claim.granted).isFalse();
    }

    private static long nets(DiscountStacking stacking, long amount, Claim... claims) {
        return new Discounts(stacking, List.of(claims)).nets(new long[] {amount}, new long[] {1}, new boolean[1])[0];
    }

    private static Claim claim(String rule, int percent) {
        return claim(rule(rule), percent, null);
    }

    private static Claim claim(Rule rule, int percent, @Nullable Long maxQuantity) {
        return new Claim(rule, 0, 0, null, BigDecimal.valueOf(percent), maxQuantity);
    }
}
