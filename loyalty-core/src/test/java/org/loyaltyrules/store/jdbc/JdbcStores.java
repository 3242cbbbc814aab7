package org.loyaltyrules.store.jdbc;

/** What tests outside of the package need of its store. */
public final class JdbcStores {

    private JdbcStores() {}

    /** The same store, whose days come in parts of so many members. */
    public static JdbcMembershipStore withPartsOf(int members, JdbcMembershipStore store) {
        return store.withPartsOf(members);
    }
}
