package org.loyaltyrules.settlement;

import java.math.BigInteger;

/** Shares an amount in whole units in proportion to weights, by largest remainder. */
final class Shares {

    private Shares() {}

    /**
     * The shares of {@code amount}; they add up to it. Equal remainders: the earlier weight first.
     *
     * @param amount 0 or more, at most the sum of the weights
     * @param weights 0 or more; a share is never more than its weight
     */
    static long[] share(long amount, long[] weights) {
        long[] shares = new long[weights.length];
        long total = 0;
        for (long weight : weights) {
            total += weight;
        }
        if (amount == 0 || total == 0) {
            return shares;
        }
        long[] remainders = new long[weights.length];
        long left = amount;
        for (int i = 0; i < weights.length; i++) {
            if (Math.multiplyHigh(amount, weights[i]) == 0 && amount * weights[i] >= 0) {
                long product = amount * weights[i];
                shares[i] = product / total;
                remainders[i] = product % total;
            } else {
                BigInteger[] parts = BigInteger.valueOf(amount)
                        .multiply(BigInteger.valueOf(weights[i]))
                        .divideAndRemainder(BigInteger.valueOf(total));
                shares[i] = parts[0].longValueExact();
                remainders[i] = parts[1].longValueExact();
            }
            left -= shares[i];
        }
        for (; left > 0; left--) {
            int largest = 0;
            for (int i = 1; i < remainders.length; i++) {
                if (remainders[i] > remainders[largest]) {
                    largest = i;
                }
            }
            shares[largest]++;
            remainders[largest] = -1;
        }
        return shares;
    }
}
