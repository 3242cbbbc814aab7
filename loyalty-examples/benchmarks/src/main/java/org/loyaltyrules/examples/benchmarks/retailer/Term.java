package org.loyaltyrules.examples.benchmarks.retailer;

/** The rules of mobile-commerce that a purchase can meet, in alphabetical order of their names. */
public enum Term {
    REACHES_20000("10,000 points on reaching 20,000 yuan", "points.drl"),
    REACHES_30000("20,000 points on reaching 30,000 yuan", "points.drl"),
    FIRST_PURCHASE("30 percent off the first purchase", "welcome.drl"),
    BIRTHDAY_MONTH("5 percent off in the birthday month", "birthday.drl"),
    MEMBER_DAY("5 percent off on Member Day", "member-day.drl"),
    REACHES_10000("5,000 points on reaching 10,000 yuan", "points.drl"),
    LARGE_PURCHASE("A purchase of 1,000 yuan or more earns 200 points on top", "points.drl"),
    FIRST_VOUCHER("A voucher for the first purchase of 30 yuan or more", "welcome.drl"),
    BIRTHDAY_MONTH_SILVER("Another 5 percent off in the birthday month from Silver", "birthday.drl"),
    DIAMOND("Diamond from 5,000 yuan", "tiers.drl"),
    DIAMOND_BENEFITS("Diamond members get personal support and early access", "tiers.drl"),
    FLASH_SALE("Friday night flash sale", "campaigns.drl"),
    FREE_SHIPPING("Gold and Diamond members get free shipping", "tiers.drl"),
    GOLD("Gold from 2,000 yuan", "tiers.drl"),
    NEARLY_SILVER("Members close to Silver are told what is missing", "tiers.drl"),
    BASE_POINTS("One point for every yuan", "points.drl"),
    SILVER("Silver from 500 yuan", "tiers.drl"),
    GOLD_UPGRADE("The Gold upgrade makes a Gold member", "membership.drl");

    /** How many there are. */
    static final int COUNT = values().length;

    final String rule;
    final String file;

    Term(String rule, String file) {
        this.rule = rule;
        this.file = file;
    }

    /** Whether of this discount and others of its kind a line gets only the best. */
    boolean isSeasonal() {
        return this == FIRST_PURCHASE || this == BIRTHDAY_MONTH || this == MEMBER_DAY;
    }

    /** Whether it is granted once in a lifetime. */
    boolean isOnce() {
        return this == REACHES_10000 || this == REACHES_20000 || this == REACHES_30000;
    }
}
