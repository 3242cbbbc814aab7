package org.loyaltyrules.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.jspecify.annotations.Nullable;

/** Reads patterns and their constraints. */
final class PatternReader {

    private static final Set<String> VALUES = Set.of("String", "Object", "Number");

    private final ConditionReader reader;

    PatternReader(ConditionReader reader) {
        this.reader = reader;
    }

    /** The two patterns that stand for "all of a type". */
    record Halves(Condition base, Condition constrained) {}

    Condition facts(PatternDescr pattern, Scope scope) {
        checkShape(pattern);
        FactKind kind = kind(pattern);
        reader.matched().add(kind);
        return build(pattern, Type.fact(kind), null, scope);
    }

    Halves forAll(PatternDescr pattern, Scope scope) {
        checkShape(pattern);
        if (pattern.getSource() != null) {
            throw at(pattern, "not-supported", "'from' is not supported within forall", "write not ( … ) instead");
        }
        FactKind kind = kind(pattern);
        reader.matched().add(kind);
        Type type = Type.fact(kind);
        Condition.FactPattern base = new Condition.FactPattern(reader.nextElement(), type, List.of(), null);
        Condition.FactPattern constrained = (Condition.FactPattern) build(pattern, type, null, scope.inner());
        List<Condition.Constraint> constraints = new ArrayList<>(constrained.constraints());
        Operand same = Operand.of(
                new Expression.Literal(null, pattern.getStartCharacter(), pattern.getStartCharacter()),
                Type.BOOLEAN,
                false,
                Evaluator.testing((self, variables) -> self == variables.get(0)),
                "this==#0.this",
                List.of());
        constraints.add(new Condition.Constraint(
                same,
                null,
                Inquiry.plain("this", same),
                List.of(base),
                "this",
                reader.source().line(pattern.getStartCharacter())));
        return new Halves(base, new Condition.FactPattern(constrained.id(), type, List.copyOf(constraints), null));
    }

    Condition build(PatternDescr pattern, Type type, Condition.@Nullable ListSource from, Scope scope) {
        Place place = new Place(reader.nextElement());
        if (pattern.getIdentifier() != null) {
            bind(pattern.getIdentifier(), pattern.getStartCharacter(), scope, place, itself(type));
        }
        List<Condition.Constraint> constraints = constraints(pattern, place, type, scope);
        return new Condition.FactPattern(place.id(), type, constraints, from);
    }

    /** Stands for the pattern while its constraints are read. */
    record Place(int id) implements Element {}

    static Operand itself(Type type) {
        Expression nowhere = new Expression.Literal(null, 0, 0);
        return Operand.of(nowhere, type, false, Evaluator.reading(self -> self), "this", List.of());
    }

    void bind(String name, int offset, Scope scope, Element element, Operand operand) {
        if (scope.variable(name) != null) {
            reader.diagnostics()
                    .report(
                            reader.source(),
                            offset,
                            offset + name.length(),
                            "duplicate-variable",
                            "'" + name + "' is bound already",
                            "choose another name");
        }
        scope.bind(name, new Scope.Variable(element, operand));
    }

    /** The constraints between the parentheses; their variables are added to the scope. */
    List<Condition.Constraint> constraints(PatternDescr pattern, Element own, @Nullable Type ownType, Scope scope) {
        List<Condition.Constraint> constraints = new ArrayList<>();
        int count = pattern.getConstraint().getDescrs().size();
        if (count > Limits.CONSTRAINTS) {
            throw at(
                    pattern,
                    "too-many-constraints",
                    "this pattern has " + count + " constraints",
                    Limits.most(Limits.CONSTRAINTS, "constraints in a pattern; combine them with '&&'"));
        }
        for (BaseDescr written : pattern.getConstraint().getDescrs()) {
            try {
                read(written, own, ownType, scope, constraints);
            } catch (ProblemException problem) {
                reader.diagnostics().report(reader.source(), problem);
                reader.unreadable(written, scope);
            }
        }
        return List.copyOf(constraints);
    }

    private void read(
            BaseDescr written,
            Element own,
            @Nullable Type ownType,
            Scope scope,
            List<Condition.Constraint> constraints) {
        if (!(written instanceof ExprConstraintDescr constraint)) {
            throw Refusals.of(written, reader.source());
        }
        if (constraint.getType() == ExprConstraintDescr.Type.POSITIONAL) {
            throw Refusals.at(
                    written, reader.source(), "constraints by position are not supported", "name the property");
        }
        String text = reader.source().text();
        int start = written.getStartCharacter();
        int end = Math.min(written.getEndCharacter() + 1, text.length());
        ExpressionParser.Constraint parsed = new ExpressionParser(Tokenizer.tokens(text, start, end)).constraint();
        Expression expression = parsed.expression();
        if (parsed.variable() != null) {
            Expression bound = leftmost(expression);
            bindProperty(parsed.variable(), bound, own, ownType, scope);
            if (bound == expression) {
                return;
            }
        }
        split(expression, own, ownType, scope, constraints);
    }

