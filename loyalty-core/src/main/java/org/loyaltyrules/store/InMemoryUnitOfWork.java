package org.loyaltyrules.store;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.event.Event;
import org.loyaltyrules.event.MemberEvent;
import org.loyaltyrules.ledger.Entry;
import org.loyaltyrules.member.MemberAccount;

/** Buffers what it writes, and applies all of it at commit, under the locks it holds. */
final class InMemoryUnitOfWork implements UnitOfWork {

    private final InMemoryMembershipStore store;
    private final List<Lock> locks;
    private final Map<String, MemberAccount> changed = new HashMap<>();
    private final Map<String, String> erased = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Long> draws = new HashMap<>();
    private final Set<String> alerted = new HashSet<>();
    private final Set<String> referred = new HashSet<>();
    private @Nullable DecidedEvent recorded;
    private boolean holdsBudgets;
    private long order;

    InMemoryUnitOfWork(InMemoryMembershipStore store, List<Lock> locks) {
        this.store = store;
        this.locks = locks;
        locks.forEach(Lock::lock);
    }

    @Override
    public @Nullable MemberAccount member(String id) {
        if (erased.containsKey(id)) {
            return null;
        }
        MemberAccount account = changed.get(id);
        return account != null ? account : store.accounts.get(id);
    }

    @Override
    public Collection<String> members() {
        return List.copyOf(store.accounts.keySet());
    }

    @Override
    public void put(MemberAccount account) {
        changed.put(account.id(), account);
    }

    @Override
    public void erase(String member, String pseudonym) {
        changed.remove(member);
        erased.put(member, pseudonym);
    }

    @Override
    public @Nullable DecidedEvent decided(String event) {
        return store.events.get(event);
    }

    @Override
    public @Nullable DecidedEvent decided(LocalDate day) {
        return store.days.get(day);
    }

    @Override
    public void record(Event event, List<Decision> decisions) {
        recorded = new DecidedEvent(event, decisions);
    }

    @Override
    public void append(List<Entry> more) {
        entries.addAll(more);
    }

    @Override
    public long budgetDrawn(String budget) {
        holdBudgets();
        return store.budgets.getOrDefault(budget, 0L) + draws.getOrDefault(budget, 0L);
    }

    @Override
    public void drawBudget(String budget, long amount) {
        holdBudgets();
        draws.merge(budget, amount, Math::addExact);
    }

    @Override
    public boolean tellBudgetAlert(String budget) {
        holdBudgets();
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
        String fingerprint = InMemoryMembershipStore.fingerprint(member);
        return referred.contains(fingerprint) || store.referred.contains(fingerprint);
    }

    @Override
    public void markReferred(String member) {
        referred.add(InMemoryMembershipStore.fingerprint(member));
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
        store.accounts.putAll(changed);
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

    private void keepEvent(DecidedEvent decided) {
        String id = decided.event().id();
        if (store.events.putIfAbsent(id, decided) != null) {
            throw new ConcurrentUnitException(id);
        }
        if (decided.event() instanceof Day day) {
            store.days.put(day.date(), decided);
        } else if (decided.event() instanceof MemberEvent event) {
            store.eventsOfMember
                    .computeIfAbsent(event.member(), member -> new ArrayList<>(2))
                    .add(id);
        }
    }

    private static DecidedEvent without(String member, DecidedEvent day) {
        return new DecidedEvent(
                day.event(),
                day.decisions().stream()
                        .filter(decision -> !decision.member().equals(member))
                        .toList());
    }

    private void forget(String member, String pseudonym) {
        store.days.replaceAll((date, day) -> without(member, day));
        store.days.values().forEach(day -> store.events.put(day.event().id(), day));
        store.accounts.remove(member);
        List<Entry> kept = store.ledger.remove(member);
        if (kept != null) {
            List<Entry> renamed = new ArrayList<>(kept.size());
            kept.forEach(entry -> renamed.add(entry.of(pseudonym)));
            store.ledger.put(pseudonym, renamed);
        }
        List<String> events = store.eventsOfMember.remove(member);
        if (events != null) {
            events.forEach(store.events::remove);
        }
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
