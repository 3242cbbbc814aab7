package org.loyaltyrules.settlement;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.member.TierStep;
import org.loyaltyrules.program.ProgramDefinition;

/** The decision in the making. Money is in the currency's smallest unit. */
final class Outcome {

    private static final Decision.Tags NO_TAGS = new Decision.Tags(List.of(), List.of());

    private final ProgramDefinition program;

    private @Nullable Pricing pricing;
    private BigDecimal payable;
    long earned;
    long spent;
    long restored;
    long clawedBack;
    long expired;
    long released;

    /** Whether the member is gone after the event. */
    boolean erased;

    Decision.@Nullable PartnerUnits partner;

    private List<Decision.Voucher> vouchers = List.of();
    private List<String> revoked = List.of();
    private List<String> gifts = List.of();
    private List<String> benefits = List.of();
    private List<Decision.Message> messages = List.of();
    private Decision.Tags tags = NO_TAGS;

    Outcome(ProgramDefinition program) {
        this.program = program;
        this.payable = program.zero();
    }

    void issue(Decision.Voucher voucher) {
        vouchers = LazyList.with(vouchers, voucher);
    }

    void revoke(String voucher) {
        revoked = LazyList.with(revoked, voucher);
    }

    void gift(String code) {
        gifts = LazyList.with(gifts, code);
    }

    void benefit(String code) {
        benefits = LazyList.with(benefits, code);
    }

    void tell(Decision.Message message) {
        messages = LazyList.with(messages, message);
    }

    void tag(Set<String> added, Set<String> removed) {
        tags = new Decision.Tags(List.copyOf(added), List.copyOf(removed));
    }

    /** Takes over what a purchase costs. */
    void price(Pricing settled) {
        pricing = settled;
        payable = program.money(settled.payable());
    }

    /** Takes over what is paid back. */
    void refund(long units) {
        payable = program.money(-units);
    }

    /** What is to be paid; negative for a refund. */
    BigDecimal payable() {
        return payable;
    }

    /** What a purchase costs before anything is taken off; nothing for other events. */
    private BigDecimal amount() {
        return pricing == null ? program.zero() : taken(pricing) == 0 ? payable : program.money(pricing.amount());
    }

    private static long taken(Pricing pricing) {
        return pricing.amount() - pricing.payable();
    }

    Decision decision(Settlement settlement, MemberAccount before, List<Decision> related) {
        EventFrame frame = settlement.frame;
        MemberAccount after = settlement.account;
        TierStep present = after.tiers().present();
        return new Decision(
                frame.id(),
                frame.type(),
                after.id(),
                frame.at(),
                frame.programLabel(),
                Decision.Status.ACCEPTED,
                null,
                false,
                amount(),
                program.money(pricing == null ? 0 : pricing.discount()),
                program.money(pricing == null ? 0 : pricing.voucherDiscount()),
                program.money(pricing == null ? 0 : pricing.pointsDiscount()),
                payable,
                new Decision.Points(
                        earned,
                        spent,
                        restored,
                        clawedBack,
                        expired,
                        released,
                        after.points().balance(),
                        after.points().pending()),
                partner,
                erased
                        ? new Decision.Tier(before.tier(), null, null)
                        : new Decision.Tier(before.tier(), present.tier(), present.until()),
                vouchers,
                revoked,
                gifts,
                benefits,
                tags,
                messages,
                settlement.log.fired(),
                settlement.log.suppressed(),
                related);
    }

    static Decision refused(EventFrame frame, String member, @Nullable MemberAccount account, String reason) {
        ProgramDefinition program = frame.program();
        BigDecimal zero = program.zero();
        TierStep present = account == null ? null : account.tiers().present();
        return new Decision(
                frame.id(),
                frame.type(),
                member,
                frame.at(),
                frame.programLabel(),
                Decision.Status.REFUSED,
                reason,
                false,
                zero,
                zero,
                zero,
                zero,
                zero,
                new Decision.Points(
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        account == null ? 0 : account.points().balance(),
                        account == null ? 0 : account.points().pending()),
                null,
                new Decision.Tier(
                        present == null ? null : present.tier(),
                        present == null ? null : present.tier(),
                        present == null ? null : present.until()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                NO_TAGS,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
