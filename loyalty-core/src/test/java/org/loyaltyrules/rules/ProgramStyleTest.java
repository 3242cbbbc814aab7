package org.loyaltyrules.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** One rule in the style of every kind of row that the bundled programs have. */
class ProgramStyleTest {

    private static final String[][] ROWS = {
        {"Purchase( )", "award.earn(1);"},
        {"Purchase( tier == \"GOLD\" )", "award.multiply(1.5);"},
        {"Purchase( tier == \"SILVER\" )", "award.discount(2);"},
        {"Qualification( spend.lastMonths(12) >= 2000 || purchases.lastMonths(12) >= 12 )", "award.tier(\"SILVER\");"},
        {"Enrollment( )", "award.points(100); award.voucher(\"WELCOME10\");"},
        {"Enrollment( channel == \"PARTNER\" )", "award.points(50);"},
        {"Day( member.birthday )", "award.voucher(\"WELCOME10\"); award.gift(\"BIRTHDAY_GIFT\");"},
        {"Day( birthday : member.birthday, firstOfMonth )", "award.points(1);"},
        {"TierChange( upgrade, to == \"GOLD\" )", "award.benefit(\"PRIORITY_BOOKING\");"},
        {"TierChange( upgrade, atLeast(\"GOLD\") )", "award.benefit(\"FREE_SHIPPING\");"},
        {"Action( kind == \"EVENT_ATTENDED\" )", "award.points(20);"},
        {"Qualification( purchase, payable >= 1000 )", "award.points(200);"},
        {"Qualification( crossed(\"spend.lifetime\", 10000) )", "award.points(5000);"},
        {"Purchase( first )", "award.discount(30);"},
        {"Qualification( first, payable >= 30 )", "award.voucher(\"WELCOME10\");"},
        {
            "$line : LineItem( member.birthdayMonth, category != \"FRESH\", tags not contains \"SPECIAL\" )",
            "award.discount($line, 5);"
        },
        {
            "$line : LineItem( member.birthdayMonth, atLeast(\"SILVER\"), category != \"FRESH\" )",
            "award.discount($line, 5);"
        },
        {"Purchase( dayOfMonth == 15 )", "award.discount(5);"},
        {"Day( dayOfMonth == 15, atLeast(\"GOLD\") )", "award.voucher(\"WELCOME10\");"},
        {"Day( firstOfMonth, member.birthdayMonth, atLeast(\"GOLD\") )", "award.gift(\"CUSTOM_GIFT\");"},
        {
            "$line : LineItem( dayOfWeek == \"FRIDAY\", hour == 20, tags contains \"FLASH\" )",
            "award.discount($line, 10, 3);"
        },
        {"LineItem( availableFrom > date, !atLeast(\"GOLD\") )", "award.reject(\"NOT_YET_ON_SALE\");"},
        {"LineItem( availableFrom > date.plusDays(3), atLeast(\"GOLD\") )", "award.reject(\"NOT_YET_ON_SALE\");"},
        {"LineItem( $from : availableFrom != null, date.plusDays(3) < $from )", "award.reject(\"NOT_YET_ON_SALE\");"},
        {"Enrollment( referred )", "award.voucher(\"WELCOME10\");"},
        {"Referral( stage == \"ENROLLED\", count % 3 == 0 )", "award.voucher(\"WELCOME10\");"},
        {"$line : LineItem( sku == \"GOLD_UPGRADE\" )", "award.tier(\"GOLD\"); award.exclude($line);"},
        {
            "Qualification( tier == \"BASIC\", spend.lifetime >= 400 && < 500, $missing : missing(\"spend.lifetime\", 500) )",
            "award.message(\"NEARLY_SILVER\", $missing);"
        },
        {"$line : LineItem( tier == \"SILVER\", tags not contains \"NO_DISCOUNT\" )", "award.discount($line, 12);"},
        {"Purchase( member.birthdayMonth, atLeast(\"GOLD\") )", "award.multiply(2);"},
        {
            "Qualification( purchase, purchases.thisQuarter >= 3, tier == \"SILVER\" )",
            "award.tier(\"GOLD\"); award.points(100);"
        },
        {"Qualification( crossed(\"spend.thisMonth\", 500) )", "award.voucher(\"WELCOME10\");"},
        {"Ranking( board == \"REFERRALS\", rank <= 10 )", "award.gift(\"NEW_PRODUCT_TRIAL\");"},
        {"Day( member.daysToBirthday == 3 )", "award.message(\"BIRTHDAY_SOON\"); award.voucher(\"WELCOME10\");"},
        {"Day( member.anniversary )", "award.gift(\"ANNIVERSARY_PACK\");"},
        {"Day( member.inactiveDays == 60 )", "award.voucher(\"WELCOME10\"); award.message(\"WE_MISS_YOU\");"},
        {"Day( member.inactiveDays == 365 )", "award.tag(\"DORMANT\"); award.message(\"CLEANUP_DUE\");"},
        {"Purchase( member.tags contains \"DORMANT\" )", "award.untag(\"DORMANT\"); award.multiply(3);"},
        {"Transfer( points > 1000 )", "award.reject(\"TRANSFER_LIMIT\");"},
        {"Qualification( points >= 800, purchase )", "award.message(\"REWARD_IN_REACH\");"},
        {"Enrollment( member.bucket(\"welcome\") < 50 )", "award.tag(\"NEW\"); award.voucher(\"WELCOME10\");"},
        {"Day( member.daysEnrolled == 3, member.purchases.lifetime == 0 )", "award.message(\"WAKE\");"},
        {"Day( member.purchases.lifetime == 1, member.inactiveDays == 30 )", "award.voucher(\"WELCOME10\");"},
        {"Day( member.daysEnrolled == 90, member.purchases.lastDays(90) >= 3 )", "award.voucher(\"WELCOME10\");"},
        {"Qualification( spend.lastDays(90) < 3000 )", "award.untag(\"HIGH_VALUE\");"},
        {"Enrollment( member.tags contains \"CONTRACT\" )", "award.tier(\"DIAMOND\");"},
        {"$line : LineItem( member.birthday, category == \"SET_MEAL\" )", "award.discount($line, 100, 1);"},
        {"Purchase( dayOfMonth == 8, member.tags not contains \"HIGH_VALUE\" )", "award.discount(10);"},
        {"Redemption( reward == \"MUG\", points >= 800 )", "award.message(\"MUG\");"},
        {"Member( attributes[\"city\"] == \"Hangzhou\" ) Purchase( )", "award.points(1);"},
    };

    @Test
    void given_a_rule_for_every_kind_of_row_when_compiled_then_there_are_no_problems() {
        StringBuilder text = new StringBuilder("package programs;\n\nimport org.loyaltyrules.fact.*\n\n");
        for (int i = 0; i < ROWS.length; i++) {
            text.append("rule \"row ").append(i).append("\"\n  @limit(\"1 per year\")\n  @terms(\"Row\")\nwhen\n  ");
            text.append(ROWS[i][0]).append("\nthen\n  ").append(ROWS[i][1]).append("\nend\n\n");
        }

        assertThat(Rules.compile(text.toString()).rules()).hasSize(ROWS.length);
    }
}
