package org.loyaltyrules.store.jdbc;

import org.junit.jupiter.api.AfterEach;
import org.loyaltyrules.store.MembershipStore;
import org.loyaltyrules.store.MembershipStoreContract;

class PostgreSqlMembershipStoreTest extends MembershipStoreContract {

    private JdbcMembershipStore store;

    /** Days come in parts of three, so that tests with more members than that see more parts than one. */
    @Override
    protected MembershipStore emptyStore() {
        store = JdbcMembershipStore.open(TestDatabase.POSTGRESQL.emptyUrl()).withPartsOf(3);
        return store;
    }

    @AfterEach
    void close() {
        store.close();
    }
}
