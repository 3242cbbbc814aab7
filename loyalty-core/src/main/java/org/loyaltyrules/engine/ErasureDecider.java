package org.loyaltyrules.engine;

import java.util.List;
import java.util.UUID;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.event.Erasure;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.settlement.Refusal;
import org.loyaltyrules.settlement.Settled;
import org.loyaltyrules.settlement.Settlement;

/** Forgets members. */
final class ErasureDecider {

    private final Deciding deciding;

    ErasureDecider(Deciding deciding) {
        this.deciding = deciding;
    }

    Decision decide(Erasure event) {
        MemberAccount account = deciding.unit.member(event.member());
        if (account == null) {
            return deciding.refused(event.member(), null, Refusal.UNKNOWN_MEMBER);
        }
        Settlement settlement = new Settlement(deciding.frame, account);
        settlement.forfeit();
        settlement.complete();
        Settled settled = settlement.settled(List.of());
        deciding.unit.append(settled.entries());
        deciding.unit.erase(event.member(), "erased-" + UUID.randomUUID());
        return settled.decision();
    }
}
