package org.loyaltyrules.rules;

import java.time.DateTimeException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.explanation.MatchedFact;
import org.loyaltyrules.fact.LineItem;
import org.loyaltyrules.fact.Member;

/** Values as explanations show them: no facts, only what they are called. */
final class Values {

    private Values() {}

    /** What an expression gives; null also where it cannot be computed. */
    static @Nullable Object of(Operand operand, Object self, Variables variables) {
        try {
            return shown(operand.evaluator().value(self, variables));
        } catch (ArithmeticException | DateTimeException | EvaluationException impossible) {
            return null;
        }
    }

    private static @Nullable Object shown(@Nullable Object value) {
        if (value instanceof Collection<?> several) {
            List<String> texts = several.stream()
                    .map(one -> one instanceof String text ? text : fact(one).label())
                    .toList();
            return value instanceof List ? texts : texts.stream().sorted().toList();
        }
        if (value instanceof Map<?, ?> map) {
            return map.keySet().stream().map(String::valueOf).sorted().toList();
        }
        return value == null || isPlain(value) ? value : fact(value).label();
    }

    private static boolean isPlain(Object value) {
        return value.getClass().getName().startsWith("java.");
    }

    /** What a fact is called. */
    static MatchedFact fact(Object fact) {
        if (fact instanceof LineItem line) {
            return new MatchedFact(FactKind.LINE_ITEM.word(), line.index() + 1, null);
        }
        if (fact instanceof String text) {
            return new MatchedFact("String", null, text);
        }
        return new MatchedFact(
                fact instanceof Member ? "Member" : fact.getClass().getSimpleName(), null, null);
    }
}
