package org.loyaltyrules.member;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Purchases, the newest first. A linked list, so that an account with one more purchase shares all the others; the oldest
 * may be in an archive, from which they come when they are asked for. Immutable.
 */
public final class PurchaseHistory {

    /** Purchases that are kept elsewhere. */
    public interface Archive {

        /** The purchase with this id; null where there is none. */
        @Nullable
        PurchaseRecord find(String purchase);

        /**
         * Whether a purchase before a place among the member's events is not wholly returned.
         *
         * @param except ids of purchases that do not count
         */
        boolean hasOpenBefore(long sequence, Set<String> except);

        /** All purchases, the newest first. */
        List<PurchaseRecord> all();
    }

    private final @Nullable PurchaseRecord newest;
    private final @Nullable PurchaseHistory earlier;
    private final @Nullable Archive archive;

    private PurchaseHistory(
            @Nullable PurchaseRecord newest, @Nullable PurchaseHistory earlier, @Nullable Archive archive) {
        this.newest = newest;
        this.earlier = earlier;
        this.archive = archive;
    }

    /**
     * A purchase and those before it.
     *
     * @param earlier null where there is none
     */
    public PurchaseHistory(PurchaseRecord newest, @Nullable PurchaseHistory earlier) {
        this(newest, earlier, null);
    }

    /** Purchases that are all kept elsewhere. */
    public static PurchaseHistory of(Archive archive) {
        return new PurchaseHistory(null, null, archive);
    }

    /** The purchase with this id; null where there is none. */
    public static @Nullable PurchaseRecord find(@Nullable PurchaseHistory history, String purchase) {
        for (PurchaseHistory place = history; place != null; place = place.earlier) {
            if (place.archive != null) {
                return place.archive.find(purchase);
            }
            if (place.newest != null && place.newest.event().id().equals(purchase)) {
                return place.newest;
            }
        }
        return null;
    }

    /** Whether a purchase before a place among the member's events is not wholly returned. */
    public static boolean hasOpenBefore(@Nullable PurchaseHistory history, long sequence) {
        for (PurchaseHistory place = history; place != null; place = place.earlier) {
            if (place.archive != null) {
                return place.archive.hasOpenBefore(sequence, ids(unarchived(history)));
            }
            PurchaseRecord purchase = place.newest;
            if (purchase != null && purchase.sequence() < sequence && !purchase.whollyReturned()) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> ids(List<PurchaseRecord> purchases) {
        Set<String> ids = new HashSet<>();
        purchases.forEach(purchase -> ids.add(purchase.event().id()));
        return ids;
    }

    /** The purchases that are not in an archive or are other than there, the newest first. */
    public static List<PurchaseRecord> unarchived(@Nullable PurchaseHistory history) {
        List<PurchaseRecord> purchases = new ArrayList<>();
        for (PurchaseHistory place = history; place != null; place = place.earlier) {
            if (place.newest != null) {
                purchases.add(place.newest);
            }
        }
        return purchases;
    }

    /** All purchases, the newest first. */
    public static List<PurchaseRecord> all(@Nullable PurchaseHistory history) {
        List<PurchaseRecord> purchases = unarchived(history);
        for (PurchaseHistory place = history; place != null; place = place.earlier) {
            if (place.archive != null) {
                addArchived(place.archive, purchases);
            }
        }
        return purchases;
    }

    private static void addArchived(Archive archive, List<PurchaseRecord> purchases) {
        Set<String> changed = ids(purchases);
        for (PurchaseRecord archived : archive.all()) {
            if (!changed.contains(archived.event().id())) {
                purchases.add(archived);
            }
        }
        purchases.sort((one, other) -> Long.compare(other.sequence(), one.sequence()));
    }

    /** Compares purchase by purchase: a long history must not exhaust the stack. */
    @Override
    public boolean equals(Object other) {
        if (!(other instanceof PurchaseHistory that)) {
            return false;
        }
        PurchaseHistory mine = this;
        while (mine != null && that != null && mine != that && Objects.equals(mine.newest, that.newest)) {
            mine = mine.earlier;
            that = that.earlier;
        }
        return mine == that || all(this).equals(all((PurchaseHistory) other));
    }

    @Override
    public int hashCode() {
        return all(this).hashCode();
    }

    @Override
    public String toString() {
        return "PurchaseHistory";
    }

    /** The history with the purchase of the same id replaced. */
    public static PurchaseHistory replace(@Nullable PurchaseHistory history, PurchaseRecord changed) {
        String id = changed.event().id();
        Deque<PurchaseRecord> newer = new ArrayDeque<>();
        PurchaseHistory place = history;
        while (place != null
                && place.newest != null
                && !place.newest.event().id().equals(id)) {
            newer.push(place.newest);
            place = place.earlier;
        }
        if (place == null || place.archive != null && place.archive.find(id) == null) {
            throw new IllegalArgumentException("no purchase " + id);
        }
        PurchaseHistory result = new PurchaseHistory(changed, place.archive != null ? place : place.earlier);
        while (!newer.isEmpty()) {
            result = new PurchaseHistory(newer.pop(), result);
        }
        return result;
    }
}
