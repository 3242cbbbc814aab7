package org.loyaltyrules.reference;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Sections 6.4.3 to 6.4.5: vouchers, then points as money, each shared over the lines that it applies to. */
final class Payment {

    private final ProgramSettings program;
    private final MemberBook member;
    private final LocalDate day;
    private final List<PurchaseTerms.Line> lines;
    private final List<BigDecimal> nets;

    /** What each line still has to be paid; in the end the lines' payables. */
    final List<BigDecimal> remaining;

    BigDecimal voucherDiscount;
    BigDecimal pointsDiscount;
    /** The first reason to refuse the purchase, or null. */
    String refusal;

    Payment(
            ProgramSettings program,
            MemberBook member,
            LocalDate day,
            List<PurchaseTerms.Line> lines,
            List<BigDecimal> nets) {
        this.program = program;
        this.member = member;
        this.day = day;
        this.lines = lines;
        this.nets = nets;
        this.remaining = new ArrayList<>(nets);
        this.voucherDiscount = program.noMoney();
        this.pointsDiscount = program.noMoney();
    }

    void settle(PurchaseTerms terms) {
        Set<String> codesSeen = new HashSet<>();
        boolean unstackableSeen = false;
        for (String code : terms.vouchers()) {
            MemberBook.Voucher voucher = usable(code);
            if (voucher == null) {
                refuse("UNKNOWN_VOUCHER");
                return;
            }
            ProgramSettings.VoucherDefinition definition = program.vouchers.get(voucher.definition());
            List<Integer> eligible = eligibleLines(definition);
            if (voucher.usedOn() != null || !codesSeen.add(code)) {
                refuse("VOUCHER_USED");
            } else if (voucher.validUntil() != null && day.isAfter(voucher.validUntil())) {
                refuse("VOUCHER_EXPIRED");
            } else if (eligible.isEmpty()) {
                refuse("VOUCHER_NOT_APPLICABLE");
            } else if (sum(nets, eligible).compareTo(definition.minSpend()) < 0) {
                refuse("VOUCHER_MIN_SPEND");
            } else if (!definition.stackable() && unstackableSeen) {
                refuse("VOUCHER_NOT_STACKABLE");
            }
            if (refusal != null) {
                return;
            }
            unstackableSeen |= !definition.stackable();
            BigDecimal taken = takenBy(definition, sum(remaining, eligible));
            share(taken, eligible);
            voucherDiscount = voucherDiscount.add(taken);
        }
        payWithPoints(terms.pointsToSpend());
    }

    private MemberBook.Voucher usable(String code) {
        return member.vouchers.stream()
                .filter(voucher -> voucher.code().equals(code) && !voucher.revoked())
                .findFirst()
                .orElse(null);
    }

    private List<Integer> eligibleLines(ProgramSettings.VoucherDefinition definition) {
        List<Integer> eligible = new ArrayList<>();
        for (int index = 0; index < lines.size(); index++) {
            String category = lines.get(index).category();
            boolean excluded = definition.excludedCategories().contains(category);
            boolean included = definition.onlyCategories().isEmpty()
                    || definition.onlyCategories().contains(category);
            if (included && !excluded) {
                eligible.add(index);
            }
        }
        return eligible;
    }

    private BigDecimal takenBy(ProgramSettings.VoucherDefinition definition, BigDecimal left) {
        return switch (definition.kind()) {
            case "AMOUNT_OFF" -> program.money(definition.value().min(left));
            case "PERCENT_OFF" ->
                left.multiply(definition.value())
                        .divide(new BigDecimal(100), program.fractionDigits, RoundingMode.HALF_UP);
            default -> program.noMoney();
        };
    }

    /** Section 6.4.4; the reasons in the order step, share, balance. */
    private void payWithPoints(long points) {
        if (points == 0) {
            return;
        }
        List<Integer> allLines = new ArrayList<>();
        for (int index = 0; index < lines.size(); index++) {
            allLines.add(index);
        }
        ProgramSettings.PayWith payWith = program.payWith;
        if (payWith == null) {
            refuse("OVER_MAX_SHARE");
            return;
        }
        BigDecimal worth =
                new BigDecimal(points).divide(payWith.pointsPerUnit(), program.fractionDigits, RoundingMode.DOWN);
        BigDecimal most = sum(remaining, allLines)
                .multiply(payWith.maxShare())
                .setScale(program.fractionDigits, RoundingMode.DOWN);
        if (points % payWith.step() != 0) {
            refuse("INVALID_STEP");
        } else if (worth.compareTo(most) > 0) {
            refuse("OVER_MAX_SHARE");
        } else if (points > member.balance()) {
            refuse("INSUFFICIENT_POINTS");
        } else {
            share(worth, allLines);
            pointsDiscount = worth;
        }
    }

    /** Section 6.4.5: in proportion to what the lines still have, in whole cents by largest remainder. */
    private void share(BigDecimal total, List<Integer> indexes) {
        BigDecimal all = sum(remaining, indexes);
        if (total.signum() == 0 || all.signum() == 0) {
            return;
        }
        BigDecimal cent = BigDecimal.ONE.movePointLeft(program.fractionDigits);
        List<BigDecimal> shares = new ArrayList<>();
        List<BigDecimal> remainders = new ArrayList<>();
        BigDecimal shared = program.noMoney();
        for (int index : indexes) {
            // total x remaining / all = whole cents + remainder / all
            BigDecimal product = total.multiply(remaining.get(index));
            BigDecimal whole = product.divide(all, program.fractionDigits, RoundingMode.DOWN);
            shares.add(whole);
            remainders.add(product.subtract(whole.multiply(all)));
            shared = shared.add(whole);
        }
        while (shared.compareTo(total) < 0) {
            int largest = 0;
            for (int position = 1; position < indexes.size(); position++) {
                if (remainders.get(position).compareTo(remainders.get(largest)) > 0) {
                    largest = position;
                }
            }
            shares.set(largest, shares.get(largest).add(cent));
            remainders.set(largest, new BigDecimal(-1));
            shared = shared.add(cent);
        }
        for (int position = 0; position < indexes.size(); position++) {
            int index = indexes.get(position);
            remaining.set(index, remaining.get(index).subtract(shares.get(position)));
        }
    }

    private void refuse(String reason) {
        refusal = reason;
    }

    private static BigDecimal sum(List<BigDecimal> amounts, List<Integer> indexes) {
        return indexes.stream().map(amounts::get).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
