package org.loyaltyrules.programs;

import static org.loyaltyrules.testing.ProgramVerifier.action;
import static org.loyaltyrules.testing.ProgramVerifier.enrollment;
import static org.loyaltyrules.testing.ProgramVerifier.line;
import static org.loyaltyrules.testing.ProgramVerifier.member;
import static org.loyaltyrules.testing.ProgramVerifier.passDays;
import static org.loyaltyrules.testing.ProgramVerifier.purchase;
import static org.loyaltyrules.testing.ProgramVerifier.redemption;
import static org.loyaltyrules.testing.ProgramVerifier.transfer;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.decision.Decision.Obstacle;
import org.loyaltyrules.junit.LoyaltyTest;
import org.loyaltyrules.testing.ProgramVerifier;

/** The other bundled programs, in a few sentences each. */
class BundledVerifierTest {

    @Nested
    @LoyaltyTest("mobile-commerce")
    class MobileCommerce {

        @Test
        void member_day_is_the_15th(ProgramVerifier verify) {
            verify.rule("5 percent off on Member Day")
                    .given(member())
                    .when(purchase("100").on("2026-04-14").at("23:59"))
                    .doesNotFire()
                    .because("1 day too early")
                    .thenWhen(purchase("100").on("2026-04-15"))
                    .awardsPercentOff("5");
        }

        @Test
        void the_better_of_two_discounts_of_the_season_counts(ProgramVerifier verify) {
            verify.rule("5 percent off in the birthday month")
                    .given(member().birthday("04-02").spent("1"))
                    .when(purchase("100").on("2026-04-15"))
                    .fires();
            verify.given(member().birthday("04-02").spent("1"))
                    .when(purchase("100").on("2026-04-15"))
                    .awardsDiscount("5")
                    .pays("95");
        }

        @Test
        void a_friend_brings_a_voucher_to_both(ProgramVerifier verify) {
            verify.given(member("anna"))
                    .when(enrollment(member("ben").referredBy("anna")))
                    .awardsVoucher("FRIEND20")
                    .about("anna")
                    .awardsVoucher("FRIEND20");
        }

        @Test
        void points_buy_rewards(ProgramVerifier verify) {
            verify.given(member().points(2000))
                    .when(redemption("TOTE_BAG"))
                    .awardsGift("TOTE_BAG")
                    .leavesPoints(0)
                    .thenWhen(redemption("CASH10"))
                    .isRefused("INSUFFICIENT_POINTS");
        }
    }

    @Nested
    @LoyaltyTest("membership-card")
    class MembershipCard {

        @Test
        void double_points_add_up_on_the_18th_of_the_birthday_month(ProgramVerifier verify) {
            verify.rule("Double points on the 18th")
                    .given(member().tier("GOLD").birthday("05-02"))
                    .when(purchase("100").on("2026-05-18"))
                    .awardsFactor("2");
        }

        @Test
        void more_than_1000_points_cannot_be_transferred(ProgramVerifier verify) {
            verify.rule("No more than 1,000 points can be transferred at once")
                    .given(member().points(2000), member("m2"))
                    .when(transfer(1001, "m2"))
                    .refuses("TRANSFER_LIMIT")
                    .thenWhen(transfer(1000, "m2"))
                    .doesNotFire()
                    .because("1 point too few");
        }

        @Test
        void a_review_brings_points_five_times_a_month(ProgramVerifier verify) {
            var review = action("REVIEW");
            verify.rule("20 points for a review")
                    .given(member())
                    .when(review, review, review, review, review)
                    .awardsPoints(20)
                    .thenWhen(review)
                    .isSuppressedBy(Obstacle.LIMIT);
        }
    }

    @Nested
    @LoyaltyTest("lifecycle")
    class Lifecycle {

        @Test
        void the_annual_fee_makes_a_vip_and_earns_nothing(ProgramVerifier verify) {
            verify.rule("The annual fee makes a VIP")
                    .given(member())
                    .when(purchase(line("ANNUAL_FEE", "FEE", 1, "299")))
                    .awardsTier("VIP")
                    .awardsPoints(0);
        }

        @Test
        void the_june_festival_ends_on_the_18th(ProgramVerifier verify) {
            verify.rule("Double points in the June festival")
                    .given(member())
                    .when(purchase("100").on("2026-06-18"))
                    .awardsPoints(100)
                    .thenWhen(purchase("100").on("2026-06-19"))
                    .doesNotFire()
                    .because("until 2026-06-18");
        }

        @Test
        void one_set_meal_is_free_on_the_birthday(ProgramVerifier verify) {
            verify.given(member().birthday("05-02"))
                    .on("2026-05-01")
                    .when(passDays(1), purchase(line("MEAL", "SET_MEAL", 2, "60")))
                    .awardsDiscount("30");
        }
    }
}
