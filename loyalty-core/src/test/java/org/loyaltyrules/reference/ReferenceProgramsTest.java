package org.loyaltyrules.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyrules.reference.ReferenceScene.event;
import static org.loyaltyrules.reference.ReferenceScene.payable;
import static org.loyaltyrules.reference.ReferenceScene.points;
import static org.loyaltyrules.reference.ReferenceScene.reason;
import static org.loyaltyrules.reference.ReferenceScene.texts;
import static org.loyaltyrules.reference.ReferenceScene.tier;
import static org.loyaltyrules.reference.ReferenceScene.vouchers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** Rows of the bundled programs, calculated by hand. */
class ReferenceProgramsTest {

    private static ObjectNode play(
            ReferenceEngine engine, String type, String id, String member, String day, String more) {
        return engine.process(event(type, id, member, day, more)).get(0);
    }

    @Test
    void givenMobileCommerceWhenTheFirstPurchaseIsOnTheFifteenthThenTheBestOfTheSeasonAndAVoucher() {
        ReferenceEngine engine = ReferencePrograms.mobileCommerce().engine();
        assertThat(vouchers(play(engine, "enroll", "e1", "m1", "2026-01-01", "birthday:'--01-20'")))
                .containsExactly("WELCOME10-e1-1");

        // 30 % of the season; the birthday's and the fifteenth's 5 % lose to it
        ObjectNode decision = play(engine, "purchase", "p1", "m1", "2026-01-15", "amount:1000");

        assertThat(payable(decision)).isEqualTo("700.00");
        assertThat(points(decision, "earned")).isEqualTo(700);
        assertThat(tier(decision)).isEqualTo("BASIC > SILVER until null");
        assertThat(vouchers(decision)).containsExactly("FIRST10-p1-1");
        // now silver: 5 % of the season and a further 5 %
        assertThat(payable(play(engine, "purchase", "p2", "m1", "2026-01-16", "amount:100")))
                .isEqualTo("90.25");
    }

    @Test
    void givenMobileCommerceWhenGoldIsBoughtThenTheLineEarnsNothingAndSalesOpenThreeDaysEarly() {
        ReferenceEngine engine = ReferencePrograms.mobileCommerce().engine();
        play(engine, "enroll", "e1", "m1", "2026-01-01", "");
        String early = "lines:[{amount:100,availableFrom:'2026-01-13'}]";
        assertThat(reason(play(engine, "purchase", "p0", "m1", "2026-01-10", early)))
                .isEqualTo("NOT_YET_ON_SALE");

        ObjectNode upgrade = play(
                engine,
                "purchase",
                "p1",
                "m1",
                "2026-01-10",
                "lines:[{sku:'GOLD_UPGRADE',category:'MEMBERSHIP',amount:199}]");

        assertThat(payable(upgrade)).isEqualTo("199.00");
        assertThat(points(upgrade, "earned")).isZero();
        assertThat(tier(upgrade)).isEqualTo("BASIC > GOLD until null");
        assertThat(texts(upgrade.get("benefits"), "")).containsExactly("FREE_SHIPPING");
        assertThat(reason(play(engine, "purchase", "p2", "m1", "2026-01-09", early)))
                .isEqualTo("NOT_YET_ON_SALE");
        assertThat(payable(play(engine, "purchase", "p2", "m1", "2026-01-10", early)))
                .isEqualTo("100.00");
    }

    @Test
    void givenMembershipCardWhenTheDormantComeBackOnTheEighteenthThenFactorsAdd() {
        ReferenceEngine engine = MoreReferencePrograms.membershipCard().engine();
        play(engine, "enroll", "e1", "m1", "2026-01-01", "tags:['DORMANT']");

        // 100 less 5 %; 1 + (3 - 1) + (2 - 1) = 4
        ObjectNode decision = play(engine, "purchase", "p1", "m1", "2026-01-18", "amount:100");

        assertThat(payable(decision)).isEqualTo("95.00");
        assertThat(points(decision, "earned")).isEqualTo(380);
        assertThat(points(decision, "pending")).isEqualTo(380);
        assertThat(texts(decision.get("tags").get("removed"), "")).containsExactly("DORMANT");
    }

    @Test
    void givenLifecycleWhenTheBirthdayMealIsBoughtThenOnePieceIsFreeOnceAYear() {
        ReferenceEngine engine = MoreReferencePrograms.lifecycle().engine();
        play(engine, "enroll", "e1", "m1", "2026-01-01", "birthday:'--05-02'");
        String meals = "lines:[{category:'SET_MEAL',quantity:2,amount:60}]";

        assertThat(payable(play(engine, "purchase", "p1", "m1", "2026-05-02", meals)))
                .isEqualTo("30.00");
        assertThat(payable(play(engine, "purchase", "p2", "m1", "2026-05-02", meals)))
                .isEqualTo("60.00");
    }

    @Test
    void givenStarterWhenPremiumThenPointsAndDiscountFollow() {
        ReferenceEngine engine = ReferencePrograms.starter().engine();
        assertThat(points(play(engine, "enroll", "e1", "m1", "2026-01-01", "channel:'PARTNER'"), "earned"))
                .isEqualTo(150);
        assertThat(tier(play(engine, "purchase", "p1", "m1", "2026-01-10", "amount:2000")))
                .isEqualTo("ORDINARY > PREMIUM until 2027-01-31");

        ObjectNode decision = play(engine, "purchase", "p2", "m1", "2026-01-11", "amount:100");

        assertThat(payable(decision)).isEqualTo("98.00");
        assertThat(points(decision, "earned")).isEqualTo(147);
    }

    @Test
    void givenARuleWhenPrintedThenItIsDrl() {
        ReferenceRule rule = ReferencePrograms.mobileCommerce().rules().stream()
                .filter(candidate -> candidate.name().startsWith("10 percent off three"))
                .findFirst()
                .orElseThrow();

        assertThat(rule.toDrl()).isEqualTo("""
                        rule "10 percent off three flash pieces on Friday evening"
                        when
                          $l : LineItem( dayOfWeek == "FRIDAY", hour == 20, tags contains "FLASH" )
                        then
                          award.discount($l, 10, 3);
                        end
                        """);
    }
}
