package org.loyaltyrules.member;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.program.ProgramDefinition;

/**
 * The vouchers and benefits of a member, in order of issue.
 */
public record Wallet(List<HeldVoucher> vouchers, List<HeldBenefit> benefits) {

    /** Nothing yet. */
    public static final Wallet EMPTY = new Wallet(List.of(), List.of());

    public Wallet {
        vouchers = List.copyOf(vouchers);
        benefits = List.copyOf(benefits);
    }

    /** The voucher with this code; null where there is none. */
    public @Nullable HeldVoucher voucher(String code) {
        for (HeldVoucher voucher : vouchers) {
            if (voucher.code().equals(code)) {
                return voucher;
            }
        }
        return null;
    }

    /** With more vouchers and benefits. */
    public Wallet with(List<HeldVoucher> moreVouchers, List<HeldBenefit> moreBenefits) {
        if (moreVouchers.isEmpty() && moreBenefits.isEmpty()) {
            return this;
        }
        List<HeldVoucher> allVouchers = new ArrayList<>(vouchers);
        allVouchers.addAll(moreVouchers);
        List<HeldBenefit> allBenefits = new ArrayList<>(benefits);
        allBenefits.addAll(moreBenefits);
        return new Wallet(allVouchers, allBenefits);
    }

    /** With each voucher changed. */
    public Wallet withEachVoucher(UnaryOperator<HeldVoucher> change) {
        return new Wallet(vouchers.stream().map(change).toList(), benefits);
    }

    /** Codes of the vouchers that may be used on {@code day}, in order of issue. */
    public List<String> usableVouchers(LocalDate day) {
        return vouchers.stream()
                .filter(voucher -> voucher.usableOn(day))
                .map(HeldVoucher::code)
                .toList();
    }

    /** Codes of the benefits in force on {@code day}, in alphabetical order. */
    public List<String> benefitsInForce(LocalDate day) {
        TreeSet<String> codes = new TreeSet<>();
        for (HeldBenefit benefit : benefits) {
            if (benefit.until() == null || !benefit.until().isBefore(day)) {
                codes.add(benefit.code());
            }
        }
        return List.copyOf(codes);
    }

    /** With these vouchers used. */
    public Wallet withUsed(List<String> codes) {
        return codes.isEmpty()
                ? this
                : withEachVoucher(
                        voucher -> codes.contains(voucher.code()) ? voucher.in(HeldVoucher.State.USED) : voucher);
    }

    /** Without the benefits that last as long as a tier above this one. */
    public Wallet withoutBenefitsAbove(String tier, ProgramDefinition program) {
        List<HeldBenefit> kept = benefits.stream()
                .filter(benefit ->
                        benefit.tier() == null || program.tierLevel(benefit.tier()) <= program.tierLevel(tier))
                .toList();
        return kept.size() == benefits.size() ? this : new Wallet(vouchers, kept);
    }
}
