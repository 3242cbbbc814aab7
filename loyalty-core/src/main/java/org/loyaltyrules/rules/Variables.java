package org.loyaltyrules.rules;

/** The matched facts that an expression looks at besides its own pattern's. */
interface Variables {

    /** None. */
    Variables NONE = slot -> {
        throw new IllegalStateException("no variable " + slot);
    };

    /** The fact, or the results of an accumulate, in the given slot. */
    Object get(int slot);

    /** Tells that an expression took this many steps more than its length suggests. */
    default void spend(long steps) {}
}
