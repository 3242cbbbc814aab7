package org.loyaltyrules.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SharesTest {

    @Test
    void given_weights_that_divide_evenly_when_shared_then_each_gets_its_proportion() {
        assertThat(Shares.share(30, new long[] {100, 200})).containsExactly(10, 20);
    }

    @Test
    void given_equal_remainders_when_shared_then_the_earlier_weight_gets_the_odd_cent() {
        assertThat(Shares.share(100, new long[] {50, 50, 50})).containsExactly(34, 33, 33);
    }

    @Test
    void given_unequal_remainders_when_shared_then_the_largest_gets_the_odd_cent() {
        assertThat(Shares.share(10, new long[] {10, 10, 13})).containsExactly(3, 3, 4);
    }

    @Test
    void given_a_weight_of_nothing_when_shared_then_it_gets_nothing() {
        assertThat(Shares.share(1, new long[] {0, 1, 1})).containsExactly(0, 1, 0);
    }

    @Test
    void given_all_of_it_when_shared_then_each_gets_its_weight() {
        assertThat(Shares.share(33, new long[] {10, 10, 13})).containsExactly(10, 10, 13);
    }

    @Test
    void given_nothing_when_shared_then_nobody_gets_anything() {
        assertThat(Shares.share(0, new long[] {1, 2})).containsExactly(0, 0);
    }

    @Test
    void given_any_weights_when_shared_then_the_shares_add_up_and_none_exceeds_its_weight() {
        long seed = 20260101;
        Random random = new Random(seed);
        for (int run = 0; run < 10_000; run++) {
            long[] weights = random.longs(1 + random.nextInt(6), 0, 1_000).toArray();
            long total = Arrays.stream(weights).sum();
            long amount = random.nextLong(total + 1);
            long[] shares = Shares.share(amount, weights);
            assertThat(Arrays.stream(shares).sum())
                    .as("seed %d, run %d", seed, run)
                    .isEqualTo(amount);
            for (int i = 0; i < shares.length; i++) {
                assertThat(shares[i]).as("seed %d, run %d", seed, run).isBetween(0L, weights[i]);
            }
        }
    }
}
