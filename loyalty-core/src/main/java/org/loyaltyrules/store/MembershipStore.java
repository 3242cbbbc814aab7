package org.loyaltyrules.store;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.ledger.Entry;
import org.loyaltyrules.member.MemberAccount;

/** Where members, their ledgers, decided events and budgets are kept. Thread-safe. */
public interface MembershipStore {

    /** Begins a unit of work on some members; waits for others that hold one of them. */
    UnitOfWork begin(Set<String> members);

    /** Begins a unit of work on all members; waits until no other is under way. */
    UnitOfWork beginForAll();

    /** The member's account as last committed; null where nobody of this id is enrolled. */
    @Nullable
    MemberAccount member(String id);

    /** All accounts as last committed, in order of id. */
    List<MemberAccount> members();

    /** The member's ledger entries, in order. */
    List<Entry> entries(String member);
}
