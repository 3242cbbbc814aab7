package org.loyaltyrules.examples.benchmarks;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.engine.EventDecider;
import org.loyaltyrules.event.Event;
import org.loyaltyrules.event.MemberEvent;
import org.loyaltyrules.ledger.Entry;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.store.DayAudience;
import org.loyaltyrules.store.DecidedEvent;
import org.loyaltyrules.store.RankedPlace;
import org.loyaltyrules.store.UnitOfWork;

/**
 * A unit of work on one account and nothing else: with it, deciding is a pure function of the program, the account and
 * the event. Knows no referrers and no budgets.
 */
public final class OneMember implements UnitOfWork {

    private final MemberAccount before;
    private final long order;
    private MemberAccount after;
    private List<Entry> entries = List.of();

    private OneMember(MemberAccount before, long order) {
        this.before = before;
        this.order = order;
    }

    /** What an event does to a member: the decision, the next account and the ledger entries. */
    public record Result(Decision decision, MemberAccount account, List<Entry> entries) {}

    /** Decides an event of a member; {@code account} is null for an enrollment. */
    public static Result decide(EventDecider decider, MemberAccount account, MemberEvent event) {
        OneMember unit = new OneMember(account, account == null ? 1 : account.sequence() + 1);
        Decision decision = decider.decide(event, unit).decisions().get(0);
        return new Result(decision, unit.after == null ? account : unit.after, unit.entries);
    }

    @Override
    public MemberAccount member(String id) {
        return before != null && before.id().equals(id) ? before : null;
    }

    @Override
    public MemberAccount wholeMember(String id) {
        return member(id);
    }

    @Override
    public List<String> membersOn(LocalDate day, DayAudience audience) {
        return before == null ? List.of() : List.of(before.id());
    }

    @Override
    public void rank(LocalDate first, LocalDate last, LocalDate enrolledBy) {
        throw notHere();
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
        after = account;
    }

    @Override
    public void append(List<Entry> more) {
        entries = more;
    }

    @Override
    public long order() {
        return order;
    }

    @Override
    public void erase(String member, String pseudonym) {
        throw notHere();
    }

    @Override
    public DecidedEvent decided(String event) {
        return null;
    }

    @Override
    public DecidedEvent decided(LocalDate day) {
        return null;
    }

    @Override
    public void record(Event event, List<Decision> decisions) {
        throw notHere();
    }

    @Override
    public long budgetDrawn(String budget) {
        return 0;
    }

    @Override
    public void drawBudget(String budget, long amount, long cap, long alertAt) {
        throw notHere();
    }

    @Override
    public boolean tellBudgetAlert(String budget) {
        throw notHere();
    }

    @Override
    public boolean wasReferred(String member) {
        return false;
    }

    @Override
    public void markReferred(String member) {
        throw notHere();
    }

    @Override
    public void commit() {
        throw notHere();
    }

    @Override
    public void close() {}

    private static UnsupportedOperationException notHere() {
        return new UnsupportedOperationException("a single member has no store");
    }
}
