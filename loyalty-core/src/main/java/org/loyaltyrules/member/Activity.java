package org.loyaltyrules.member;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a member did, counted by day.
 *
 * @param spend money paid less returns, in the currency's smallest unit, by the purchase's day
 * @param purchases purchases not wholly returned
 * @param referrals referees by the day on which they enrolled
 * @param referralPurchases referees by the day of their first purchase
 * @param everPurchased whether a purchase was ever accepted
 * @param history the purchases, the newest first; null where there is none
 * @param spendChanged by day of the purchase: when its spend last changed, in order of decision over all members
 * @param referralsChanged likewise for referees
 */
public record Activity(
        DailyTotals spend,
        DailyTotals purchases,
        DailyTotals referrals,
        DailyTotals referralPurchases,
        boolean everPurchased,
        @Nullable PurchaseHistory history,
        DailyTotals spendChanged,
        DailyTotals referralsChanged) {

    /** Nothing yet. */
    public static final Activity NONE = new Activity(
            DailyTotals.NONE,
            DailyTotals.NONE,
            DailyTotals.NONE,
            DailyTotals.NONE,
            false,
            null,
            DailyTotals.NONE,
            DailyTotals.NONE);

    /** With a purchase of so much money, not yet in the history. */
    public Activity withPurchase(LocalDate day, long payable, long order) {
        DailyTotals newSpend = spend.plus(day, payable);
        return new Activity(
                newSpend,
                purchases.plus(day, 1, newSpend),
                referrals,
                referralPurchases,
                true,
                history,
                payable == 0 ? spendChanged : spendChanged.set(day, order, newSpend),
                referralsChanged);
    }

    /** With so much money less and, where nothing is left of it, without the purchase. */
    public Activity withReturn(LocalDate day, long refund, boolean whole, long order) {
        return new Activity(
                spend.plus(day, -refund),
                whole ? purchases.plus(day, -1) : purchases,
                referrals,
                referralPurchases,
                everPurchased,
                history,
                refund == 0 ? spendChanged : spendChanged.set(day, order),
                referralsChanged);
    }

    /** With one more referee. */
    public Activity withReferral(LocalDate day, long order) {
        return new Activity(
                spend,
                purchases,
                referrals.plus(day, 1),
                referralPurchases,
                everPurchased,
                history,
                spendChanged,
                referralsChanged.set(day, order));
    }

    /** With one more referee's first purchase. */
    public Activity withReferralPurchase(LocalDate day) {
        return new Activity(
                spend,
                purchases,
                referrals,
                referralPurchases.plus(day, 1),
                everPurchased,
                history,
                spendChanged,
                referralsChanged);
    }

    /** With another history. */
    public Activity withHistory(@Nullable PurchaseHistory newHistory) {
        return new Activity(
                spend,
                purchases,
                referrals,
                referralPurchases,
                everPurchased,
                newHistory,
                spendChanged,
                referralsChanged);
    }
}
