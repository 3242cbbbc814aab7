package org.loyaltyrules.store;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.event.Event;
import org.loyaltyrules.ledger.Entry;
import org.loyaltyrules.member.MemberAccount;

/**
 * All that one event reads and writes. Nothing is kept unless {@link #commit} returns; until then, only this unit sees
 * what it wrote. The members it was begun for are locked. Not thread-safe.
 */
public interface UnitOfWork extends AutoCloseable {

    /**
     * The account of a member that the unit holds, null where nobody of this id is enrolled. Its books may leave out lots
     * that hold nothing.
     */
    @Nullable
    MemberAccount member(String id);

    /** As {@link #member}, with all lots: what a return needs. */
    @Nullable
    MemberAccount wholeMember(String id);

    /**
     * The day that this unit is on: the one it was begun for, or another that was begun before and must be finished first.
     */
    default Day day(Day asked) {
        return asked;
    }

    /**
     * Members to be decided for the unit's day, in order of id. A store may hand out a part of them, commit that, and hand
     * out the next part to the next unit on the same day; {@link #isLastPart} says whether these were the last. It may leave
     * out those whom the day does not concern. A member who is left out, or for whom nothing is put, has seen the day all
     * the same once it is over.
     *
     * @param audience whom the day concerns. Where rules could fire for nobody, these are at most those for whom a lot becomes
     *     available or expires, or whose tier has ended before the day
     */
    Iterable<String> membersOn(LocalDate day, DayAudience audience);

    /**
     * Says that nothing came of the day for a member whom it concerned, so that the member may sleep; see {@link
     * DayAudience}. In some stores nobody does.
     */
    default void letSleep(MemberAccount account) {}

    /** Whether no part of the unit's day was decided before. */
    default boolean isFirstPart() {
        return true;
    }

    /** Whether no member is left to be decided for the day after this unit; asked once its members were gone through. */
    default boolean isLastPart() {
        return true;
    }

    /**
     * Ranks members by what they spent and by whom they referred, as of the beginning of the unit's day; those with nothing
     * have no place, and equal values rank in the order in which they were reached.
     *
     * @param first the first day that counts
     * @param last the last day that counts
     * @param enrolledBy only members who had enrolled by that day are ranked
     */
    void rank(LocalDate first, LocalDate last, LocalDate enrolledBy);

    /** The member's places, {@code REFERRALS} before {@code SPEND}, once {@link #rank} was called. */
    List<RankedPlace> places(String member);

    /** How many vouchers of each definition the unit's event has issued; the caller goes on counting in this map. */
    Map<String, Integer> vouchersIssued();

    /** Keeps a member's next account. */
    void put(MemberAccount account);

    /**
     * Forgets a member: account, events and decisions, and the mention of the member in others' accounts, events and
     * decisions. The ledger entries stay under the pseudonym.
     */
    void erase(String member, String pseudonym);

    /** An event that was accepted before; null where there is none of this id. */
    @Nullable
    DecidedEvent decided(String event);

    /** A day that was decided before, for all members; null where there is none of this date. */
    @Nullable
    DecidedEvent decided(LocalDate day);

    /** Keeps an accepted event and what was decided. */
    void record(Event event, List<Decision> decisions);

    /** Adds entries to the ledger. */
    void append(List<Entry> entries);

    /** What was drawn on a budget so far. */
    long budgetDrawn(String budget);

    /**
     * Draws on a budget; gives back where {@code amount} is negative. The unit fails when it commits where others have drawn
     * meanwhile, and it would draw past the cap or be wrong about the alert.
     *
     * @param cap the most that may be drawn
     * @param alertAt from which the alert is due; {@code Long.MAX_VALUE} for none
     */
    void drawBudget(String budget, long amount, long cap, long alertAt);

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
     * @throws ConcurrentUnitException where another unit got in the way meanwhile; the whole unit must be tried again
     * @throws AmbiguousCommitException where it is not known whether it was kept
     */
    void commit();

    /** Ends the unit; what was not committed is gone. */
    @Override
    void close();
}
