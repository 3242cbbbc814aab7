package org.loyaltyrules.store;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.event.Event;
import org.loyaltyrules.ledger.Entry;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.member.Profile;

/**
 * Keeps everything in memory. Units of work on different members run in parallel, those on one member one after the
 * other; budgets are held from their first use to the unit's end.
 */
public final class InMemoryMembershipStore implements MembershipStore {

    private static final int STRIPES = 1024;

    /**
     * An accepted event and what was decided.
     *
     * @param forgotten the pseudonym of the other member that the event named, where that one was erased
     */
    record KeptEvent(
            Event event, List<Decision> decisions, @Nullable String forgotten) {

        DecidedEvent decided() {
            return new DecidedEvent(
                    decisions,
                    other -> (forgotten == null ? other : OtherMember.renamed(other, forgotten)).equals(event));
        }

        /** The same without decisions on a member. */
        KeptEvent without(String member) {
            return new KeptEvent(
                    event,
                    decisions.stream()
                            .filter(decision -> !decision.member().equals(member))
                            .toList(),
                    null);
        }

        /** The same with a pseudonym wherever it mentioned a member. */
        KeptEvent without(String member, String pseudonym) {
            boolean named = member.equals(OtherMember.namedIn(event));
            return new KeptEvent(
                    named ? OtherMember.renamed(event, pseudonym) : event,
                    decisions.stream()
                            .map(decision -> OtherMember.forgotten(decision, member, pseudonym))
                            .toList(),
                    named ? pseudonym : forgotten);
        }
    }

    final Map<String, KeptAccount> accounts = new ConcurrentHashMap<>();

    /** Ids of all members, in order; accounts are found faster by their hash. */
    final Set<String> ids = new ConcurrentSkipListSet<>();

    final Map<String, List<Entry>> ledger = new ConcurrentHashMap<>();
    final Map<String, KeptEvent> events = new ConcurrentHashMap<>();
    final Map<String, List<String>> eventsOfMember = new ConcurrentHashMap<>();
    final Map<String, List<String>> mentions = new ConcurrentHashMap<>();
    final Map<LocalDate, KeptEvent> days = new ConcurrentHashMap<>();

    /** The dates of the days that were decided, in the order in which they were. */
    volatile List<LocalDate> seenDays = List.of();

    final Sleepers sleepers = new Sleepers();

    final Map<String, Long> budgets = new ConcurrentHashMap<>();
    final Set<String> alertedBudgets = ConcurrentHashMap.newKeySet();
    final Set<String> referred = ConcurrentHashMap.newKeySet();
    final AtomicLong orders = new AtomicLong();
    final ReentrantLock budgetLock = new ReentrantLock();

    /** Each member has one of these locks; who holds all has the store alone. Fair, so that a day gets its turn. */
    private final List<Lock> locks = IntStream.range(0, STRIPES)
            .<Lock>mapToObj(i -> new ReentrantLock(true))
            .toList();

    @Override
    public UnitOfWork begin(Set<String> members) {
        Set<String> held = withReferrers(members);
        while (true) {
            UnitOfWork unit = hold(held);
            Set<String> needed = withReferrers(members);
            if (held.containsAll(needed)) {
                return unit;
            }
            unit.close();
            held = needed;
        }
    }

    private Set<String> withReferrers(Set<String> members) {
        Set<String> all = members;
        for (String member : members) {
            String referrer = referrer(member);
            if (referrer != null) {
                all = all == members ? new HashSet<>(members) : all;
                all.add(referrer);
            }
        }
        return all;
    }

    private UnitOfWork hold(Set<String> members) {
        return new InMemoryUnitOfWork(this, locks(members), false);
    }

    /** The members' locks, each once, in the order in which everybody takes them. */
    private List<Lock> locks(Set<String> members) {
        if (members.size() == 1) {
            return List.of(locks.get(stripe(members.iterator().next())));
        }
        return members.stream()
                .mapToInt(InMemoryMembershipStore::stripe)
                .distinct()
                .sorted()
                .mapToObj(locks::get)
                .toList();
    }

    private static int stripe(String member) {
        return Math.floorMod(member.hashCode(), STRIPES);
    }

    /** Waits until no other unit is under way: anybody may mention the member. */
    @Override
    public UnitOfWork beginErasure(String member) {
        return new InMemoryUnitOfWork(this, locks, false);
    }

    /** Begins a unit on the whole day and all members; waits until no other is under way. */
    @Override
    public UnitOfWork beginDay(Day day, boolean trial) {
        return new InMemoryUnitOfWork(this, locks, trial);
    }

    @Override
    public @Nullable MemberAccount member(String id) {
        // Read before the account: a day is added once all that it changed is there.
        List<LocalDate> decided = seenDays;
        KeptAccount kept = accounts.get(id);
        return kept == null ? null : kept.after(decided);
    }

    @Override
    public @Nullable String referrer(String member) {
        KeptAccount kept = accounts.get(member);
        Profile.Referrer referrer =
                kept == null ? null : kept.account().profile().referrer();
        return referrer == null ? null : referrer.member();
    }

    @Override
    public List<MemberAccount> members() {
        List<MemberAccount> members = new ArrayList<>(accounts.size());
        for (String id : ids) {
            MemberAccount account = member(id);
            if (account != null) {
                members.add(account);
            }
        }
        return List.copyOf(members);
    }

    @Override
    public List<Entry> entries(String member) {
        List<Entry> entries = ledger.get(member);
        if (entries == null) {
            return List.of();
        }
        synchronized (entries) {
            return List.copyOf(entries);
        }
    }

    @Override
    public List<Decision> decisions(String member) {
        UnitOfWork held = hold(Set.of(member));
        try {
            List<Decision> decisions = new ArrayList<>();
            for (String id : eventsOfMember.getOrDefault(member, List.of())) {
                KeptEvent event = events.get(id);
                if (event != null) {
                    decisions.addAll(event.decisions());
                }
            }
            for (KeptEvent day : days.values()) {
                day.decisions().stream()
                        .filter(decision -> decision.member().equals(member))
                        .forEach(decisions::add);
            }
            decisions.sort(Comparator.comparing(decision -> decision.at().toInstant()));
            return decisions;
        } finally {
            held.close();
        }
    }

    @Override
    public void purgeEntries(OffsetDateTime before) {
        for (List<Entry> entries : ledger.values()) {
            synchronized (entries) {
                List<Entry> rolled = OpeningBalance.roll(entries, before);
                entries.clear();
                entries.addAll(rolled);
            }
        }
    }
}
