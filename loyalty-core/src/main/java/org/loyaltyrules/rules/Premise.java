package org.loyaltyrules.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.program.ProgramDefinition;

/**
 * A condition of a pattern that is about one subject and compares it with constants alone, so that it can be tried out
 * without facts.
 *
 * @param constants that it names
 * @param holds whether it holds for a value
 * @param source where it stands
 */
record Premise(Subject subject, List<Object> constants, Predicate<@Nullable Object> holds, Expression source) {

    /** The values of which one meets all of these, which are about the same subject, if any value does. */
    static List<@Nullable Object> candidates(List<Premise> premises, ProgramDefinition program) {
        List<Object> constants = new ArrayList<>();
        premises.forEach(premise -> constants.addAll(premise.constants()));
        return premises.get(0).subject().candidates(constants, program);
    }

    /** Whether it only asks whether something is there. */
    boolean comparesWithNull() {
        return source instanceof Expression.Comparison comparison
                && comparison.operator().isEquality()
                && constants.isEmpty();
    }

    static boolean allHold(List<Premise> premises, @Nullable Object value) {
        return premises.stream().allMatch(premise -> premise.holds().test(value));
    }

    /** Whether no value meets all of these, which are about the same subject. */
    static boolean exclude(List<Premise> premises, ProgramDefinition program) {
        return candidates(premises, program).stream().noneMatch(value -> allHold(premises, value));
    }
}
