package org.loyaltyrules.rules;

import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import org.drools.base.base.ValueResolver;
import org.drools.base.reteoo.BaseTuple;
import org.drools.base.rule.Declaration;
import org.drools.base.rule.accessor.DataProvider;
import org.jspecify.annotations.Nullable;

/** Gives Drools the elements of the list after {@code from}. */
final class ListProvider implements DataProvider {

    private static final long serialVersionUID = 1L;

    private final transient Evaluator list;
    private final transient Declaration[] declarations;
    private final transient RulePlace place;

    ListProvider(Evaluator list, Declaration[] declarations, RulePlace place) {
        this.list = list;
        this.declarations = declarations;
        this.place = place;
    }

    @Override
    public Declaration[] getRequiredDeclarations() {
        return declarations;
    }

    @Override
    public @Nullable Object createContext() {
        return null;
    }

    @Override
    public Iterator<?> getResults(BaseTuple tuple, ValueResolver resolver, @Nullable Object context) {
        try {
            Object elements = list.value(tuple, new TupleVariables(tuple, declarations));
            if (elements == null) {
                return Collections.emptyIterator();
            }
            Collection<?> all = (Collection<?>) elements;
            FiringLog.of(resolver).work().spend((long) all.size() * Workload.JOINED, place);
            return all.iterator();
        } catch (RuntimeException failed) {
            throw place.failure(failed);
        }
    }

    @Override
    @SuppressWarnings("MethodDoesntCallSuperMethod")
    public DataProvider clone() {
        return new ListProvider(list, declarations.clone(), place);
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
    public boolean isReactive() {
        return false;
    }
}
