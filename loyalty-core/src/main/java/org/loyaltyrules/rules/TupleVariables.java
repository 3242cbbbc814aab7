package org.loyaltyrules.rules;

import org.drools.base.reteoo.BaseTuple;
import org.drools.base.rule.Declaration;

/** The variables of one match. */
record TupleVariables(BaseTuple tuple, Declaration[] declarations) implements Variables {

    @Override
    public Object get(int slot) {
        return tuple.get(declarations[slot]).getObject();
    }
}
