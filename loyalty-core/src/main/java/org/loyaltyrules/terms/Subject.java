package org.loyaltyrules.terms;

import java.util.Set;
import org.loyaltyrules.program.RuleOutline;

/** What a rule is about, as far as members are concerned: the part of the terms that it stands in. */
enum Subject {
    TIERS,
    BENEFITS,
    POINTS,
    DISCOUNTS,
    WELCOME,
    FRIENDS,
    BIRTHDAYS,
    CAMPAIGNS,
    GIFTS,
    CONDITIONS;

    private static final Set<String> BIRTHDAY_WORDS =
            Set.of("birthday", "birthdayMonth", "daysToBirthday", "anniversary");

    /** The first that fits: a campaign ends, so it is told as one whatever it grants. */
    static Subject of(RuleOutline rule) {
        Set<String> facts = rule.facts();
        if (rule.rule().from() != null || rule.rule().until() != null) {
            return CAMPAIGNS;
        } else if (rule.awards("tier")) {
            return TIERS;
        } else if (rule.awards("benefit")) {
            return BENEFITS;
        } else if (facts.contains("Referral")
                || facts.contains("Ranking")
                || rule.words().contains("referred")) {
            return FRIENDS;
        } else if (rule.words().stream().anyMatch(BIRTHDAY_WORDS::contains)) {
            return BIRTHDAYS;
        } else if (facts.contains("Enrollment")) {
            return WELCOME;
        } else if (rule.awards("earn", "multiply", "points")) {
            return POINTS;
        } else if (rule.awards("discount")) {
            return DISCOUNTS;
        }
        return rule.awards("voucher", "gift") ? GIFTS : CONDITIONS;
    }
}
