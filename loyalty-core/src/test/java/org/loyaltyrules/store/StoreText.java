package org.loyaltyrules.store;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.loyaltyrules.ledger.Entry;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.member.PurchaseHistory;

/** All that a store keeps of its members, in a text: two that are equal keep the same. */
public final class StoreText {

    private StoreText() {}

    /** The members' accounts and entries, and what was drawn on these budgets; a line each. */
    public static String of(MembershipStore store, Collection<String> budgets) {
        StringBuilder text = new StringBuilder();
        for (MemberAccount account : store.members()) {
            text.append(of(account)).append('\n');
            for (Entry entry : store.entries(account.id())) {
                text.append("  ").append(entry).append('\n');
            }
        }
        try (UnitOfWork unit = store.begin(Set.of())) {
            for (String budget : new TreeSet<>(budgets)) {
                text.append(budget).append('=').append(unit.budgetDrawn(budget)).append('\n');
            }
        }
        return text.toString();
    }

    /** A record with all that is in it, whatever its own text says. */
    public static String of(Object value) {
        if (value instanceof PurchaseHistory history) {
            return of(PurchaseHistory.all(history));
        }
        if (value instanceof Record) {
            List<String> parts = new ArrayList<>();
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                try {
                    component.getAccessor().setAccessible(true);
                    parts.add(component.getName() + "="
                            + of(component.getAccessor().invoke(value)));
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            }
            return value.getClass().getSimpleName() + parts;
        }
        if (value instanceof Set<?> set) {
            TreeSet<String> parts = new TreeSet<>();
            set.forEach(element -> parts.add(of(element)));
            return parts.toString();
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(StoreText::of).toList().toString();
        }
        if (value instanceof Map<?, ?> map) {
            TreeMap<String, String> parts = new TreeMap<>();
            map.forEach((key, element) -> parts.put(of(key), of(element)));
            return parts.toString();
        }
        return String.valueOf(value);
    }
}
