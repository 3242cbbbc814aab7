package org.loyaltyrules.rules;

import java.util.List;
import org.drools.base.base.ValueResolver;
import org.drools.base.reteoo.BaseTuple;
import org.drools.base.rule.Declaration;
import org.drools.base.rule.accessor.Accumulator;
import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.rule.FactHandle;

/** Computes all functions of one accumulate. Without a result for one of them there is no match. */
final class NetworkAccumulator implements Accumulator {

    private final List<AccumulateFunction> functions;
    private final boolean single;
    private final Declaration[] declarations;
    private final @Nullable Declaration source;
    private final RulePlace place;

    /**
     * Creates an accumulator.
     *
     * @param declarations what the functions look at, by slot
     * @param source the only pattern that is accumulated; null where there are several
     */
    NetworkAccumulator(
            Condition.Accumulation accumulation,
            Declaration[] declarations,
            @Nullable Declaration source,
            RulePlace place) {
        this.functions = accumulation.functions();
        this.single = accumulation.single();
        this.declarations = declarations;
        this.source = source;
        this.place = place;
    }

    /** Results so far, by function. */
    private static final class Totals {
        private @Nullable Object[] results = new @Nullable Object[0];
    }

    @Override
    public @Nullable Object createWorkingMemoryContext() {
        return null;
    }

    @Override
    public Object createContext() {
        return new Totals();
    }

    @Override
    public Object init(
            Object workingMemoryContext,
            @Nullable Object context,
            BaseTuple tuple,
            Declaration[] outer,
            ValueResolver resolver) {
        Totals totals = context instanceof Totals known ? known : new Totals();
        totals.results = new @Nullable Object[functions.size()];
        for (int i = 0; i < totals.results.length; i++) {
            totals.results[i] = functions.get(i).start();
        }
        return totals;
    }

    @Override
    public @Nullable Object accumulate(
            Object workingMemoryContext,
            Object context,
            BaseTuple tuple,
            FactHandle handle,
            Declaration[] outer,
            Declaration[] inner,
            ValueResolver resolver) {
        Variables variables = slot -> {
            Declaration declaration = declarations[slot];
            return declaration == source
                    ? handle.getObject()
                    : tuple.get(declaration).getObject();
        };
        Totals totals = (Totals) context;
        FiringLog.of(resolver).work().spend(functions.size(), place);
        try {
            for (int i = 0; i < totals.results.length; i++) {
                totals.results[i] = functions.get(i).add(totals.results[i], this, variables);
            }
        } catch (RuntimeException failed) {
            throw place.failure(failed);
        }
        return null;
    }

    @Override
    public boolean supportsReverse() {
        return false;
    }

    @Override
    public boolean tryReverse(
            Object workingMemoryContext,
            Object context,
            BaseTuple tuple,
            FactHandle handle,
            Object value,
            Declaration[] outer,
            Declaration[] inner,
            ValueResolver resolver) {
        return false;
    }

    @Override
    public @Nullable Object getResult(
            Object workingMemoryContext, Object context, BaseTuple tuple, Declaration[] outer, ValueResolver resolver) {
        Totals totals = (Totals) context;
        @Nullable Object[] results = new @Nullable Object[functions.size()];
        for (int i = 0; i < results.length; i++) {
            results[i] = functions.get(i).finish(totals.results[i]);
            if (results[i] == null) {
                return null;
            }
        }
        return single ? results[0] : results;
    }

    @Override
    public void replaceDeclaration(Declaration old, Declaration replacement) {
        for (int i = 0; i < declarations.length; i++) {
            if (declarations[i].equals(old)) {
                declarations[i] = replacement;
            }
        }
    }

    @Override
    public Declaration[] getRequiredDeclarations() {
        return declarations.clone();
    }
}
