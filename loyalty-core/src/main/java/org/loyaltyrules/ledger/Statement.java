package org.loyaltyrules.ledger;

import java.time.LocalDate;
import java.util.List;

/**
 * A member's points over some days. The closing balance is the opening balance and the entries' points.
 *
 * @param from the first day
 * @param to the last day
 * @param opening the sum of all entries before {@code from}; points that are pending are included, debts are deducted
 * @param entries those of the days between, both included, in the order in which they were written
 * @param closing the sum of all entries up to {@code to}
 */
public record Statement(String member, LocalDate from, LocalDate to, long opening, List<Entry> entries, long closing) {

    public Statement {
        entries = List.copyOf(entries);
    }
}
