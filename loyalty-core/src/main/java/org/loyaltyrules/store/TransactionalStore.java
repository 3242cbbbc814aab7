package org.loyaltyrules.store;

import java.sql.Connection;

/** A store in a database that can take part in a transaction of the host. */
public interface TransactionalStore extends MembershipStore {

    /**
     * This store within a transaction of the host: its units of work run on the connection, and commit nothing.
     *
     * @param connection to the store's database, with auto-commit off
     */
    MembershipStore within(Connection connection);
}
