package org.loyaltyrules.member;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.stream.IntStream;

/** A whole number for each line of a purchase, kept without a box for each. Immutable. */
final class LineNumbers extends AbstractList<Long> implements RandomAccess {

    /** Zeros for so many lines: purchases of which nothing is returned share them. */
    private static final List<LineNumbers> ZEROS = IntStream.range(0, 16)
            .mapToObj(lines -> new LineNumbers(new long[lines]))
            .toList();

    private final long[] numbers;

    private LineNumbers(long[] numbers) {
        this.numbers = numbers;
    }

    /** The numbers, as a list that does not change. */
    static LineNumbers of(List<Long> numbers) {
        return numbers instanceof LineNumbers same
                ? same
                : of(numbers.stream().mapToLong(Long::longValue).toArray());
    }

    /** The numbers, which must not be changed afterwards. */
    static LineNumbers of(long[] numbers) {
        return new LineNumbers(numbers);
    }

    /** Zero for each line. */
    static LineNumbers zeros(int lines) {
        return lines < ZEROS.size() ? ZEROS.get(lines) : new LineNumbers(new long[lines]);
    }

    @Override
    public Long get(int line) {
        return numbers[line];
    }

    @Override
    public int size() {
        return numbers.length;
    }
}
