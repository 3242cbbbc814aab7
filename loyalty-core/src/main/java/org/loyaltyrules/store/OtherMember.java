package org.loyaltyrules.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.Event;
import org.loyaltyrules.event.Transfer;

/**
 * The one member besides its own that an event can mention: who gets points, or who referred. For stores, which must
 * forget the mention with the member.
 */
public final class OtherMember {

    private OtherMember() {}

    /** The other member that an event names; null where it names none. */
    public static @Nullable String namedIn(Event event) {
        if (event instanceof Transfer transfer) {
            return transfer.to();
        }
        return event instanceof Enrollment enrollment ? enrollment.referrer() : null;
    }

    /** The other member that an event names or its decision is related to; null where there is none. */
    public static @Nullable String mentionedIn(Event event, List<Decision> decisions) {
        String named = namedIn(event);
        boolean related = named == null
                && decisions.size() == 1
                && !decisions.get(0).related().isEmpty();
        return related ? decisions.get(0).related().get(0).member() : named;
    }

    /** The same event with another name for the other member; the event itself where it names none. */
    public static Event renamed(Event event, String name) {
        if (event instanceof Transfer transfer) {
            return Transfer.of(transfer.id(), transfer.at(), transfer.member(), name, transfer.points());
        }
        return event instanceof Enrollment enrollment && enrollment.referrer() != null
                ? enrollment.referrer(name)
                : event;
    }

    /** The decision without what was decided on a related member, whose id messages show under a pseudonym. */
    public static Decision forgotten(Decision decision, String member, String pseudonym) {
        return new Decision(
                decision.event(),
                decision.type(),
                decision.member(),
                decision.at(),
                decision.program(),
                decision.status(),
                decision.reason(),
                decision.replayed(),
                decision.amount(),
                decision.discount(),
                decision.voucherDiscount(),
                decision.pointsDiscount(),
                decision.payable(),
                decision.points(),
                decision.partner(),
                decision.tier(),
                decision.vouchers(),
                decision.revoked(),
                decision.gifts(),
                decision.benefits(),
                decision.tags(),
                decision.messages().stream()
                        .map(message -> forgotten(message, member, pseudonym))
                        .toList(),
                decision.fired(),
                decision.suppressed(),
                decision.related().stream()
                        .filter(related -> !related.member().equals(member))
                        .toList());
    }

    private static Decision.Message forgotten(Decision.Message message, String member, String pseudonym) {
        return new Decision.Message(
                message.code(),
                message.args().stream()
                        .map(argument -> argument.equals(member) ? pseudonym : argument)
                        .toList());
    }
}
