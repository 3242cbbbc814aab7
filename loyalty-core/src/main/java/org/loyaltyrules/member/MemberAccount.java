package org.loyaltyrules.member;

import java.time.LocalDate;
import org.loyaltyrules.ledger.PointBook;

/**
 * All that the engine keeps of one member. Immutable: an event makes a new account that shares what did not change.
 *
 * @param profile who the member is
 * @param tiers the tiers reached
 * @param points lots and debt
 * @param activity what the member did
 * @param allowances what the member has used of limits and caps
 * @param wallet vouchers and benefits
 * @param booksDay the latest day that the member has seen; the points are as of it
 * @param sequence events decided for the member
 */
public record MemberAccount(
        Profile profile,
        TierLadder tiers,
        PointBook points,
        Activity activity,
        Allowances allowances,
        Wallet wallet,
        LocalDate booksDay,
        long sequence) {

    /** The host's id. */
    public String id() {
        return profile.id();
    }

    /** The code of the present tier. */
    public String tier() {
        return tiers.present().tier();
    }

    /** The same with another profile. */
    public MemberAccount with(Profile newProfile) {
        return newProfile == profile
                ? this
                : new MemberAccount(newProfile, tiers, points, activity, allowances, wallet, booksDay, sequence);
    }

    /** The same with other tiers. */
    public MemberAccount with(TierLadder newTiers) {
        return newTiers == tiers
                ? this
                : new MemberAccount(profile, newTiers, points, activity, allowances, wallet, booksDay, sequence);
    }

    /** The same with other points. */
    public MemberAccount with(PointBook newPoints) {
        return newPoints == points
                ? this
                : new MemberAccount(profile, tiers, newPoints, activity, allowances, wallet, booksDay, sequence);
    }

    /** The same with another activity. */
    public MemberAccount with(Activity newActivity) {
        return newActivity == activity
                ? this
                : new MemberAccount(profile, tiers, points, newActivity, allowances, wallet, booksDay, sequence);
    }

    /** The same with other allowances. */
    public MemberAccount with(Allowances newAllowances) {
        return newAllowances == allowances
                ? this
                : new MemberAccount(profile, tiers, points, activity, newAllowances, wallet, booksDay, sequence);
    }

    /** The same with another wallet. */
    public MemberAccount with(Wallet newWallet) {
        return newWallet == wallet
                ? this
                : new MemberAccount(profile, tiers, points, activity, allowances, newWallet, booksDay, sequence);
    }

    /** The same with all that an event changes in it when it is settled. */
    public MemberAccount settled(
            Activity newActivity,
            Allowances newAllowances,
            PointBook newPoints,
            LocalDate newBooksDay,
            long newSequence) {
        return new MemberAccount(
                profile, tiers, newPoints, newActivity, newAllowances, wallet, newBooksDay, newSequence);
    }

    /** The same, one event later and with books at least at {@code day}. */
    public MemberAccount at(LocalDate day, long newSequence) {
        LocalDate latest = day.isAfter(booksDay) ? day : booksDay;
        return new MemberAccount(profile, tiers, points, activity, allowances, wallet, latest, newSequence);
    }

    /** Says nothing of the member: accounts must not leak into logs. */
    @Override
    public String toString() {
        return "MemberAccount";
    }
}
