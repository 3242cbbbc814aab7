package org.loyaltyrules.member;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Purchases, the newest first. A linked list, so that an account with one more purchase shares all the others.
 *
 * @param newest the newest purchase
 * @param earlier those before it; null where there is none
 */
public record PurchaseHistory(
        PurchaseRecord newest, @Nullable PurchaseHistory earlier) {

    /** The purchase with this id; null where there is none. */
    public static @Nullable PurchaseRecord find(@Nullable PurchaseHistory history, String purchase) {
        for (PurchaseHistory place = history; place != null; place = place.earlier) {
            if (place.newest.event().id().equals(purchase)) {
                return place.newest;
            }
        }
        return null;
    }

    /** Compares purchase by purchase: a long history must not exhaust the stack. */
    @Override
    public boolean equals(Object other) {
        if (!(other instanceof PurchaseHistory that)) {
            return false;
        }
        PurchaseHistory mine = this;
        while (mine != null && that != null && mine != that) {
            if (!mine.newest.equals(that.newest)) {
                return false;
            }
            mine = mine.earlier;
            that = that.earlier;
        }
        return mine == that;
    }

    @Override
    public int hashCode() {
        return newest.hashCode();
    }

    @Override
    public String toString() {
        return "PurchaseHistory";
    }

    /** The history with the purchase of the same id replaced. */
    public static PurchaseHistory replace(@Nullable PurchaseHistory history, PurchaseRecord changed) {
        if (history == null) {
            throw new IllegalArgumentException("no purchase " + changed.event().id());
        }
        ArrayDeque<PurchaseRecord> newer = new ArrayDeque<>();
        PurchaseHistory place = history;
        while (!place.newest.event().id().equals(changed.event().id())) {
            newer.push(place.newest);
            place = place.earlier;
            if (place == null) {
                throw new IllegalArgumentException(
                        "no purchase " + changed.event().id());
            }
        }
        PurchaseHistory result = new PurchaseHistory(changed, place.earlier);
        while (!newer.isEmpty()) {
            result = new PurchaseHistory(newer.pop(), result);
        }
        return result;
    }
}
