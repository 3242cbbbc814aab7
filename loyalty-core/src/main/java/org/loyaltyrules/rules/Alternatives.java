package org.loyaltyrules.rules;

import java.util.ArrayList;
import java.util.List;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.OrDescr;

/** Takes {@code or} between patterns apart: each way to take its branches is a list of conditions of its own. */
final class Alternatives {

    static final int MOST = 64;

    private Alternatives() {}

    static List<List<BaseDescr>> of(AndDescr conditions, SourceText source) {
        List<List<BaseDescr>> alternatives = all(conditions.getDescrs());
        if (alternatives.size() > MOST) {
            throw Refusals.at(
                    conditions,
                    source,
                    "too-many-alternatives",
                    "this rule has too many combinations of 'or'",
                    Limits.most(MOST, "combinations in a rule; write several rules"));
        }
        return alternatives;
    }

    private static List<List<BaseDescr>> all(List<? extends BaseDescr> parts) {
        List<List<BaseDescr>> combined = List.of(List.of());
        for (BaseDescr part : parts) {
            List<List<BaseDescr>> longer = new ArrayList<>();
            for (List<BaseDescr> start : combined) {
                for (List<BaseDescr> rest : one(part)) {
                    List<BaseDescr> both = new ArrayList<>(start);
                    both.addAll(rest);
                    longer.add(both);
                }
                if (longer.size() > MOST) {
                    return longer;
                }
            }
            combined = longer;
        }
        return combined;
    }

    private static List<List<BaseDescr>> one(BaseDescr part) {
        if (part instanceof AndDescr and) {
            return all(and.getDescrs());
        }
        if (part instanceof OrDescr or) {
            List<List<BaseDescr>> branches = new ArrayList<>();
            for (BaseDescr branch : or.getDescrs()) {
                branches.addAll(one(branch));
            }
            return branches;
        }
        return List.of(List.of(part));
    }
}
