package org.loyaltyrules.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.loyaltyrules.ledger.Entry;

/** What a store keeps, in one value: two that are equal keep the same. */
public final class StoreDigest {

    private StoreDigest() {}

    /** SHA-256 of accounts, entries, ids of decided events, budgets and referrals. */
    public static String of(InMemoryMembershipStore store) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            add(hash, store.accounts);
            add(hash, store.ledger);
            add(hash, store.eventsOfMember);
            hash.update(new TreeSet<>(store.events.keySet()).toString().getBytes(StandardCharsets.UTF_8));
            hash.update(new TreeSet<>(store.days.keySet()).toString().getBytes(StandardCharsets.UTF_8));
            add(hash, store.budgets);
            hash.update(new TreeSet<>(store.alertedBudgets).toString().getBytes(StandardCharsets.UTF_8));
            hash.update(new TreeSet<>(store.referred).toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All entries by member, or by pseudonym where the member was erased. */
    public static Map<String, List<Entry>> entries(InMemoryMembershipStore store) {
        Map<String, List<Entry>> entries = new TreeMap<>();
        store.ledger.forEach((member, kept) -> entries.put(member, List.copyOf(kept)));
        return entries;
    }

    private static void add(MessageDigest hash, Map<?, ?> map) {
        hash.update(new TreeMap<>(map).toString().getBytes(StandardCharsets.UTF_8));
    }
}
