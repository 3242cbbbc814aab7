package org.loyaltyrules.store.jdbc;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.event.Event;
import org.loyaltyrules.ledger.Entry;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.store.DayAudience;
import org.loyaltyrules.store.DecidedEvent;
import org.loyaltyrules.store.Fingerprint;
import org.loyaltyrules.store.RankedPlace;
import org.loyaltyrules.store.UnitOfWork;

/**
 * A unit of work in one transaction. Holds the rows of its members, locked in order of id; buffers what it writes, and
 * writes at the commit what is other than before.
 */
class JdbcUnitOfWork implements UnitOfWork, PurchaseRows.Sessions {

    final Session session;
    final DayRows days;
    final EventRows events;
    final Map<String, MemberAccount> changed = new TreeMap<>();

    private final PurchaseRows.Sessions later;
    private final AccountReader accounts;
    private final BudgetRows budgets;
    private final Map<String, @Nullable StoredAccount> held = new HashMap<>();
    private final Map<String, List<Entry>> entries = new TreeMap<>();
    private final Set<String> referred = new TreeSet<>();
    private @Nullable Event recorded;
    private List<Decision> decisions = List.of();
    private @Nullable String erased;
    private String pseudonym = "";
    private long order;
    private boolean isOpen = true;

    /**
     * Begins a unit.
     *
     * @param later lends a session for purchases that are read when this unit has ended
     */
    JdbcUnitOfWork(Session session, PurchaseRows.Sessions later) {
        this.session = session;
        this.later = later;
        this.accounts = new AccountReader(session, this);
        this.days = new DayRows(session);
        this.events = new EventRows(session);
        this.budgets = new BudgetRows(session);
    }

    @Override
    public <T> T with(Function<Session, T> work) {
        return isOpen ? work.apply(session) : later.with(work);
    }

    /**
     * Locks members in order of id, and then those who referred them while a first purchase is awaited.
     *
     * @return the members that must be locked too and come earlier in the order; then nothing may be done with this unit
     */
    Set<String> hold(Set<String> members) {
        TreeSet<String> ordered = new TreeSet<>(members);
        TreeSet<String> referrers = new TreeSet<>();
        for (String member : ordered) {
            StoredAccount stored = accounts.lock(member);
            held.put(member, stored);
            String referrer = stored == null ? null : awaitingReferrer(stored.account());
            if (referrer != null && !members.contains(referrer)) {
                referrers.add(referrer);
            }
        }
        if (!referrers.isEmpty() && referrers.first().compareTo(ordered.last()) < 0) {
            return referrers;
        }
        for (String referrer : referrers) {
            held.put(referrer, accounts.lock(referrer));
        }
        return Set.of();
    }

    private static @Nullable String awaitingReferrer(MemberAccount account) {
        return account.activity().everPurchased() || account.profile().referrer() == null
                ? null
                : account.profile().referrer().member();
    }

    /** Locks a member and everybody whom the member referred. */
    void holdForErasure(String member) {
        session.list(
                "SELECT id FROM loyalty_member WHERE id = ? OR referrer = ? ORDER BY id FOR UPDATE",
                row -> row.getString("id"),
                member,
                member);
        held.put(member, accounts.lock(member));
    }

    /** Holds accounts that one statement reads; their ids, in order. */
    List<String> hold(String condition, @Nullable Object... values) {
        held.clear();
        Map<String, StoredAccount> read = accounts.read(condition, false, values);
        held.putAll(read);
        return List.copyOf(read.keySet());
    }

    boolean isHeld(String member) {
        return held.containsKey(member);
    }

    /** An account that is not locked; null where nobody of this id is enrolled. */
    @Nullable
    StoredAccount unlocked(String member) {
        return accounts.whole(member);
    }

    @Nullable
    StoredAccount stored(String member) {
        if (!held.containsKey(member)) {
            throw new IllegalArgumentException("the unit of work was not begun for this member");
        }
        return held.get(member);
    }

    @Override
    public @Nullable MemberAccount member(String id) {
        MemberAccount account = changed.get(id);
        if (account != null) {
            return account;
        }
        StoredAccount stored = id.equals(erased) ? null : stored(id);
        return stored == null ? null : stored.account();
    }

    @Override
    public @Nullable MemberAccount wholeMember(String id) {
        StoredAccount stored = stored(id);
        if (stored == null || changed.containsKey(id)) {
            return member(id);
        }
        StoredAccount whole = accounts.whole(id);
        held.put(id, whole);
        return whole == null ? null : whole.account();
    }

