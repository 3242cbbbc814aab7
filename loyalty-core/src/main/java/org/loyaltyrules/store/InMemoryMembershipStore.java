package org.loyaltyrules.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.ledger.Entry;
import org.loyaltyrules.member.MemberAccount;

/**
 * Keeps everything in memory. Units of work on different members run in parallel, those on one member one after the
 * other; budgets are held from their first use to the unit's end.
 */
public final class InMemoryMembershipStore implements MembershipStore {

    private static final int STRIPES = 1024;

    final Map<String, MemberAccount> accounts = new ConcurrentSkipListMap<>();
    final Map<String, List<Entry>> ledger = new ConcurrentHashMap<>();
    final Map<String, DecidedEvent> events = new ConcurrentHashMap<>();
    final Map<String, List<String>> eventsOfMember = new ConcurrentHashMap<>();
    final Map<LocalDate, DecidedEvent> days = new ConcurrentHashMap<>();
    final Map<String, Long> budgets = new ConcurrentHashMap<>();
    final Set<String> alertedBudgets = ConcurrentHashMap.newKeySet();
    final Set<String> referred = ConcurrentHashMap.newKeySet();
    final AtomicLong orders = new AtomicLong();
    final ReentrantLock budgetLock = new ReentrantLock();

    private final ReentrantReadWriteLock everybody = new ReentrantReadWriteLock(true);
    private final Lock[] stripes = new Lock[STRIPES];

    /** Creates an empty store. */
    public InMemoryMembershipStore() {
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new ReentrantLock();
        }
    }

    @Override
    public UnitOfWork begin(Set<String> members) {
        List<Lock> locks = new ArrayList<>();
        locks.add(everybody.readLock());
        members.stream()
                .map(member -> Math.floorMod(member.hashCode(), STRIPES))
                .distinct()
                .sorted()
                .forEach(stripe -> locks.add(stripes[stripe]));
        return new InMemoryUnitOfWork(this, locks);
    }

    @Override
    public UnitOfWork beginForAll() {
        return new InMemoryUnitOfWork(this, List.of(everybody.writeLock()));
    }

    @Override
    public @Nullable MemberAccount member(String id) {
        return accounts.get(id);
    }

    @Override
    public List<MemberAccount> members() {
        return List.copyOf(accounts.values());
    }

    @Override
    public List<Entry> entries(String member) {
        List<Entry> entries = ledger.get(member);
        if (entries == null) {
            return List.of();
        }
        synchronized (entries) {
            return List.copyOf(entries);
        }
    }

    /** What is kept of somebody who was referred, so that an erased member's id is not. */
    static String fingerprint(String member) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(member.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
