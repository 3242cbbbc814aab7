package org.loyaltyrules.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a store keeps, in one value: two that are equal keep the same. */
public final class StoreDigest {

    private StoreDigest() {}

    /** SHA-256 of accounts, entries, decided events, budgets and referrals; nothing that is kept is left out. */
    public static String of(InMemoryMembershipStore store) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            add(hash, store.accounts);
            add(hash, store.ledger);
            add(hash, store.eventsOfMember);
            add(hash, store.events);
            add(hash, store.days);
            add(hash, store.budgets);
            hash.update(new TreeSet<>(store.alertedBudgets).toString().getBytes(StandardCharsets.UTF_8));
            hash.update(new TreeSet<>(store.referred).toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(MessageDigest hash, Map<?, ?> map) {
        hash.update(new TreeMap<>(map).toString().getBytes(StandardCharsets.UTF_8));
    }
}
