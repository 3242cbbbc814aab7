package org.loyaltyrules.rules;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Compiles calls of the vocabulary's methods. A call on null, or with null, gives null. */
final class Calls {

    private Calls() {}

    static Evaluator compile(Evaluator receiver, Term.Method method, Operand[] arguments) {
        Term.Body body = method.body();
        Evaluator[] evaluators = new Evaluator[arguments.length];
        Object[] constants = new Object[arguments.length];
        boolean constant = true;
        for (int i = 0; i < arguments.length; i++) {
            boolean decimal = method.parameters().get(i).is(Type.Kind.DECIMAL);
            evaluators[i] = decimal ? Arithmetic.decimal(arguments[i].evaluator()) : arguments[i].evaluator();
            Object value = arguments[i].constantValue();
            constant &= value != null;
            constants[i] = decimal && value instanceof Long whole ? BigDecimal.valueOf(whole) : value;
        }
        if (constant) {
            return Evaluator.computing((self, variables) -> {
                Object on = receiver.value(self, variables);
                return on == null ? null : body.call(on, constants);
            });
        }
        return Evaluator.computing((self, variables) -> call(receiver, body, evaluators, self, variables));
    }

    private static @Nullable Object call(
            Evaluator receiver, Term.Body body, Evaluator[] evaluators, Object self, Variables variables) {
        Object on = receiver.value(self, variables);
        if (on == null) {
            return null;
        }
        Object[] values = new Object[evaluators.length];
        for (int i = 0; i < values.length; i++) {
            Object value = evaluators[i].value(self, variables);
            if (value == null) {
                return null;
            }
            values[i] = value;
        }
        return body.call(on, values);
    }
}
