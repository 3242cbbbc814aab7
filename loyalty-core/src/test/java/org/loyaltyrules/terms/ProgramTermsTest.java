package org.loyaltyrules.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loyaltyrules.LoyaltyProgram;

class ProgramTermsTest {

    private static String terms(String language, String policies, String rules) {
        String json = "{\"name\": \"shop\", \"zone\": \"Europe/Berlin\", \"currency\": \"EUR\","
                + " \"tiers\": [\"BASIC\", \"GOLD\"]" + (policies.isEmpty() ? "" : ", " + policies) + "}";
        return LoyaltyProgram.of("shop", Map.of("program.json", json, "rules.drl", rules))
                .terms(language);
    }

    private static String rule(String annotations, String when, String then) {
        return "rule \"R\" " + annotations + " when " + when + " then " + then + " end\n";
    }

    @Test
    void given_no_label_when_written_then_the_code_stands_and_the_zone_is_its_city() {
        assertThat(terms("en", "", "")).startsWith("# shop: terms\n").contains("by Berlin time.");
        assertThat(terms("zh", "\"labels\": {\"shop\": {\"zh\": \"商店\"}, \"Europe/Berlin\": {\"zh\": \"柏林时间\"}}", ""))
                .startsWith("# 商店会员条款\n")
                .contains("日期均以柏林时间为准。");
    }

    @Test
    void given_terms_without_the_language_when_written_then_the_nearest_stand() {
        assertThat(terms("zh", "", rule("@terms(\"any\")", "Purchase()", "award.earn(1);")))
                .contains("- any\n");
        assertThat(terms("zh", "", rule("@terms(de = \"D\", en = \"E\")", "Purchase()", "award.earn(1);")))
                .contains("- E\n");
        assertThat(terms("en", "", rule("@terms(zh = \"Z\", de = \"D\")", "Purchase()", "award.earn(1);")))
                .contains("- D\n");
    }

    @Test
    void given_signs_of_markdown_in_terms_when_written_then_they_are_shown_as_they_are() {
        assertThat(terms("en", "", rule("@terms(\"5*5 is <25>\")", "Purchase()", "award.earn(1);")))
                .contains("- 5\\*5 is \\<25\\>\n");
    }

    @Test
    void given_a_limit_when_the_terms_do_not_tell_of_it_then_it_is_told() {
        String when = "Action( kind == \"SHARE\" )";
        assertThat(terms(
                        "en",
                        "",
                        rule("@terms(\"Points for sharing.\") @limit(\"2 per month\")", when, "award.points(5);")))
                .contains("- Points for sharing. At most twice a month.\n");
        assertThat(terms(
                        "en",
                        "",
                        rule("@terms(\"Points, twice a month.\") @limit(\"2 per month\")", when, "award.points(5);")))
                .contains("- Points, twice a month.\n");
        assertThat(terms("zh", "", rule("@terms(\"分享得积分。\") @limit(\"3 per week\")", when, "award.points(5);")))
                .contains("- 分享得积分。每周最多3次。\n");
        assertThat(terms(
                        "en", "", rule("@terms(\"Points for sharing.\") @limit(\"3 ever\")", when, "award.points(5);")))
                .contains("- Points for sharing. At most 3 times per member.\n");
        assertThat(terms(
                        "en",
                        "",
                        rule("@terms(\"Points for every share.\") @limit(\"1 ever\")", when, "award.points(5);")))
                .contains("- Points for every share. Once per member.\n");
    }

    @ParameterizedTest
    @CsvSource({
        "1 per day, 每个自然日可得5积分。",
        "1 per day, 每天分享得积分。",
        "1 per week, 每个星期可得5积分。",
        "1 per month, 每个自然月可得5积分。",
        "2 per quarter, 每个自然季度可得两次。",
        "1 per year, 每个自然年可得5积分。",
        "1 per year, 每一自然年可得5积分。",
        "1 ever, 每人可得一次。"
    })
    void given_a_limit_that_chinese_terms_tell_in_other_words_when_written_then_it_is_not_told_again(
            String limit, String text) {
        String annotations = "@terms(zh = \"" + text + "\") @limit(\"" + limit + "\")";

        assertThat(terms("zh", "", rule(annotations, "Action()", "award.points(5);")))
                .contains("- " + text + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "en, You get a bag., You get a bag. While it lasts.",
        "en, 'You get a bag, while stocks last.', 'You get a bag, while stocks last.'",
        "en, 'A bag, first come first served.', 'A bag, first come first served.'",
        "en, A bag for purchases in the last month., A bag for purchases in the last month. While it lasts.",
        "en, 'Bags, until the last one is gone; they will not last.', 'Bags, until the last one is gone; they will not last.'",
        "zh, 获赠帆布袋一个。, 获赠帆布袋一个。先到先得，额满即止。",
        "zh, 获赠帆布袋一个，送完即止。, 获赠帆布袋一个，送完即止。",
        "zh, 帆布袋数量有限。, 帆布袋数量有限。",
        "zh, 先到先得。, 先到先得。"
    })
    void given_a_budget_when_the_terms_do_not_tell_of_it_then_it_is_told(String language, String text, String told) {
        String budget = "\"budgets\": {\"BAGS\": {\"unit\": \"USES\", \"cap\": 5}}";
        String annotations = "@terms(" + language + " = \"" + text + "\") @budget(\"BAGS\")";

        assertThat(terms(language, budget, rule(annotations, "Enrollment()", "award.gift(\"BAG\");")))
                .contains("- " + told + "\n");
    }

