package org.loyaltyrules.rules;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.ExistsDescr;
import org.drools.drl.ast.descr.ForallDescr;
import org.drools.drl.ast.descr.FromDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.OrDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.PatternSourceDescr;
import org.loyaltyrules.program.ProgramDefinition;

/** Reads the conditions of one alternative of a rule. What is wrong is reported; the rest is read all the same. */
final class ConditionReader {

    private final ProgramDefinition program;
    private final SourceText source;
    private final Diagnostics diagnostics;
    private final Set<FactKind> matched = EnumSet.noneOf(FactKind.class);
    private final PatternReader patterns;
    private final ListReader lists;
    private final AccumulateReader accumulates;
    private int elements;

    ConditionReader(ProgramDefinition program, SourceText source, Diagnostics diagnostics) {
        this.program = program;
        this.source = source;
        this.diagnostics = diagnostics;
        this.patterns = new PatternReader(this);
        this.lists = new ListReader(this, patterns);
        this.accumulates = new AccumulateReader(this, patterns);
    }

    ProgramDefinition program() {
        return program;
    }

    SourceText source() {
        return source;
    }

    Diagnostics diagnostics() {
        return diagnostics;
    }

    /** The types of facts that patterns named so far. */
    Set<FactKind> matched() {
        return matched;
    }

    int nextElement() {
        return elements++;
    }

    /** Reads conditions that all must hold; variables are added to the scope. */
    List<Condition> read(List<? extends BaseDescr> written, Scope scope) {
        List<Condition> conditions = new ArrayList<>();
        for (BaseDescr part : written) {
            try {
                conditions.addAll(readOne(part, scope));
            } catch (ProblemException problem) {
                diagnostics.report(source, problem);
                unreadable(part, scope);
            }
        }
        return conditions;
    }

    /** Notes the variables of something that could not be read, so that their uses are not reported as well. */
    void unreadable(BaseDescr part, Scope scope) {
        int end = Math.min(part.getEndCharacter() + 1, source.text().length());
        int start = Math.max(0, Math.min(part.getStartCharacter(), end));
        List<Token> tokens = Tokenizer.scan(source.text(), start, end);
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).kind() == Token.Kind.WORD
                    && tokens.get(i + 1).is(":")
                    && scope.variable(tokens.get(i).text()) == null) {
                scope.addUnreadable(tokens.get(i).text());
            }
        }
    }

    private List<Condition> readOne(BaseDescr written, Scope scope) {
        if (written instanceof PatternDescr pattern) {
            return List.of(pattern(pattern, scope));
        }
        if (written instanceof AndDescr and) {
            return read(and.getDescrs(), scope);
        }
        if (written instanceof NotDescr not) {
            return not(not, scope);
        }
        if (written instanceof ExistsDescr exists) {
            return List.of(
                    new Condition.Group(Condition.Group.Kind.EXISTS, List.of(inner(parts(exists), scope.inner()))));
        }
        if (written instanceof ForallDescr forall) {
            return List.of(forAll(forall, scope.inner()));
        }
        if (written instanceof OrDescr or) {
            return List.of(or(or, scope));
        }
        throw Refusals.of(written, source);
    }

    private Condition pattern(PatternDescr pattern, Scope scope) {
        PatternSourceDescr from = pattern.getSource();
        if (from instanceof AccumulateDescr accumulate) {
            return accumulates.read(pattern, accumulate, scope);
        }
        if (from instanceof FromDescr) {
            return lists.read(pattern, scope);
        }
        if (from != null) {
            throw Refusals.of(from, pattern, source);
        }
        return patterns.facts(pattern, scope);
    }

    private List<Condition> not(NotDescr not, Scope scope) {
        List<BaseDescr> parts = parts(not);
        // Nothing of several: none of the first and none of the second.
        if (parts.size() == 1 && parts.get(0) instanceof OrDescr or) {
            List<Condition> all = new ArrayList<>();
            for (BaseDescr branch : or.getDescrs()) {
                all.add(new Condition.Group(Condition.Group.Kind.NOT, List.of(inner(List.of(branch), scope.inner()))));
            }
            return all;
        }
        return List.of(new Condition.Group(Condition.Group.Kind.NOT, List.of(inner(parts, scope.inner()))));
    }

    private Condition or(OrDescr or, Scope scope) {
        List<Condition> branches = new ArrayList<>();
        for (BaseDescr branch : or.getDescrs()) {
            branches.add(inner(List.of(branch), scope.inner()));
        }
        return new Condition.Group(Condition.Group.Kind.OR, branches);
    }

    /** There is none of the first pattern for which the others do not hold. */
    private Condition forAll(ForallDescr forall, Scope scope) {
        List<BaseDescr> parts = new ArrayList<>(forall.getDescrs());
        if (!(parts.get(0) instanceof PatternDescr first)) {
            throw Refusals.of(parts.get(0), source);
        }
        Condition base;
        Condition others;
        if (parts.size() == 1) {
            // All of a type: none of it that the constraints do not hold for.
            PatternReader.Halves halves = patterns.forAll(first, scope);
            base = halves.base();
            others = halves.constrained();
        } else {
            base = pattern(first, scope);
            others = inner(parts.subList(1, parts.size()), scope.inner());
        }
        Condition violated = new Condition.Group(Condition.Group.Kind.NOT, List.of(others));
        return new Condition.Group(
                Condition.Group.Kind.NOT,
                List.of(new Condition.Group(Condition.Group.Kind.AND, List.of(base, violated))));
    }

    private Condition inner(List<? extends BaseDescr> parts, Scope scope) {
        List<Condition> conditions = read(parts, scope);
        return conditions.size() == 1 ? conditions.get(0) : new Condition.Group(Condition.Group.Kind.AND, conditions);
    }

    @SuppressWarnings("unchecked")
    private static List<BaseDescr> parts(ConditionalElementDescr element) {
        return (List<BaseDescr>) element.getDescrs();
    }
}
