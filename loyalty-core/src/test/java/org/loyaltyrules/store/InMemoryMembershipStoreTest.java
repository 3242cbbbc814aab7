package org.loyaltyrules.store;

class InMemoryMembershipStoreTest extends MembershipStoreContract {

    @Override
    protected MembershipStore emptyStore() {
        return new InMemoryMembershipStore();
    }
}
