package org.loyaltyrules.store;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.event.Event;
import org.loyaltyrules.ledger.Entry;
import org.loyaltyrules.member.MemberAccount;

/**
 * All that one event reads and writes. Nothing is kept unless {@link #commit} returns; until then, only this unit sees
 * what it wrote. The members it was begun for are locked. Not thread-safe.
 */
public interface UnitOfWork extends AutoCloseable {

    /** The member's account; null where nobody of this id is enrolled. */
    @Nullable
    MemberAccount member(String id);

    /** Ids of all members, in order. */
    Collection<String> members();

    /** Keeps a member's next account. */
    void put(MemberAccount account);

    /** Forgets a member and every event of the member; the ledger entries stay under the pseudonym. */
    void erase(String member, String pseudonym);

    /** An event that was accepted before; null where there is none of this id. */
    @Nullable
    DecidedEvent decided(String event);

    /** A day that was decided before; null where there is none of this date. */
    @Nullable
    DecidedEvent decided(LocalDate day);

    /** Keeps an accepted event and what was decided. */
    void record(Event event, List<Decision> decisions);

    /** Adds entries to the ledger. */
    void append(List<Entry> entries);

    /** What was drawn on a budget so far. */
    long budgetDrawn(String budget);

    /** Draws on a budget; gives back where {@code amount} is negative. */
    void drawBudget(String budget, long amount);

    /** Whether the budget's alert was told; after this call it counts as told. */
    boolean tellBudgetAlert(String budget);

    /** Whether somebody of this id was ever validly referred, erased or not. */
    boolean wasReferred(String member);

    /** Remembers that somebody of this id was validly referred. */
    void markReferred(String member);

    /** A number larger than that of every unit begun before. */
    long order();

    /**
     * Keeps all that was written.
     *
     * @throws ConcurrentUnitException where another unit kept the same event meanwhile; the whole unit must be tried again
     */
    void commit();

    /** Ends the unit; what was not committed is gone. */
    @Override
    void close();
}
