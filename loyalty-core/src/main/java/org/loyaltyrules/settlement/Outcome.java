package org.loyaltyrules.settlement;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.member.PurchaseRecord;
import org.loyaltyrules.member.TierStep;
import org.loyaltyrules.program.ProgramDefinition;

/** The decision in the making. Money is in the currency's smallest unit. */
final class Outcome {

    private static final Decision.Tags NO_TAGS = new Decision.Tags(List.of(), List.of());

    private final ProgramDefinition program;

    long amount;
    long discount;
    long voucherDiscount;
    long pointsDiscount;
    long payable;
    long earned;
    long spent;
    long restored;
    long clawedBack;
    long expired;
    long released;

    /** Whether the member is gone after the event. */
    boolean erased;

    Decision.@Nullable PartnerUnits partner;

    @Nullable
    PurchaseRecord purchase;

    final List<Decision.Voucher> vouchers = new ArrayList<>();
    final List<String> revoked = new ArrayList<>();
    final List<String> gifts = new ArrayList<>();
    final List<String> benefits = new ArrayList<>();
    final List<String> tagsAdded = new ArrayList<>();
    final List<String> tagsRemoved = new ArrayList<>();
    final List<Decision.Message> messages = new ArrayList<>();

    Outcome(ProgramDefinition program) {
        this.program = program;
    }

    /** Takes over what a purchase costs. */
    void price(Pricing pricing) {
        amount = pricing.amount();
        discount = pricing.discount();
        voucherDiscount = pricing.voucherDiscount();
        pointsDiscount = pricing.pointsDiscount();
        payable = pricing.payable();
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
                program.name() + "@" + program.version(),
                Decision.Status.ACCEPTED,
                null,
                false,
                program.money(amount),
                program.money(discount),
                program.money(voucherDiscount),
                program.money(pointsDiscount),
                program.money(payable),
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
                tagsAdded.isEmpty() && tagsRemoved.isEmpty() ? NO_TAGS : new Decision.Tags(tagsAdded, tagsRemoved),
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
                program.name() + "@" + program.version(),
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
