package org.loyaltyrules.store;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.loyaltyrules.ledger.Entry;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.member.PurchaseHistory;
import org.loyaltyrules.member.PurchaseRecord;

/** What a store keeps, in one value: two that are equal keep the same. */
public final class StoreDigest {

    /** Values that never change and that many states of a store share: the hash of each is remembered. */
    private static final Set<Class<?>> SHARED =
            Set.of(MemberAccount.class, PurchaseRecord.class, InMemoryMembershipStore.KeptEvent.class, Entry.class);

    private static final int REMEMBERED = 20_000;
    private static final ThreadLocal<Map<Object, String>> HASHES = ThreadLocal.withInitial(IdentityHashMap::new);
    private static final Map<Class<?>, RecordComponent[]> COMPONENTS = new ConcurrentHashMap<>();

    private final StringBuilder text = new StringBuilder();

    private StoreDigest() {}

    /**
     * SHA-256 of accounts, entries, decided events, budgets and referrals, field by field: their {@code toString} leaves
     * out what must not be logged.
     */
    public static String of(InMemoryMembershipStore store) {
        StoreDigest digest = new StoreDigest();
        digest.add(store.members());
        digest.add(store.ledger);
        digest.add(store.eventsOfMember);
        digest.add(store.events);
        digest.add(store.days);
        digest.add(store.budgets);
        digest.add(store.alertedBudgets);
        digest.add(store.referred);
        return digest.hash();
    }

    /** All entries by member, or by pseudonym where the member was erased. */
    public static Map<String, List<Entry>> entries(InMemoryMembershipStore store) {
        Map<String, List<Entry>> entries = new TreeMap<>();
        store.ledger.forEach((member, kept) -> entries.put(member, List.copyOf(kept)));
        return entries;
    }

    private String hash() {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(hash.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(Object value) {
        if (value instanceof Map<?, ?> map) {
            new TreeMap<>(map).forEach((key, one) -> {
                add(key);
                add(one);
            });
        } else if (value instanceof Set<?> set) {
            new TreeSet<>(set).forEach(this::add);
        } else if (value instanceof Collection<?> list) {
            list.forEach(this::add);
        } else if (value instanceof PurchaseHistory history) {
            PurchaseHistory.all(history).forEach(this::add);
        } else if (value instanceof Record one && SHARED.contains(one.getClass())) {
            text.append(rememberedHash(one));
        } else if (value instanceof Record one) {
            addComponents(one);
        } else {
            text.append(value);
        }
        text.append(';');
    }

    private void addComponents(Record one) {
        text.append(one.getClass().getSimpleName()).append('(');
        for (RecordComponent component :
                COMPONENTS.computeIfAbsent(one.getClass(), type -> accessible(type.getRecordComponents()))) {
            try {
                add(component.getAccessor().invoke(one));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        text.append(')');
    }

    private static RecordComponent[] accessible(RecordComponent[] components) {
        for (RecordComponent component : components) {
            component.getAccessor().setAccessible(true);
        }
        return components;
    }

    private static String rememberedHash(Record one) {
        Map<Object, String> hashes = HASHES.get();
        if (hashes.size() > REMEMBERED) {
            hashes.clear();
        }
        String hash = hashes.get(one);
        if (hash == null) {
            StoreDigest digest = new StoreDigest();
            digest.addComponents(one);
            hash = digest.hash().substring(0, 32);
            hashes.put(one, hash);
        }
        return hash;
    }
}
