package org.loyaltyrules.rules;

import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.util.Objects;
import org.drools.base.base.ValueResolver;
import org.drools.base.reteoo.BaseTuple;
import org.drools.base.rule.ContextEntry;
import org.drools.base.rule.Declaration;
import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.rule.FactHandle;

/** What a session remembers for a join while it compares many facts with one match, or many matches with one fact. */
// Drools declares it serializable; nothing here is ever serialized.
@SuppressWarnings("serial")
final class JoinContext implements ContextEntry, Variables {

    private static final long serialVersionUID = 1L;

    private final transient Declaration[] declarations;
    private transient @Nullable BaseTuple tuple;
    private transient @Nullable FactHandle handle;
    private transient @Nullable FiringLog log;

    JoinContext(Declaration[] declarations) {
        this.declarations = declarations;
    }

    @Override
    public Object get(int slot) {
        return Objects.requireNonNull(tuple).get(declarations[slot]).getObject();
    }

    FiringLog log() {
        return Objects.requireNonNull(log);
    }

    @Override
    public void spend(long steps) {
        log().spend(steps);
    }

    void tuple(@Nullable BaseTuple next) {
        tuple = next;
    }

    Object fact() {
        return Objects.requireNonNull(handle).getObject();
    }

    @Override
    public void updateFromTuple(ValueResolver resolver, BaseTuple next) {
        tuple = next;
        log = FiringLog.of(resolver);
    }

    @Override
    public void updateFromFactHandle(ValueResolver resolver, FactHandle next) {
        handle = next;
        log = FiringLog.of(resolver);
    }

    @Override
    public void resetTuple() {
        tuple = null;
    }

    @Override
    public void resetFactHandle() {
        handle = null;
    }

    @Override
    public @Nullable ContextEntry getNext() {
        return null;
    }

    @Override
    public void setNext(ContextEntry next) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void writeExternal(ObjectOutput out) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void readExternal(ObjectInput in) {
        throw new UnsupportedOperationException();
    }
}
