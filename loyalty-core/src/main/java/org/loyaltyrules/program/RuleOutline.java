package org.loyaltyrules.program;

import java.math.BigDecimal;
import java.time.Period;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a rule looks at and what it can award, without being evaluated. Immutable.
 *
 * @param rule the rule
 * @param facts the types of facts that its patterns name, such as {@code Purchase}, in alphabetical order
 * @param words every name in its conditions: properties, methods and variables, such as {@code birthdayMonth}
 * @param awards the calls of {@code award} in its consequence, in the order in which they stand; under an {@code if} too
 */
public record RuleOutline(Rule rule, SortedSet<String> facts, SortedSet<String> words, List<PossibleAward> awards) {

    /**
     * A call of {@code award}. Where an argument is not a literal, what it stands for is only known when the rule fires.
     *
     * @param verb the word after {@code award.}
     * @param code the voucher, gift, benefit, tier, tag, message or reason; null where there is none or it is no literal
     * @param value the rate, factor, percent or points; null where there is none or it is no literal
     * @param period how long a benefit lasts; null where there is none or it is no literal
     */
    public record PossibleAward(
            String verb,
            @Nullable String code,
            @Nullable BigDecimal value,
            @Nullable Period period) {}

    public RuleOutline {
        facts = Collections.unmodifiableSortedSet(new TreeSet<>(facts));
        words = Collections.unmodifiableSortedSet(new TreeSet<>(words));
        awards = List.copyOf(awards);
    }

    /** Whether its consequence calls one of these verbs. */
    public boolean awards(String... verbs) {
        return awards.stream().anyMatch(award -> List.of(verbs).contains(award.verb()));
    }

    /** Whether members gain by it: it awards points, money off, a voucher, a gift, a benefit or a tier. */
    public boolean isForMembers() {
        return awards("earn", "multiply", "points", "discount", "voucher", "gift", "benefit", "tier");
    }
}
