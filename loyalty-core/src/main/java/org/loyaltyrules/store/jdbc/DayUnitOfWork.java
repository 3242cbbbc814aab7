package org.loyaltyrules.store.jdbc;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.event.Event;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.store.DayAudience;
import org.loyaltyrules.store.DecidedEvent;
import org.loyaltyrules.store.RankedPlace;
import org.loyaltyrules.store.Sleep;

/**
 * One part of a day: the next members in order of id. How far the day has come is kept with the part, so that another
 * process, or this one after a crash, goes on with the part after it. Who sleeps by the rules that decide is left out. A
 * member for whom nothing is due is not written, unless to sleep from now on: that the member has seen the day is told by the
 * day's own row.
 */
final class DayUnitOfWork extends JdbcUnitOfWork {

    /**
     * Those who do not sleep by these rules, or sleep no deeper, or wake by the day. The rules are compared so that the database
     * does not guess how many there are: it must go through members by id, and not sort all of them for each part.
     */
    private static final String ASKED = " AND (COALESCE(sleep_rules, '') <> ? OR sleep <= ? OR next_due <= ?)";

    private final int partSize;
    private final boolean isTrial;
    private final DayRows.@Nullable Unfinished unfinished;
    private final Map<String, Integer> vouchersIssued;
    private final Map<Long, SleepRow> sleepy = new TreeMap<>();
    private final long number;
    private String through;
    private boolean isLast;
    private boolean isRanked;
    private @Nullable LocalDate date;
    private @Nullable DayAudience audience;
    private boolean isLate;
    private Map<String, List<RankedPlace>> places = Map.of();

    /**
     * Begins the next part of a day.
     *
     * @param isTrial whether all members are wanted, and nothing will be committed
     */
    DayUnitOfWork(Session session, PurchaseRows.Sessions later, Day asked, int partSize, boolean isTrial) {
        super(session, later);
        this.partSize = partSize;
        this.isTrial = isTrial;
        DayRows.Unfinished found = days.lockUnfinished();
        boolean isOther = found != null && !found.day().equals(asked);
        this.unfinished = isTrial && isOther ? null : found;
        this.number = unfinished == null ? days.nextNumber() : unfinished.number();
        this.through = unfinished == null ? "" : unfinished.through();
        this.vouchersIssued = unfinished == null ? new HashMap<>() : days.vouchersIssued(number);
    }

    @Override
    public Day day(Day asked) {
        return unfinished == null ? asked : unfinished.day();
    }

    /** The day's own event is not decided as long as a part is missing. */
    @Override
    public @Nullable DecidedEvent decided(String event) {
        return unfinished != null && unfinished.day().id().equals(event) ? null : super.decided(event);
    }

    @Override
    public Iterable<String> membersOn(LocalDate day, DayAudience dayAudience) {
        date = day;
        audience = dayAudience;
        isLate = days.isBeforeAnother(day);
        if (!isTrial) {
            return nextPart(day, dayAudience);
        }
        return () -> new Iterator<>() {
            private Iterator<String> part = nextPart(day, dayAudience).iterator();

            @Override
            public boolean hasNext() {
                while (!part.hasNext() && !isLast) {
                    part = nextPart(day, dayAudience).iterator();
                }
                return part.hasNext();
            }

            @Override
            public String next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return part.next();
            }
        };
    }

    private List<String> nextPart(LocalDate day, DayAudience dayAudience) {
        String which = "";
        List<Object> values = new ArrayList<>(List.of(through, day));
        if (!dayAudience.couldBeAnybody()) {
            which = " AND next_due <= ?";
            values.add(day);
        } else if (!isTrial && !isLate && dayAudience.deepest() != Sleep.DEEP) {
            which = ASKED;
            values.addAll(List.of(dayAudience.rules(), dayAudience.deepest().ordinal(), day));
        }
        String condition = "WHERE id > ? AND enrolled_on <= ?" + which + " ORDER BY id LIMIT " + partSize
                + (isTrial ? "" : " FOR UPDATE");
        List<String> part = hold(condition, values.toArray());
        isLast = part.size() < partSize;
        if (!part.isEmpty()) {
            String last = part.get(part.size() - 1);
            if (isRanked) {
                places = days.places(number, through, last);
            }
            through = last;
        }
        return part;
    }

    /** Nobody falls asleep on a day that comes after a later one: who sleeps already does so by what the later one said. */
    @Override
    public void letSleep(MemberAccount account) {
        StoredAccount stored = stored(account.id());
        if (isTrial || isLate || stored == null || audience == null) {
            return;
        }
        SleepRow sleep = SleepRow.after(account, audience);
        if (!sleep.equals(stored.sleep())) {
            sleepy.put(stored.number(), sleep);
        }
    }

    /** In a trial, somebody may ask for a member whose turn it is not. */
    @Override
    @Nullable
    StoredAccount stored(String member) {
        return isTrial && !isHeld(member) ? unlocked(member) : super.stored(member);
    }

    @Override
    public boolean isFirstPart() {
        return unfinished == null;
    }

    @Override
    public boolean isLastPart() {
        return isLast || date == null;
    }

    @Override
    public void rank(LocalDate first, LocalDate last, LocalDate enrolledBy) {
        isRanked = true;
        if (unfinished == null) {
            days.rank(number, first, last, enrolledBy);
        }
    }

    @Override
    public List<RankedPlace> places(String member) {
        return places.getOrDefault(member, List.of());
    }

    @Override
    public Map<String, Integer> vouchersIssued() {
        return vouchersIssued;
    }

    /** Remembers what is to be written; not an account that says no more than that the member has seen the day. */
    @Override
    public void put(MemberAccount account) {
        StoredAccount stored = stored(account.id());
        boolean onlySaw = stored != null
                && date != null
                && account.equals(stored.account().at(date, stored.account().sequence() + 1));
        if (!isTrial && !onlySaw) {
            super.put(account);
        }
    }

    @Override
    long dayNumber(StoredAccount stored) {
        return number;
    }

    @Override
    void writeEvent(Event event, List<Decision> decisions) {
        if (!(event instanceof Day day)) {
            throw new IllegalArgumentException("the unit of work was begun for a day");
        }
        if (unfinished == null) {
            events.insertEvent(day, decisions);
            days.insert(number, day, isLast ? null : through);
        } else {
            days.advance(number, isLast ? null : through);
        }
        events.insertDecisions(day.id(), decisions);
        days.keepSleep(sleepy);
        if (isLast) {
            days.finish(number);
        } else {
            days.keepVouchersIssued(number, vouchersIssued);
        }
    }
}
