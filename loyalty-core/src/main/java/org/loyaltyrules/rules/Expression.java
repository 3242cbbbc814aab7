package org.loyaltyrules.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an author wrote in a condition or as an argument. Every part knows its place in the file. */
sealed interface Expression {

    int start();

    /** The offset after the last character. */
    int end();

    /** A Long, BigDecimal, String, Boolean or null. */
    record Literal(@Nullable Object value, int start, int end) implements Expression {}

    /** A property of the pattern's fact, a variable, or {@code this}. */
    record Name(String name, int start, int end) implements Expression {}

    /** {@code receiver.name}; {@code nullSafe} for {@code receiver!.name}. */
    record Access(Expression receiver, String name, boolean nullSafe, int nameStart, int end) implements Expression {
        @Override
        public int start() {
            return receiver.start();
        }
    }

    /** {@code receiver.name(arguments)}; without receiver a method of the pattern's fact. */
    record Call(
            @Nullable Expression receiver,
            String name,
            List<Expression> arguments,
            boolean nullSafe,
            int start,
            int nameStart,
            int end)
            implements Expression {}

    /** {@code receiver[key]}. */
    record Index(Expression receiver, Expression key, int end) implements Expression {
        @Override
        public int start() {
            return receiver.start();
        }
    }

    /** {@code !operand}. */
    record Not(Expression operand, int start) implements Expression {
        @Override
        public int end() {
            return operand.end();
        }
    }

    /** {@code -operand}. */
    record Negative(Expression operand, int start) implements Expression {
        @Override
        public int end() {
            return operand.end();
        }
    }

    /** {@code left + right} and the like; the operator is one of {@code + - * / %}. */
    record Arithmetic(char operator, Expression left, Expression right) implements Expression {
        @Override
        public int start() {
            return left.start();
        }

        @Override
        public int end() {
            return right.end();
        }
    }

    /** {@code left == right} and the like. */
    record Comparison(Operator operator, boolean negated, Expression left, Expression right) implements Expression {
        @Override
        public int start() {
            return Math.min(left.start(), right.start());
        }

        @Override
        public int end() {
            return right.end();
        }
    }

    /** {@code value in (options)}. */
    record In(Expression value, List<Expression> options, boolean negated, int end) implements Expression {
        @Override
        public int start() {
            return value.start();
        }
    }

    /** {@code left && right}. */
    record And(Expression left, Expression right) implements Expression {
        @Override
        public int start() {
            return left.start();
        }

        @Override
        public int end() {
            return right.end();
        }
    }

    /** {@code left || right}. */
    record Or(Expression left, Expression right) implements Expression {
        @Override
        public int start() {
            return left.start();
        }

        @Override
        public int end() {
            return right.end();
        }
    }

    /** How two sides are compared. */
    enum Operator {
        EQUAL("=="),
        NOT_EQUAL("!="),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">="),
        CONTAINS("contains"),
        MEMBER_OF("memberOf"),
        MATCHES("matches"),
        STARTS_WITH("str[startsWith]"),
        ENDS_WITH("str[endsWith]"),
        LENGTH("str[length]");

        private final String written;

        Operator(String written) {
            this.written = written;
        }

        String written() {
            return written;
        }

        boolean isEquality() {
            return this == EQUAL || this == NOT_EQUAL;
        }

        boolean isOrder() {
            return ordinal() >= LESS.ordinal() && ordinal() <= GREATER_OR_EQUAL.ordinal();
        }

        /** Whether a comparison that gave {@code order} holds. */
        boolean holds(int order) {
            return switch (this) {
                case EQUAL -> order == 0;
                case NOT_EQUAL -> order != 0;
                case LESS -> order < 0;
                case LESS_OR_EQUAL -> order <= 0;
                case GREATER -> order > 0;
                case GREATER_OR_EQUAL -> order >= 0;
                default -> throw new IllegalStateException(written);
            };
        }
    }
}
