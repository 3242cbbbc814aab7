package org.loyaltyrules.store;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.ledger.Entry;
import org.loyaltyrules.member.MemberAccount;

/**
 * Where the members of one program, their ledgers, decided events and budgets are kept. Thread-safe.
 *
 * <p>A store makes units of work atomic, isolates those that have to do with each other, and knows which events were
 * decided; it decides nothing. {@code MembershipStoreContract}, in the test jar of loyalty-core, holds whatever a store must do.
 *
 * <p>Failures: {@link ConcurrentUnitException} where the unit may be tried again, {@link AmbiguousCommitException} where it
 * is not known whether a commit succeeded, {@link StoreException} for anything else.
 */
public interface MembershipStore {

    /**
     * Begins a unit of work on some members, and on those who referred them as long as a referee's first purchase is
     * awaited; waits for others that hold one of them. Somebody who is not enrolled need not be held: of two units that
     * enroll the same member, one fails when it commits.
     */
    UnitOfWork begin(Set<String> members);

    /** Begins a unit of work that forgets a member; waits for others that hold data of that member. */
    UnitOfWork beginErasure(String member);

    /**
     * Begins a unit of work on a day, or on a part of it; see {@link UnitOfWork#membersOn}.
     *
     * @param trial the unit will not be committed, and sees all members
     */
    UnitOfWork beginDay(Day day, boolean trial);

    /** The member's account as last committed; null where nobody of this id is enrolled. */
    @Nullable
    MemberAccount member(String id);

    /** Who referred a member; null where nobody did, or nobody of this id is enrolled. */
    @Nullable
    String referrer(String member);

    /** All accounts as last committed, in order of id. */
    List<MemberAccount> members();

    /** The ledger entries of a member, or of an erased one by pseudonym, in order. */
    List<Entry> entries(String member);

    /** What was decided about the member's accepted events and days, in order of time. */
    List<Decision> decisions(String member);

    /**
     * Puts one entry, {@code OPENING}, in the place of each member's entries before a moment, so that sums stay. It stands at
     * the last second before the moment.
     */
    void purgeEntries(OffsetDateTime before);

    /**
     * Waits a little before a unit of work is tried again.
     *
     * @param tries how often it was tried, 1 or more
     */
    default void pause(int tries) {}
}
