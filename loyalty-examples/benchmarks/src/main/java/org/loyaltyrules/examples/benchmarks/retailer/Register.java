package org.loyaltyrules.examples.benchmarks.retailer;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.ledger.Entry;

/** A retailer's own books in memory: customers, decided purchases for those that come twice, and the ledger. Thread-safe. */
public final class Register {

    private record Decided(Purchase event, Decision decision) {}

    private final Till till;
    private final Map<String, Customer> customers = new ConcurrentHashMap<>();
    private final Map<String, Decided> decided = new ConcurrentHashMap<>();
    private final Map<String, List<Entry>> ledger = new ConcurrentHashMap<>();

    /** Empty books. */
    public Register(Till till) {
        this.till = till;
    }

    /** Enrolls a customer, who gets a voucher for it. */
    public Customer enroll(String id, String event, LocalDate day) {
        Customer customer = Customer.enrolled(
                id, null, new Customer.Coupon("WELCOME10-" + event + "-1", "WELCOME10", day.plusDays(30), false));
        customers.put(id, customer);
        ledger.put(id, new ArrayList<>(2));
        return customer;
    }

    /** Decides a purchase and keeps what it changes. */
    public Decision process(Purchase event) {
        List<Entry> entries = ledger.get(event.member());
        synchronized (entries) {
            Decided before = decided.get(event.id());
            if (before != null) {
                if (!before.event().equals(event)) {
                    throw new IllegalStateException("two purchases with the id " + event.id());
                }
                return before.decision().asReplay();
            }
            Till.Result result = till.decide(customers.get(event.member()), event);
            if (result.decision().accepted()) {
                customers.put(event.member(), result.customer());
                entries.addAll(result.entries());
                decided.put(event.id(), new Decided(event, result.decision()));
            }
            return result.decision();
        }
    }
}
