package org.loyaltyrules.reference;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Matches rules against facts: every tuple of facts, one for each pattern, in the order in which the facts were given.
 */
final class Matching {

    private Matching() {}

    /** The tuples that hold at least one fresh fact; those of older facts alone have fired before. */
    static List<Firing> firings(List<ReferenceRule> rules, List<Fact> facts, Collection<Fact> fresh, LocalDate day) {
        Set<Fact> freshFacts = Collections.newSetFromMap(new IdentityHashMap<>());
        freshFacts.addAll(fresh);
        List<ReferenceRule> byName = new ArrayList<>(rules);
        byName.sort(Comparator.comparing(ReferenceRule::name));
        List<Firing> firings = new ArrayList<>();
        for (ReferenceRule rule : byName) {
            if (rule.activeOn(day)) {
                for (List<Fact> tuple : tuples(rule.patterns(), facts)) {
                    if (tuple.stream().anyMatch(freshFacts::contains)) {
                        firings.add(new Firing(rule, tuple, day));
                    }
                }
            }
        }
        return firings;
    }

    private static List<List<Fact>> tuples(List<ReferenceRule.Pattern> patterns, List<Fact> facts) {
        List<List<Fact>> tuples = new ArrayList<>();
        tuples.add(List.of());
        for (ReferenceRule.Pattern pattern : patterns) {
            List<List<Fact>> longer = new ArrayList<>();
            for (List<Fact> tuple : tuples) {
                for (Fact fact : facts) {
                    if (matches(pattern, fact)) {
                        List<Fact> extended = new ArrayList<>(tuple);
                        extended.add(fact);
                        longer.add(extended);
                    }
                }
            }
            tuples = longer;
        }
        return tuples;
    }

    private static boolean matches(ReferenceRule.Pattern pattern, Fact fact) {
        return pattern.factType().equals(fact.type)
                && pattern.constraints().stream().allMatch(constraint -> holds(constraint, fact));
    }

    static boolean holds(ReferenceRule.Constraint constraint, Fact fact) {
        Object left = fact.value(constraint.path());
        Object right = constraint.operand() instanceof ReferenceRule.Expression expression
                ? operand(expression, fact)
                : constraint.operand();
        return switch (constraint.operator()) {
            case "" -> Boolean.TRUE.equals(left);
            case "contains" -> left != null && ((Collection<?>) left).contains(right);
            case "not contains" -> left == null || !((Collection<?>) left).contains(right);
            case "==" -> left == null || right == null ? left == right : compare(left, right) == 0;
            case "!=" -> left == null || right == null ? left != right : compare(left, right) != 0;
            case "<" -> left != null && right != null && compare(left, right) < 0;
            case "<=" -> left != null && right != null && compare(left, right) <= 0;
            case ">" -> left != null && right != null && compare(left, right) > 0;
            case ">=" -> left != null && right != null && compare(left, right) >= 0;
            default -> throw new IllegalArgumentException("No such operator: " + constraint.operator());
        };
    }

    /** A property of the same fact, or {@code date.plusDays(n)}. */
    private static Object operand(ReferenceRule.Expression expression, Fact fact) {
        int call = expression.path().indexOf(".plusDays(");
        if (call >= 0) {
            LocalDate date = (LocalDate) fact.value(expression.path().substring(0, call));
            return date.plusDays(
                    Long.parseLong(Fact.arguments(expression.path()).get(0)));
        }
        return fact.value(expression.path());
    }

    private static int compare(Object left, Object right) {
        if (left instanceof Number) {
            return new BigDecimal(left.toString()).compareTo(new BigDecimal(right.toString()));
        }
        if (left instanceof LocalDate date) {
            return date.compareTo(LocalDate.parse(right.toString()));
        }
        if (left instanceof LocalTime time) {
            return time.compareTo(LocalTime.parse(right.toString()));
        }
        if (left instanceof Boolean || right instanceof Boolean) {
            return left.equals(right) ? 0 : 1;
        }
        return left.toString().compareTo(right.toString());
    }
}
