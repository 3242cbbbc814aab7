package org.loyaltyrules.rules;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A compiled expression. Stateless: many threads use one. Whole numbers are Longs, all other numbers BigDecimals; the
 * primitive methods are for those that cannot be null, and save the boxes.
 */
abstract class Evaluator {

    /** The value for a fact and what else was matched. */
    abstract @Nullable Object value(Object self, Variables variables);

    /** The value of a condition; false where it is null. */
    boolean test(Object self, Variables variables) {
        return Boolean.TRUE.equals(value(self, variables));
    }

    /** The value of a whole number that is never null. */
    long whole(Object self, Variables variables) {
        return (Long) Objects.requireNonNull(value(self, variables));
    }

    /** Reads something of a value of a type. */
    @FunctionalInterface
    interface Reader<T, R> {
        @Nullable
        R read(T self);
    }

    /** Reads a whole number. */
    @FunctionalInterface
    interface WholeReader<T> {
        long read(T self);
    }

    /** Reads something that is true or false. */
    @FunctionalInterface
    interface TruthReader<T> {
        boolean read(T self);
    }

    /** Computes a condition. */
    @FunctionalInterface
    interface Condition {
        boolean test(Object self, Variables variables);
    }

    /** Computes a value. */
    @FunctionalInterface
    interface Computation {
        @Nullable
        Object value(Object self, Variables variables);
    }

    /** Computes a whole number. */
    @FunctionalInterface
    interface WholeComputation {
        long value(Object self, Variables variables);
    }

    static Evaluator constant(@Nullable Object value) {
        long whole = value instanceof Long number ? number : 0;
        return new Evaluator() {
            @Override
            @Nullable
            Object value(Object self, Variables variables) {
                return value;
            }

            @Override
            long whole(Object self, Variables variables) {
                return whole;
            }
        };
    }

    // Readers are called for each condition of each rule, so that one more lambda in between is felt. The types of the
    // expression see to it that a value has the reader's type, which is checked where the reader begins.

    @SuppressWarnings("unchecked")
    static <T> Evaluator reading(Reader<T, ?> typed) {
        Reader<Object, ?> reader = (Reader<Object, ?>) typed;
        return new Evaluator() {
            @Override
            @Nullable
            Object value(Object self, Variables variables) {
                return reader.read(self);
            }
        };
    }

    @SuppressWarnings("unchecked")
    static <T> Evaluator readingWhole(WholeReader<T> typed) {
        WholeReader<Object> reader = (WholeReader<Object>) typed;
        return new Evaluator() {
            @Override
            Object value(Object self, Variables variables) {
                return reader.read(self);
            }

            @Override
            long whole(Object self, Variables variables) {
                return reader.read(self);
            }
        };
    }

    @SuppressWarnings("unchecked")
    static <T> Evaluator readingTruth(TruthReader<T> typed) {
        TruthReader<Object> reader = (TruthReader<Object>) typed;
        return new Evaluator() {
            @Override
            Object value(Object self, Variables variables) {
                return reader.read(self);
            }

            @Override
            boolean test(Object self, Variables variables) {
                return reader.read(self);
            }
        };
    }

    static Evaluator computing(Computation computation) {
        return new Evaluator() {
            @Override
            @Nullable
            Object value(Object self, Variables variables) {
                return computation.value(self, variables);
            }
        };
    }

    static Evaluator computingWhole(WholeComputation computation) {
        return new Evaluator() {
            @Override
            Object value(Object self, Variables variables) {
                return computation.value(self, variables);
            }

            @Override
            long whole(Object self, Variables variables) {
                return computation.value(self, variables);
            }
        };
    }

    static Evaluator testing(Condition condition) {
        return new Evaluator() {
            @Override
            Object value(Object self, Variables variables) {
                return condition.test(self, variables);
            }

            @Override
            boolean test(Object self, Variables variables) {
                return condition.test(self, variables);
            }
        };
    }

    /** {@code next} of what {@code first} gives; null where that is null. */
    static Evaluator chain(Evaluator first, Evaluator next) {
        return new Evaluator() {
            @Override
            @Nullable
            Object value(Object self, Variables variables) {
                Object receiver = first.value(self, variables);
                return receiver == null ? null : next.value(receiver, variables);
            }

            @Override
            boolean test(Object self, Variables variables) {
                Object receiver = first.value(self, variables);
                return receiver != null && next.test(receiver, variables);
            }

            @Override
            long whole(Object self, Variables variables) {
                return next.whole(Objects.requireNonNull(first.value(self, variables)), variables);
            }
        };
    }

    /** {@code inner} of what another pattern matched. */
    static Evaluator of(int slot, Evaluator inner) {
        return new Evaluator() {
            @Override
            @Nullable
            Object value(Object self, Variables variables) {
                return inner.value(variables.get(slot), variables);
            }

            @Override
            boolean test(Object self, Variables variables) {
                return inner.test(variables.get(slot), variables);
            }

            @Override
            long whole(Object self, Variables variables) {
                return inner.whole(variables.get(slot), variables);
            }
        };
    }

    /** A Long or BigDecimal as a BigDecimal; null for null. */
    static @Nullable BigDecimal decimal(@Nullable Object number) {
        return number instanceof Long whole ? BigDecimal.valueOf(whole) : (BigDecimal) number;
    }
}