    private void bindProperty(Token variable, Expression bound, Element own, @Nullable Type ownType, Scope scope) {
        ExpressionChecker checker = new ExpressionChecker(reader.program(), scope, own, ownType);
        Operand operand = checker.check(bound);
        if (!checker.slots().elements().isEmpty()) {
            throw ProblemException.at(
                    bound,
                    "not-supported",
                    "a variable can hold only what its own pattern knows",
                    "bind the property itself and compute where it is used");
        }
        bind(variable.text(), variable.start(), scope, own, operand);
    }

    /** In {@code $a : amount > 5} the variable stands for the amount. */
    private static Expression leftmost(Expression expression) {
        if (expression instanceof Expression.And and) {
            return leftmost(and.left());
        }
        if (expression instanceof Expression.Or or) {
            return leftmost(or.left());
        }
        if (expression instanceof Expression.Comparison comparison) {
            return comparison.left();
        }
        return expression instanceof Expression.In in ? in.value() : expression;
    }

    /** Parts that all must hold become constraints of their own, which other rules can share. */
    private void split(
            Expression expression,
            Element own,
            @Nullable Type ownType,
            Scope scope,
            List<Condition.Constraint> constraints) {
        if (expression instanceof Expression.And and) {
            split(and.left(), own, ownType, scope, constraints);
            split(and.right(), own, ownType, scope, constraints);
            return;
        }
        try {
            ExpressionChecker checker = new ExpressionChecker(reader.program(), scope, own, ownType);
            Operand operand = checker.condition(expression);
            Inquiry inquiry = new InquiryReader(reader.source().text(), checker).read(expression);
            constraints.add(new Condition.Constraint(
                    operand,
                    subject(expression, checker),
                    inquiry,
                    checker.slots().elements(),
                    InquiryReader.written(reader.source().text(), expression),
                    reader.source().line(expression.start())));
        } catch (ProblemException problem) {
            reader.diagnostics().report(reader.source(), problem);
        }
    }

    /** The side of a comparison that is no literal. */
    private static @Nullable Operand subject(Expression expression, ExpressionChecker checker) {
        if (expression instanceof Expression.In in) {
            return checker.check(in.value());
        }
        if (expression instanceof Expression.Comparison comparison) {
            Operand left = checker.check(comparison.left());
            return left.constant() == null ? left : checker.check(comparison.right());
        }
        return null;
    }

    /** The type of facts that the pattern names. */
    FactKind kind(PatternDescr pattern) {
        String name = pattern.getObjectType();
        FactKind kind = name == null ? null : FactKind.named(name);
        if (kind == null) {
            throw typeProblem(pattern, name);
        }
        return kind;
    }

    private ProblemException typeProblem(PatternDescr pattern, @Nullable String name) {
        if (name == null || name.isEmpty()) {
            return at(pattern, "not-supported", "this is not a pattern", "write Purchase( … )");
        }
        int start = pattern.getStartCharacter();
        int found = reader.source().text().indexOf(name, start);
        start = found >= 0 && found <= pattern.getEndCharacter() ? found : start;
        boolean value = VALUES.contains(name);
        return new ProblemException(
                start,
                start + name.length(),
                "unknown-fact",
                value ? "there are no facts of type '" + name + "'" : "there is no fact '" + name + "'",
                value
                        ? "'" + name + "' can only be used with 'from'"
                        : DidYouMean.hint(name, new TreeSet<>(FactKind.words())));
    }

    void checkShape(PatternDescr pattern) {
        if (pattern.isQuery()) {
            throw at(pattern, "not-supported", "queries are not supported", null);
        }
        if (pattern.isUnification()) {
            throw at(pattern, "not-supported", "unification is not supported", "write ':' to bind a variable");
        }
        if (pattern.getBehaviors() != null && !pattern.getBehaviors().isEmpty()) {
            throw at(
                    pattern,
                    "not-supported",
                    "windows are not supported",
                    "use spend.lastDays(30) and the like, which count days of the program's zone");
        }
        if (!pattern.getAnnotationNames().isEmpty()) {
            throw at(pattern, "not-supported", "a pattern cannot have annotations", null);
        }
    }

    ProblemException at(PatternDescr pattern, String code, String message, @Nullable String hint) {
        int start = Math.max(0, pattern.getStartCharacter());
        int end = Math.max(
                start + 1,
                Math.min(pattern.getEndCharacter() + 1, reader.source().text().length()));
        return new ProblemException(start, end, code, message, hint);
    }
}
