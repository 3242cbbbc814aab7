package org.loyaltyrules.store;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.loyaltyrules.ledger.Entry;
import org.loyaltyrules.ledger.EntryKind;

/** Puts one entry in the place of all before a moment. */
final class OpeningBalance {

    private OpeningBalance() {}

    static List<Entry> roll(List<Entry> entries, OffsetDateTime before) {
        List<Entry> kept = new ArrayList<>();
        long sum = 0;
        for (Entry entry : entries) {
            if (entry.at().isBefore(before)) {
                sum += entry.points();
            } else {
                kept.add(entry);
            }
        }
        if (kept.size() < entries.size()) {
            String member = entries.get(0).member();
            kept.add(0, new Entry(member, EntryKind.OPENING, sum, "", null, null, before.minusSeconds(1)));
        }
        return kept;
    }
}
