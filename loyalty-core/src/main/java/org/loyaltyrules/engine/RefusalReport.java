package org.loyaltyrules.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.event.Adjustment;
import org.loyaltyrules.event.Conversion;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.MemberEvent;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.event.Redemption;
import org.loyaltyrules.event.Return;
import org.loyaltyrules.event.Transfer;
import org.loyaltyrules.explanation.Distance;
import org.loyaltyrules.explanation.Distance.Unit;
import org.loyaltyrules.explanation.Refused;
import org.loyaltyrules.ledger.PointPosting;
import org.loyaltyrules.member.HeldVoucher;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.program.Partner;
import org.loyaltyrules.program.PayWith;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.program.Reward;
import org.loyaltyrules.program.VoucherDefinition;
import org.loyaltyrules.settlement.GrantRecord.RefusedPrice;

/** Why an event was refused, with the numbers that led to it. */
final class RefusalReport {

    private final ProgramDefinition program;
    private final LocalDate day;
    private final @Nullable MemberAccount account;
    private final @Nullable RefusedPrice price;

    RefusalReport(ProgramDefinition program, LocalDate day, @Nullable MemberAccount account, EventRecord record) {
        this.program = program;
        this.day = day;
        this.account = account;
        RefusedPrice last = null;
        for (EvaluationRecord evaluation : record.evaluations()) {
            last = evaluation.grants.refusedPrice() == null ? last : evaluation.grants.refusedPrice();
        }
        this.price = last;
    }

    Refused of(MemberEvent event, String reason, List<String> rules) {
        if (!rules.isEmpty()) {
            return new Refused(reason, rules, null, null, null, null);
        }
        return switch (reason) {
            case "INSUFFICIENT_POINTS" -> points(event, reason);
            case "INVALID_STEP" -> step(event, reason);
            case "TIER_TOO_LOW" -> tier(event, reason);
            case "OVER_MAX_SHARE" -> share(reason);
            case "CURRENCY_MISMATCH" -> currency(event, reason);
            default -> reason.contains("VOUCHER") ? voucher(reason) : named(event, reason);
        };
    }

    private Refused points(MemberEvent event, String reason) {
        long asked = asked(event);
        long has = account == null
                ? 0
                : PointPosting.forward(account.points(), account.booksDay().isAfter(day) ? account.booksDay() : day)
                        .balance();
        return new Refused(
                reason, List.of(), code(event), asked, has, Distance.of(Math.subtractExact(asked, has), Unit.POINTS));
    }

    private long asked(MemberEvent event) {
        if (event instanceof Purchase purchase) {
            return purchase.pointsToSpend();
        } else if (event instanceof Transfer transfer) {
            return transfer.points();
        } else if (event instanceof Conversion conversion) {
            return conversion.points();
        } else if (event instanceof Adjustment adjustment) {
            return Math.negateExact(adjustment.points());
        }
        Reward reward =
                event instanceof Redemption redemption ? program.rewards().get(redemption.reward()) : null;
        return reward == null ? 0 : reward.points();
    }

    /** {@code asked} is the step or the minimum, {@code has} the points of the event. */
    private Refused step(MemberEvent event, String reason) {
        long points = asked(event);
        PayWith payWith = program.points().payWith();
        Partner partner =
                event instanceof Conversion conversion ? program.partners().get(conversion.partner()) : null;
        long step = partner != null ? partner.step() : payWith == null ? 1 : payWith.step();
        long least = partner == null ? 0 : partner.min();
        if (points < least) {
            return new Refused(reason, List.of(), code(event), least, points, Distance.of(least - points, Unit.POINTS));
        }
        return new Refused(
                reason, List.of(), code(event), step, points, Distance.of(step - points % step, Unit.POINTS));
    }

    private Refused tier(MemberEvent event, String reason) {
        Reward reward =
                event instanceof Redemption redemption ? program.rewards().get(redemption.reward()) : null;
        String wanted = reward == null ? null : reward.minTier();
        String has = account == null ? null : account.tier();
        Distance off = wanted == null || has == null
                ? null
                : Distance.of(program.tierLevel(wanted) - program.tierLevel(has), Unit.TIERS);
        return new Refused(reason, List.of(), code(event), wanted, has, off);
    }

    /** {@code asked} is what the points are worth, {@code has} what points may pay. */
    private Refused share(String reason) {
        if (price == null || program.points().payWith() == null) {
            return new Refused(reason, List.of(), null, null, program.zero(), null);
        }
        BigDecimal over = price.most().subtract(price.worth());
        return new Refused(
                reason, List.of(), null, price.worth(), price.most(), new Distance(over.negate(), Unit.MONEY));
    }

    private Refused currency(MemberEvent event, String reason) {
        String given = event instanceof Purchase purchase
                ? purchase.currency()
                : event instanceof Return brought ? brought.currency() : null;
        return new Refused(reason, List.of(), null, program.currency().getCurrencyCode(), given, null);
    }

    private Refused voucher(String reason) {
        String code = price == null ? null : price.voucher();
        HeldVoucher held =
                code == null || account == null ? null : account.wallet().voucher(code);
        VoucherDefinition definition = held == null ? null : program.vouchers().get(held.definition());
        if (price != null && definition != null && reason.equals("VOUCHER_MIN_SPEND")) {
            BigDecimal lacking = definition.minSpend().subtract(price.eligible());
            return new Refused(
                    reason,
                    List.of(),
                    code,
                    program.rounded(definition.minSpend()),
                    price.eligible(),
                    new Distance(lacking, Unit.MONEY));
        }
        if (held != null && held.validUntil() != null && reason.equals("VOUCHER_EXPIRED")) {
            long days = held.validUntil().toEpochDay() - day.toEpochDay();
            return new Refused(reason, List.of(), code, day, held.validUntil(), Distance.of(-days, Unit.DAYS));
        }
        return new Refused(reason, List.of(), code, null, null, null);
    }

    private Refused named(MemberEvent event, String reason) {
        return new Refused(reason, List.of(), code(event), null, null, null);
    }

    /** What the event names. */
    private static @Nullable String code(MemberEvent event) {
        if (event instanceof Redemption redemption) {
            return redemption.reward();
        } else if (event instanceof Conversion conversion) {
            return conversion.partner();
        } else if (event instanceof Return brought) {
            return brought.purchase();
        } else if (event instanceof Transfer transfer) {
            return transfer.to();
        }
        return event instanceof Enrollment enrollment ? enrollment.member() : null;
    }
}
