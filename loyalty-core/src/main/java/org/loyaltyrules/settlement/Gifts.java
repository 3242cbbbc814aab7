package org.loyaltyrules.settlement;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.award.Award;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.member.HeldBenefit;
import org.loyaltyrules.member.HeldVoucher;
import org.loyaltyrules.program.VoucherDefinition;
import org.loyaltyrules.settlement.GrantLog.Logged;
import org.loyaltyrules.settlement.GrantLog.Stage;

/** Vouchers, gifts, benefits, tags and messages that an event brings, and tiers to be resolved. */
final class Gifts {

    private record Benefit(String code, @Nullable Period validity) {}

    private final Settlement settlement;
    private List<Benefit> benefits = List.of();
    private List<HeldVoucher> vouchers = List.of();
    private Set<String> tagsAdded = Set.of();
    private Set<String> tagsRemoved = Set.of();

    Gifts(Settlement settlement) {
        this.settlement = settlement;
    }

    /** Does what a granted award says, as far as it is neither money nor points. */
    void carryOut(Logged logged, int place) {
        Award award = logged.award(place);
        Outcome outcome = settlement.outcome;
        if (award instanceof Award.IssueVoucher voucher) {
            issue(voucher.code());
        } else if (award instanceof Award.Gift gift) {
            outcome.gift(gift.code());
        } else if (award instanceof Award.Benefit benefit) {
            benefit(benefit.code(), benefit.validity());
        } else if (award instanceof Award.QualifyTier) {
            settlement.tiers.qualify(logged, place, logged.stage() == Stage.EVENT);
        } else if (award instanceof Award.Tag tag) {
            tagsAdded = tagsAdded.isEmpty() ? new LinkedHashSet<>() : tagsAdded;
            tagsAdded.add(tag.tag());
        } else if (award instanceof Award.Untag tag) {
            tagsRemoved = tagsRemoved.isEmpty() ? new LinkedHashSet<>() : tagsRemoved;
            tagsRemoved.add(tag.tag());
        } else if (award instanceof Award.Message message) {
            outcome.tell(new Decision.Message(message.code(), message.arguments()));
        }
    }

    /** Issues a voucher on the event's day. */
    void issue(String definition) {
        LocalDate day = settlement.frame.day();
        VoucherDefinition voucher = settlement.program.vouchers().get(definition);
        Period validity = voucher == null ? null : voucher.validity();
        LocalDate until = validity == null ? null : day.plus(validity);
        String code = settlement.frame.nextVoucherCode(definition);
        vouchers = LazyList.with(
                vouchers, new HeldVoucher(code, definition, settlement.frame.id(), until, HeldVoucher.State.OPEN));
        settlement.outcome.issue(new Decision.Voucher(code, definition, until));
    }

    /** Entitles to a benefit; without a validity, for as long as the tier is at least the one after the event. */
    void benefit(String code, @Nullable Period validity) {
        benefits = LazyList.with(benefits, new Benefit(code, validity));
        settlement.outcome.benefit(code);
    }

    /**
     * Puts everything into the account.
     *
     * @param tagged tags that some rule awarded, also where the member has them: these are not removed
     */
    void settle(Set<String> tagged) {
        if (!vouchers.isEmpty() || !benefits.isEmpty()) {
            settlement.account =
                    settlement.account.with(settlement.account.wallet().with(vouchers, held()));
        }
        settleTags(tagged);
    }

    private List<HeldBenefit> held() {
        List<HeldBenefit> held = new ArrayList<>(benefits.size());
        for (Benefit benefit : benefits) {
            LocalDate until =
                    benefit.validity() == null ? null : settlement.frame.day().plus(benefit.validity());
            held.add(new HeldBenefit(benefit.code(), until, until == null ? settlement.account.tier() : null));
        }
        return held;
    }

    private void settleTags(Set<String> tagged) {
        if (tagsAdded.isEmpty() && tagsRemoved.isEmpty()) {
            return;
        }
        for (Logged logged : settlement.log.firings()) {
            for (int i = 0; i < logged.awards(); i++) {
                if (logged.award(i) instanceof Award.Untag tag && tagged.contains(tag.tag())) {
                    logged.withdraw(i);
                }
            }
        }
        Set<String> present = settlement.account.profile().tags();
        tagsAdded = without(tagsAdded, present);
        tagsRemoved = without(tagsRemoved, tagged);
        tagsRemoved.removeIf(tag -> !present.contains(tag));
        settlement.account =
                settlement.account.with(settlement.account.profile().withTags(tagsAdded, tagsRemoved));
        settlement.outcome.tag(tagsAdded, tagsRemoved);
    }

    private static Set<String> without(Set<String> tags, Set<String> others) {
        Set<String> rest = new LinkedHashSet<>(tags);
        rest.removeAll(others);
        return rest;
    }
}
