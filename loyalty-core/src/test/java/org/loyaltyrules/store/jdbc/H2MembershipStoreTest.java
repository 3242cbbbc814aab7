package org.loyaltyrules.store.jdbc;

import org.junit.jupiter.api.AfterEach;
import org.loyaltyrules.store.MembershipStore;
import org.loyaltyrules.store.MembershipStoreContract;

class H2MembershipStoreTest extends MembershipStoreContract {

    private JdbcMembershipStore store;

    /** Days come in parts of three, so that tests with more members than that see more parts than one. */
    @Override
    protected MembershipStore emptyStore() {
        store = JdbcMembershipStore.open(TestDatabase.H2.emptyUrl()).withPartsOf(3);
        return store;
    }

    @AfterEach
    void close() {
        store.close();
    }
}
