package org.loyaltyrules.reference;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The words and amounts that the rules of a program compare with, so that random events meet them. */
final class RuleWords {

    private final List<ReferenceRule> rules;

    RuleWords(List<ReferenceRule> rules) {
        this.rules = rules;
    }

    /** The texts that a property is compared with, after those that are always used. */
    List<String> texts(List<String> always, String factType, String path) {
        Set<String> texts = new LinkedHashSet<>(always);
        for (ReferenceRule rule : rules) {
            for (ReferenceRule.Pattern pattern : rule.patterns()) {
                for (ReferenceRule.Constraint constraint : pattern.constraints()) {
                    boolean asked =
                            constraint.path().equals(path) && (factType == null || factType.equals(pattern.factType()));
                    if (asked && constraint.operand() instanceof String text) {
                        texts.add(text);
                    }
                }
            }
        }
        return List.copyOf(texts);
    }

    /** The amounts of money that are compared with. */
    List<BigDecimal> amounts(List<String> always) {
        List<BigDecimal> amounts = new ArrayList<>();
        always.forEach(text -> amounts.add(new BigDecimal(text)));
        for (ReferenceRule rule : rules) {
            for (ReferenceRule.Pattern pattern : rule.patterns()) {
                for (ReferenceRule.Constraint constraint : pattern.constraints()) {
                    String path = constraint.path();
                    if (path.startsWith("crossed(\"spend.")) {
                        amounts.add(new BigDecimal(Fact.arguments(path).get(1)));
                    } else if (constraint.operand() instanceof Number number
                            && (path.equals("amount") || path.equals("payable") || path.contains("spend."))) {
                        amounts.add(new BigDecimal(number.toString()));
                    }
                }
            }
        }
        return amounts;
    }
}
