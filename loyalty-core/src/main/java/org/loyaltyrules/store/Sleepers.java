package org.loyaltyrules.store;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which members sleep, as {@link DayAudience} says; nobody does before the first day. Units on a day and erasures have the
 * store for themselves and may do anything with it; others only wake members.
 */
final class Sleepers {

    private final Set<String> awake = ConcurrentHashMap.newKeySet();

    /** Those whose sleep is light, and some who are awake by now. */
    private final Set<String> light = new HashSet<>();

    /** Those who wake on a day, and some who are awake by now. */
    private final NavigableMap<LocalDate, Set<String>> waking = new TreeMap<>();

    private @Nullable String rules;
    private LocalDate latest = LocalDate.MIN;

    /**
     * Wakes those who wake by a day, and everybody where other rules decided before.
     *
     * @return whether it is known who sleeps; not for a day before another one that was begun
     */
    boolean begin(LocalDate day, String rulesOfDay, Collection<String> everybody) {
        if (!rulesOfDay.equals(rules)) {
            rules = rulesOfDay;
            latest = day;
            light.clear();
            waking.clear();
            awake.addAll(everybody);
        }
        if (day.isBefore(latest)) {
            return false;
        }
        latest = day;
        NavigableMap<LocalDate, Set<String>> due = waking.headMap(day, true);
        due.values().forEach(awake::addAll);
        due.clear();
        return true;
    }

    /** Those who sleep no deeper than this, not all, in order. */
    Set<String> upTo(Sleep sleep) {
        Set<String> members = new TreeSet<>(awake);
        if (sleep == Sleep.LIGHT) {
            members.addAll(light);
        }
        return members;
    }

    boolean isAsleep(String member) {
        return !awake.contains(member);
    }

    void wake(String member) {
        if (rules != null) {
            awake.add(member);
        }
    }

    /** Lets a member sleep until a day, {@link LocalDate#MAX} for none. */
    void letSleep(String member, Sleep sleep, LocalDate until) {
        awake.remove(member);
        if (sleep == Sleep.LIGHT) {
            light.add(member);
        } else {
            light.remove(member);
        }
        if (until.isBefore(LocalDate.MAX)) {
            waking.computeIfAbsent(until, day -> new HashSet<>()).add(member);
        }
    }

    void forget(String member) {
        awake.remove(member);
        light.remove(member);
        waking.values().forEach(members -> members.remove(member));
    }
}
