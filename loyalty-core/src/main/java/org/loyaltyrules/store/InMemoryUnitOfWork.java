package org.loyaltyrules.store;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.event.Event;
import org.loyaltyrules.event.MemberEvent;
import org.loyaltyrules.ledger.Entry;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.member.Profile;
import org.loyaltyrules.store.InMemoryMembershipStore.KeptEvent;

/** Buffers what it writes, and applies all of it at commit, under the locks it holds. */
final class InMemoryUnitOfWork implements UnitOfWork {

    private final InMemoryMembershipStore store;
    private final List<Lock> locks;
    private final boolean isTrial;
    // Most units change one account and add a few entries: the rest is made when something comes into it.
    private Map<String, MemberAccount> changed = Map.of();
    private List<MemberAccount> sleepy = List.of();
    private Map<String, String> erased = Map.of();
    private List<Entry> entries = List.of();
    private Map<String, Long> draws = Map.of();
    private Set<String> alerted = Set.of();
    private Set<String> referred = Set.of();
    private @Nullable DayAudience audience;
    private @Nullable KeptEvent recorded;
    private @Nullable Boards boards;
    private boolean holdsBudgets;
    private long order;

    /**
     * Begins a unit.
     *
     * @param isTrial whether it is on a day that nobody will have seen
     */
    InMemoryUnitOfWork(InMemoryMembershipStore store, List<Lock> locks, boolean isTrial) {
        this.store = store;
        this.isTrial = isTrial;
        this.locks = locks;
        locks.forEach(Lock::lock);
    }

    @Override
    public @Nullable MemberAccount member(String id) {
        if (!erased.isEmpty() && erased.containsKey(id)) {
            return null;
        }
        MemberAccount account = changed.get(id);
        return account != null ? account : store.member(id);
    }

    @Override
    public @Nullable MemberAccount wholeMember(String id) {
        return member(id);
    }

    /** That a member sleeps whom the day does not concern is right whether this unit is committed or not. */
    @Override
    public Iterable<String> membersOn(LocalDate day, DayAudience dayAudience) {
        audience = dayAudience;
        boolean someSleep = !isTrial && store.sleepers.begin(day, dayAudience.rules(), store.ids);
        boolean all = !someSleep || dayAudience.deepest() == Sleep.DEEP;
        List<String> members = new ArrayList<>();
        for (String id : all ? store.ids : store.sleepers.upTo(dayAudience.deepest())) {
            KeptAccount kept = store.accounts.get(id);
            boolean asleep = someSleep && store.sleepers.isAsleep(id);
            if (kept != null && dayAudience.includes(kept.account(), asleep)) {
                members.add(id);
            } else if (kept != null && someSleep && !asleep) {
                store.sleepers.letSleep(id, dayAudience.sleepOf(kept.account()), dayAudience.wakesOn(kept.account()));
            }
        }
        return members;
    }

    @Override
    public void letSleep(MemberAccount account) {
        sleepy = sleepy.isEmpty() ? new ArrayList<>() : sleepy;
        sleepy.add(account);
    }

    @Override
    public void rank(LocalDate first, LocalDate last, LocalDate enrolledBy) {
        boards = new Boards(
                first,
                last,
                store.members().stream()
                        .filter(account -> !account.profile().enrolledOn().isAfter(enrolledBy))
                        .toList());
    }

    @Override
    public List<RankedPlace> places(String member) {
        return boards == null ? List.of() : boards.places(member);
    }

    @Override
    public Map<String, Integer> vouchersIssued() {
        return new HashMap<>();
    }

    @Override
    public void put(MemberAccount account) {
        if (changed.isEmpty()) {
            changed = Map.of(account.id(), account);
        } else {
            changed = changed.size() == 1 ? new HashMap<>(changed) : changed;
            changed.put(account.id(), account);
        }
    }

    @Override
    public void erase(String member, String pseudonym) {
        changed = new HashMap<>(changed);
        changed.remove(member);
        erased = Map.of(member, pseudonym);
    }

    @Override
    public @Nullable DecidedEvent decided(String event) {
        KeptEvent kept = store.events.get(event);
        return kept == null ? null : kept.decided();
    }

    @Override
    public @Nullable DecidedEvent decided(LocalDate day) {
        KeptEvent kept = store.days.get(day);
        return kept == null ? null : kept.decided();
    }

    @Override
    public void record(Event event, List<Decision> decisions) {
        recorded = new KeptEvent(event, List.copyOf(decisions), null);
    }

    @Override
    public void append(List<Entry> more) {
        if (entries.isEmpty()) {
            entries = List.copyOf(more);
        } else if (!more.isEmpty()) {
            entries = entries instanceof ArrayList<Entry> ? entries : new ArrayList<>(entries);
            entries.addAll(more);
        }
    }

    @Override
    public long budgetDrawn(String budget) {
        holdBudgets();
        return store.budgets.getOrDefault(budget, 0L) + draws.getOrDefault(budget, 0L);
    }