    @Override
    public Iterable<String> membersOn(LocalDate day, DayAudience audience) {
        throw new IllegalStateException("the unit of work was not begun for a day");
    }

    @Override
    public void rank(LocalDate first, LocalDate last, LocalDate enrolledBy) {
        throw new IllegalStateException("the unit of work was not begun for a day");
    }

    @Override
    public List<RankedPlace> places(String member) {
        return List.of();
    }

    @Override
    public Map<String, Integer> vouchersIssued() {
        return new HashMap<>();
    }

    @Override
    public void put(MemberAccount account) {
        changed.put(account.id(), account);
    }

    @Override
    public void erase(String member, String newName) {
        changed.remove(member);
        erased = member;
        pseudonym = newName;
    }

    @Override
    public @Nullable DecidedEvent decided(String event) {
        return events.decided(event);
    }

    @Override
    public @Nullable DecidedEvent decided(LocalDate day) {
        return events.decided(day);
    }

    @Override
    public void record(Event event, List<Decision> decided) {
        recorded = event;
        decisions = List.copyOf(decided);
    }

    @Override
    public void append(List<Entry> more) {
        for (Entry entry : more) {
            entries.computeIfAbsent(entry.member(), member -> new ArrayList<>()).add(entry);
        }
    }

    @Override
    public long budgetDrawn(String budget) {
        return budgets.drawn(budget);
    }

    @Override
    public void drawBudget(String budget, long amount, long cap, long alertAt) {
        budgets.draw(budget, amount, cap, alertAt);
    }

    @Override
    public boolean tellBudgetAlert(String budget) {
        return budgets.tellAlert(budget);
    }

    @Override
    public boolean wasReferred(String member) {
        String fingerprint = Fingerprint.of(member);
        return referred.contains(fingerprint)
                || session.number("SELECT count(*) FROM loyalty_referred WHERE fingerprint = ?", fingerprint) > 0;
    }

    @Override
    public void markReferred(String member) {
        referred.add(Fingerprint.of(member));
    }

    @Override
    public long order() {
        if (order == 0) {
            order = session.next("loyalty_order");
        }
        return order;
    }

    @Override
    public void commit() {
        if (recorded != null) {
            writeEvent(recorded, decisions);
        }
        writeAccounts(recorded == null ? "" : recorded.id());
        session.updateEach(
                "INSERT INTO loyalty_referred (fingerprint) VALUES (?)",
                referred.stream().map(fingerprint -> new Object[] {fingerprint}).toList());
        budgets.write();
        session.commit();
    }

    void writeEvent(Event event, List<Decision> decided) {
        events.insert(event, decided);
    }

    private void writeAccounts(String event) {
        AccountWriter writer = new AccountWriter(session);
        changed.forEach((id, next) -> {
            StoredAccount stored = stored(id);
            List<Entry> added = entries.getOrDefault(id, List.of());
            if (stored == null) {
                writer.insert(next, added, event, days.lastSeenBy(id));
            } else {
                writer.update(stored, next, added, event, dayNumber(stored));
            }
        });
        if (erased != null) {
            erase(writer, erased);
        }
    }

    /** The last day that a member whose account is written has seen. */
    long dayNumber(StoredAccount stored) {
        return stored.dayNumber();
    }

    private void erase(AccountWriter writer, String member) {
        StoredAccount stored = stored(member);
        if (stored == null) {
            return;
        }
        long balance = stored.rows().points().balance() + stored.rows().points().pending();
        writer.append(stored.number(), stored.entries(), balance, entries.getOrDefault(member, List.of()));
        session.update("INSERT INTO loyalty_erased (account, pseudonym) VALUES (?, ?)", stored.number(), pseudonym);
        events.erase(member, pseudonym);
        session.update(
                "UPDATE loyalty_member SET " + SleepRow.AWAKE + ", referrer = NULL, referrer_enrolled_by = NULL"
                        + " WHERE referrer = ? AND referrer_enrolled_by = ?",
                member,
                stored.rows().profile().enrolledBy());
        days.erase(member);
        session.update("DELETE FROM loyalty_member WHERE account = ?", stored.number());
    }

    @Override
    public void close() {
        if (isOpen) {
            isOpen = false;
            session.close();
        }
    }
}
