package org.loyaltyrules.settlement;

import java.util.ArrayList;
import java.util.List;

/**
 * Lists that take no more room than what is in them: what an event may bring is of many kinds, what it brings of few, and
 * mostly one of a kind. Only lists of several can be changed.
 */
final class LazyList {

    private static final int FEW = 4;

    private LazyList() {}

    /** The list with one more, in place of the one given. */
    static <T> List<T> with(List<T> list, T one) {
        if (list.isEmpty()) {
            return List.of(one);
        }
        List<T> longer = list;
        if (list.size() == 1) {
            longer = new ArrayList<>(FEW);
            longer.add(list.get(0));
        }
        longer.add(one);
        return longer;
    }
}