    @Override
    public void drawBudget(String budget, long amount, long cap, long alertAt) {
        holdBudgets();
        draws = draws.isEmpty() ? new HashMap<>() : draws;
        draws.merge(budget, amount, Math::addExact);
    }

    @Override
    public boolean tellBudgetAlert(String budget) {
        holdBudgets();
        alerted = alerted.isEmpty() ? new HashSet<>() : alerted;
        return store.alertedBudgets.contains(budget) || !alerted.add(budget);
    }

    private void holdBudgets() {
        if (!holdsBudgets) {
            store.budgetLock.lock();
            holdsBudgets = true;
        }
    }

    @Override
    public boolean wasReferred(String member) {
        String fingerprint = Fingerprint.of(member);
        return referred.contains(fingerprint) || store.referred.contains(fingerprint);
    }

    @Override
    public void markReferred(String member) {
        referred = referred.isEmpty() ? new HashSet<>() : referred;
        referred.add(Fingerprint.of(member));
    }

    @Override
    public long order() {
        if (order == 0) {
            order = store.orders.incrementAndGet();
        }
        return order;
    }

    @Override
    public void commit() {
        if (recorded != null) {
            keepEvent(recorded);
        }
        keepAccounts();
        for (Entry entry : entries) {
            List<Entry> kept = store.ledger.computeIfAbsent(entry.member(), member -> new ArrayList<>(2));
            synchronized (kept) {
                kept.add(entry);
            }
        }
        erased.forEach(this::forget);
        draws.forEach((budget, amount) -> store.budgets.merge(budget, amount, Math::addExact));
        store.alertedBudgets.addAll(alerted);
        store.referred.addAll(referred);
    }

    private void keepAccounts() {
        LocalDate date = recorded != null && recorded.event() instanceof Day day ? day.date() : null;
        int decided = store.seenDays.size() + (date == null ? 0 : 1);
        changed.forEach((id, account) -> {
            if (store.accounts.put(id, new KeptAccount(account, decided)) == null) {
                store.ids.add(id);
            }
            store.sleepers.wake(id);
        });
        for (MemberAccount account : sleepy) {
            if (audience != null) {
                store.sleepers.letSleep(account.id(), audience.sleepOf(account), audience.wakesOn(account));
            }
        }
        if (date != null) {
            store.seenDays =
                    Stream.concat(store.seenDays.stream(), Stream.of(date)).toList();
        }
    }

    private void keepEvent(KeptEvent kept) {
        String id = kept.event().id();
        if (store.events.putIfAbsent(id, kept) != null) {
            throw new ConcurrentUnitException("the event was decided at the same time by another unit of work");
        }
        if (kept.event() instanceof Day day) {
            store.days.put(day.date(), kept);
        } else if (kept.event() instanceof MemberEvent event) {
            note(store.eventsOfMember, event.member(), id);
            String other = OtherMember.mentionedIn(event, kept.decisions());
            if (other != null) {
                note(store.mentions, other, id);
            }
        }
    }

    private static void note(Map<String, List<String>> events, String member, String event) {
        events.compute(member, (name, ids) -> {
            List<String> noted = ids == null ? new ArrayList<>(2) : ids;
            noted.add(event);
            return noted;
        });
    }

    private void forget(String member, String pseudonym) {
        KeptAccount erased = store.accounts.remove(member);
        store.ids.remove(member);
        store.sleepers.forget(member);
        if (erased != null) {
            unlinkReferees(
                    new Profile.Referrer(member, erased.account().profile().enrolledBy()));
        }
        List<Entry> kept = store.ledger.remove(member);
        if (kept != null) {
            List<Entry> renamed = new ArrayList<>();
            synchronized (kept) {
                kept.forEach(entry -> renamed.add(entry.of(pseudonym)));
            }
            store.ledger.put(pseudonym, renamed);
        }
        List<String> events = store.eventsOfMember.remove(member);
        if (events != null) {
            events.forEach(store.events::remove);
        }
        List<String> mentions = store.mentions.remove(member);
        if (mentions != null) {
            mentions.forEach(
                    event -> store.events.computeIfPresent(event, (id, one) -> one.without(member, pseudonym)));
        }
        store.days.replaceAll((date, day) -> day.without(member));
        store.days.values().forEach(day -> store.events.put(day.event().id(), day));
    }

    private void unlinkReferees(Profile.Referrer link) {
        store.accounts.replaceAll((id, kept) -> {
            MemberAccount account = kept.account();
            return link.equals(account.profile().referrer())
                    ? new KeptAccount(account.with(account.profile().withoutReferrer()), kept.days())
                    : kept;
        });
    }

    @Override
    public void close() {
        if (holdsBudgets) {
            store.budgetLock.unlock();
            holdsBudgets = false;
        }
        for (int i = locks.size() - 1; i >= 0; i--) {
            locks.get(i).unlock();
        }
    }
}