    @Test
    void given_a_title_when_written_then_it_stands_before_the_terms_also_where_there_are_no_days() {
        String annotations = "@title(en = \"Flash night\", zh = \"闪购夜\") @terms(en = \"10% off.\", zh = \"享9折。\")";
        String flash = rule(annotations, "$line : LineItem( hour == 20 )", "award.discount($line, 10);");

        assertThat(terms("en", "", flash)).contains("- **Flash night**: 10% off.\n");
        assertThat(terms("zh", "", flash)).contains("- **闪购夜**：享9折。\n");
    }

    @Test
    void given_a_campaign_when_written_then_its_days_are_told() {
        String then = "award.multiply(2);";
        assertThat(terms(
                        "en",
                        "",
                        rule(
                                "@terms(\"T.\") @title(\"May\") @from(\"2026-05-01\") @until(\"2026-05-31\")",
                                "Purchase()",
                                then)))
                .contains("## Campaigns\n\n- **May** (1 May 2026 to 31 May 2026): T.\n");
        assertThat(terms("en", "", rule("@terms(\"T.\") @from(\"2026-05-01\")", "Purchase()", then)))
                .contains("- (from 1 May 2026): T.\n");
        assertThat(terms("zh", "", rule("@terms(\"T。\") @until(\"2026-05-31\")", "Purchase()", then)))
                .contains("## 限时活动\n\n- （至2026年5月31日止）：T。\n");
    }

    @Test
    void given_tiers_for_life_or_for_a_time_when_written_then_reviews_are_told() {
        assertThat(terms("en", "", "")).contains("A tier once reached is for life");
        assertThat(terms(
                        "en",
                        "\"tierPolicy\": {\"validity\": \"P1Y\", \"roundTo\": \"YEAR_END\", \"grace\": \"P1M\", \"downgrade\": \"NEVER\"}",
                        ""))
                .contains(
                        "A tier lasts 1 year from the day on which it is reached and from there to the end of the year.")
                .contains("When its time is over, and 1 month more have passed,")
                .contains("you keep it in any case.");
    }

    @Test
    void given_policies_of_points_when_written_then_each_is_a_sentence() {
        assertThat(terms(
                        "en",
                        "\"points\": {\"rounding\": \"HALF_UP\", \"pending\": \"P14D\", \"validity\": \"P24M\","
                                + " \"roundTo\": \"MONTH_END\", \"clawback\": \"CLAMP\", \"caps\": [{\"per\": \"WEEK\", \"max\": 1500}],"
                                + " \"payWith\": {\"pointsPerUnit\": 50, \"step\": 1, \"maxShare\": 0.25}}",
                        ""))
                .contains("rounded to the nearest.")
                .contains("Points can be spent 14 days after they were earned.")
                .contains(
                        "Points are valid for 24 months and from there to the end of the month; after that they expire.")
                .contains("Points can pay for up to 25% of a purchase: 50 points are worth €1.")
                .contains("No more than 1,500 points can be earned in a week.")
                .contains("taken back in proportion, as far as you still have them.");
        assertThat(terms("en", "", "")).contains("Points do not expire.").doesNotContain("Points can pay");
    }

    @Test
    void given_vouchers_when_written_then_what_they_take_off_and_where_they_count_is_told() {
        String vouchers = "\"vouchers\": {"
                + "\"A\": {\"kind\": \"AMOUNT_OFF\", \"value\": 12.5, \"minSpend\": 1000, \"validity\": \"P0D\"},"
                + "\"P\": {\"kind\": \"PERCENT_OFF\", \"value\": 7.5, \"stackable\": true, \"excludedCategories\": [\"FOOD\"]},"
                + "\"G\": {\"kind\": \"GIFT\", \"validity\": \"P1M\", \"onlyCategories\": [\"B\", \"A\"]}}";
        assertThat(terms("en", vouchers, ""))
                .contains("- **A**: €12.50 off a purchase of €1,000 or more; valid on the day you get it only.\n")
                .contains(
                        "- **P**: 7.5% off, not for FOOD; does not expire; can be used together with other vouchers.\n")
                .contains("- **G**: for a gift, for A, B; valid for 1 month.\n")
                .contains(
                        "- Whether a purchase comes to what a voucher needs is counted after percentage discounts and before"
                                + " vouchers, on goods that the voucher is for.\n"
                                + "- Only one voucher can be used in a purchase, besides those that can be used together with others.\n");
    }

    @Test
    void given_rewards_and_partners_when_written_then_prices_and_rates_are_told() {
        assertThat(terms(
                        "en",
                        "\"rewards\": {\"M\": {\"points\": 1800, \"minTier\": \"GOLD\", \"gives\": {\"gift\": \"MUG\"}},"
                                + "\"W\": {\"points\": 5, \"gives\": {\"benefit\": \"WASH\", \"validity\": \"P90D\"}},"
                                + "\"E\": {\"points\": 6, \"gives\": {\"extendPoints\": \"P6M\"}}},"
                                + " \"partners\": {\"AIR\": {\"rate\": 0.5, \"min\": 1000, \"step\": 100}}",
                        ""))
                .contains("| MUG (from GOLD) | 1,800 |\n")
                .contains("| WASH, valid for 90 days | 5 |\n")
                .contains("| 6 months more for your points, once for each of them | 6 |\n")
                .contains(
                        "- **AIR**: 0.5 for each of our points, from 1,000 points in steps of 100; fractions are dropped.\n");
    }

    @Test
    void given_a_language_that_is_not_there_when_written_then_the_known_ones_are_named() {
        assertThatThrownBy(() -> terms("fr", "", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there are no terms in 'fr'; there are: en, zh");
    }
}
