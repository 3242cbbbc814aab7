package org.loyaltyrules.settlement;

import java.util.List;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.ledger.Entry;
import org.loyaltyrules.member.MemberAccount;

/**
 * What an event did to a member.
 *
 * @param account the member's next account
 * @param entries what to append to the ledger
 * @param decision what to tell the host
 */
public record Settled(MemberAccount account, List<Entry> entries, Decision decision) {

    public Settled {
        entries = List.copyOf(entries);
    }
}
