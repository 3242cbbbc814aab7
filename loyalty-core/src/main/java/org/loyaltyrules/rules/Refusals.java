package org.loyaltyrules.rules;

import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.CollectDescr;
import org.drools.drl.ast.descr.ConditionalBranchDescr;
import org.drools.drl.ast.descr.EntryPointDescr;
import org.drools.drl.ast.descr.EvalDescr;
import org.drools.drl.ast.descr.NamedConsequenceDescr;
import org.drools.drl.ast.descr.PatternSourceDescr;
import org.jspecify.annotations.Nullable;

/** What DRL knows and rules of a program may not use, and what to write instead. */
final class Refusals {

    private Refusals() {}

    static ProblemException of(BaseDescr written, SourceText source) {
        if (written instanceof EvalDescr) {
            return at(written, source, "eval is not supported", "write the condition in a pattern");
        }
        if (written instanceof NamedConsequenceDescr || written instanceof ConditionalBranchDescr) {
            return at(
                    written,
                    source,
                    "a rule can have only one 'then'",
                    "write two rules, or if (…) { … } after 'then'");
        }
        return at(written, source, "this is not supported", "use patterns, not, exists, and, or, forall, accumulate");
    }

    static ProblemException of(PatternSourceDescr from, BaseDescr pattern, SourceText source) {
        if (from instanceof CollectDescr) {
            return at(
                    pattern,
                    source,
                    "collect is not supported",
                    "count with accumulate( LineItem( … ); $n : count(); $n > 1 )");
        }
        if (from instanceof EntryPointDescr) {
            return at(pattern, source, "entry points are not supported", "leave 'from entry-point' out");
        }
        return at(
                pattern,
                source,
                "this kind of 'from' is not supported",
                "write from a list, such as from $purchase.lines");
    }

    static ProblemException at(BaseDescr written, SourceText source, String message, @Nullable String hint) {
        return at(written, source, "not-supported", message, hint);
    }

    static ProblemException at(
            BaseDescr written, SourceText source, String code, String message, @Nullable String hint) {
        int start = Math.max(0, written.getStartCharacter());
        int end = Math.max(
                start + 1, Math.min(written.getEndCharacter() + 1, source.text().length()));
        return new ProblemException(start, end, code, message, hint);
    }
}
