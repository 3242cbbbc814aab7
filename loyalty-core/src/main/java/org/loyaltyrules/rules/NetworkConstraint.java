package org.loyaltyrules.rules;

import java.util.Arrays;
import org.drools.base.base.ValueResolver;
import org.drools.base.base.field.ObjectFieldImpl;
import org.drools.base.reteoo.BaseTuple;
import org.drools.base.rule.Declaration;
import org.drools.base.rule.IndexableConstraint;
import org.drools.base.rule.MutableTypeConstraint;
import org.drools.base.rule.accessor.FieldValue;
import org.drools.base.rule.accessor.ReadAccessor;
import org.drools.base.rule.accessor.TupleValueExtractor;
import org.drools.base.util.IndexedValueReader;
import org.drools.base.util.index.ConstraintTypeOperator;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBaseConfiguration;
import org.kie.api.runtime.rule.FactHandle;

/**
 * A constraint as Drools sees it. Two of the same meaning are equal, so that rules share the node that evaluates them;
 * a property that must equal a text is found by its hash.
 */
// Drools declares it serializable; nothing here is ever serialized.
@SuppressWarnings({"serial", "unchecked"})
final class NetworkConstraint extends MutableTypeConstraint<JoinContext> implements IndexableConstraint {

    private static final long serialVersionUID = 1L;

    /** A measure of how much there is to evaluate. */
    private static final int CHARACTERS_A_STEP = 128;

    private final transient Evaluator evaluator;
    private final transient RulePlace place;
    private final String meaning;
    private final transient Declaration[] declarations;
    private final transient @Nullable ReadAccessor property;
    private final transient @Nullable FieldValue text;
    private final int steps;
    private final int stepsIfJoined;

    /**
     * Creates a constraint.
     *
     * @param owner what the pattern is on
     * @param declarations what the constraint looks at besides its own fact, by slot
     */
    NetworkConstraint(Condition.Constraint constraint, String owner, Declaration[] declarations, RulePlace place) {
        this(
                constraint.operand().evaluator(),
                place,
                owner + ": " + constraint.text(),
                declarations,
                property(constraint),
                text(constraint));
    }

    private NetworkConstraint(
            Evaluator evaluator,
            RulePlace place,
            String meaning,
            Declaration[] declarations,
            @Nullable ReadAccessor property,
            @Nullable FieldValue text) {
        this.evaluator = evaluator;
        this.place = place;
        this.meaning = meaning;
        this.declarations = declarations;
        this.property = property;
        this.text = text;
        this.steps = 1 + meaning.length() / CHARACTERS_A_STEP;
        this.stepsIfJoined = declarations.length == 0 ? 0 : Workload.JOINED;
        setType(declarations.length == 0 ? ConstraintType.ALPHA : ConstraintType.BETA);
    }

    /** A constraint that always holds and equals no other, so that its pattern's node is not shared. */
    static NetworkConstraint unshared(String meaning, RulePlace place) {
        return new NetworkConstraint(
                Evaluator.testing((self, variables) -> true), place, meaning, new Declaration[0], null, null);
    }

    /** A constraint that always holds, so that joins without any constraint are counted too. */
    static NetworkConstraint counting(Declaration earlier, RulePlace place) {
        return new NetworkConstraint(
                Evaluator.testing((self, variables) -> true), place, "join", new Declaration[] {earlier}, null, null);
    }

    private static @Nullable ReadAccessor property(Condition.Constraint constraint) {
        Operand.Equality equality = constraint.operand().equality();
        return equality == null ? null : new PropertyReader(equality.property());
    }

    private static @Nullable FieldValue text(Condition.Constraint constraint) {
        Operand.Equality equality = constraint.operand().equality();
        return equality == null ? null : new ObjectFieldImpl(equality.text());
    }

    private boolean test(Object fact, Variables variables, FiringLog log) {
        Workload work = log.work();
        work.spend(steps, place);
        try {
            boolean holds = evaluator.test(fact, variables);
            if (holds) {
                work.add(stepsIfJoined);
            }
            return holds;
        } catch (RuntimeException failed) {
            throw place.failure(failed);
        }
    }

    @Override
    public boolean isAllowed(FactHandle handle, ValueResolver resolver) {
        FiringLog log = FiringLog.of(resolver);
        return test(handle.getObject(), log, log);
    }

    @Override
    public boolean isAllowedCachedLeft(JoinContext context, FactHandle handle) {
        return test(handle.getObject(), context, context.log());
    }

    @Override
    public boolean isAllowedCachedRight(BaseTuple tuple, JoinContext context) {
        context.tuple(tuple);
        return test(context.fact(), context, context.log());
    }

    @Override
    public JoinContext createContext() {
        return new JoinContext(declarations);
    }

    @Override
    public Declaration[] getRequiredDeclarations() {
        return declarations;
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
    public NetworkConstraint clone() {
        return new NetworkConstraint(evaluator, place, meaning, declarations.clone(), property, text);
    }

    @Override
    public boolean isTemporal() {
        return false;
    }

    @Override
    public boolean isUnification() {
        return false;
    }

    @Override
    public boolean isIndexable(int nodeType, KieBaseConfiguration configuration) {
        return property != null && getConstraintType().isIndexableForNode(nodeType, this, configuration);
    }

    @Override
    public ConstraintTypeOperator getConstraintType() {
        return property == null ? ConstraintTypeOperator.UNKNOWN : ConstraintTypeOperator.EQUAL;
    }

    @Override
    public @Nullable FieldValue getField() {
        return text;
    }

    @Override
    public @Nullable IndexedValueReader getFieldIndex() {
        return null;
    }

    @Override
    public @Nullable ReadAccessor getFieldExtractor() {
        return property;
    }

    @Override
    public @Nullable TupleValueExtractor getRightIndexExtractor() {
        return null;
    }

    @Override
    public @Nullable TupleValueExtractor getLeftIndexExtractor() {
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NetworkConstraint that
                && meaning.equals(that.meaning)
                && Arrays.equals(declarations, that.declarations);
    }

    @Override
    public int hashCode() {
        return meaning.hashCode();
    }

    @Override
    public String toString() {
        return meaning;
    }
}
