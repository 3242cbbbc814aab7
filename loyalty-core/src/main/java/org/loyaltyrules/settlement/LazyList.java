package org.loyaltyrules.settlement;

import java.util.ArrayList;
import java.util.List;

/**
 * Lists that are made when something comes into them: what an event may bring is of many kinds, what it brings of few. An
 * empty one is {@code List.of()}.
 */
final class LazyList {

    private static final int FEW = 2;

    private LazyList() {}

    /** The list with one more; the same list, unless it was empty. */
    static <T> List<T> with(List<T> list, T one) {
        List<T> longer = list.isEmpty() ? new ArrayList<>(FEW) : list;
        longer.add(one);
        return longer;
    }
}
