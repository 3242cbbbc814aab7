package org.loyaltyrules.rules;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A function of an accumulate.
 *
 * @param argument what is accumulated; null for a count without argument
 * @param type of the result
 */
record AccumulateFunction(Kind kind, @Nullable Operand argument, Type type) {

    enum Kind {
        SUM("sum"),
        COUNT("count"),
        MIN("min"),
        MAX("max"),
        AVERAGE("average");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /** As authors write it, variables as what they stand for: {@code sum(quantity)}. */
    String written() {
        return kind.word() + "(" + (argument == null ? "" : argument.text().replaceAll("#[0-9]+\\.", "")) + ")";
    }

    /** The result over nothing; null where there is none, and the accumulate does not match. */
    @Nullable
    Object start() {
        return switch (kind) {
            case COUNT -> 0L;
            case SUM -> type.is(Type.Kind.INTEGER) ? (Object) 0L : BigDecimal.ZERO;
            case MIN, MAX, AVERAGE -> null;
        };
    }

    /** The result with one more value; a null value counts for {@code count} alone. */
    @Nullable
    Object add(@Nullable Object result, Object self, Variables variables) {
        if (kind == Kind.COUNT) {
            return (Long) Objects.requireNonNull(result) + 1;
        }
        Object value = argument == null ? null : argument.evaluator().value(self, variables);
        if (value == null) {
            return result;
        }
        return switch (kind) {
            case SUM -> sum(Objects.requireNonNull(result), value);
            case MIN -> result == null || Comparisons.order(value, result) < 0 ? value : result;
            case MAX -> result == null || Comparisons.order(value, result) > 0 ? value : result;
            case AVERAGE -> average(result, value);
            case COUNT -> result;
        };
    }

    /** What rules see of the result. */
    @Nullable
    Object finish(@Nullable Object result) {
        if (result instanceof Average average) {
            return Arithmetic.divide(average.sum(), BigDecimal.valueOf(average.count()));
        }
        return result;
    }

    private record Average(BigDecimal sum, long count) {}

    private static Object sum(Object sum, Object value) {
        if (sum instanceof Long whole) {
            return Math.addExact(whole, (Long) value);
        }
        return ((BigDecimal) sum).add(Objects.requireNonNull(Evaluator.decimal(value)));
    }

    private static Object average(@Nullable Object result, Object value) {
        BigDecimal number = Objects.requireNonNull(Evaluator.decimal(value));
        return result instanceof Average average
                ? new Average(average.sum().add(number), average.count() + 1)
                : new Average(number, 1);
    }
}
