package org.loyaltyrules.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.ledger.Entry;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.store.ConcurrentUnitException;
import org.loyaltyrules.store.MembershipStore;
import org.loyaltyrules.store.StoreException;
import org.loyaltyrules.store.TransactionalStore;
import org.loyaltyrules.store.UnitOfWork;

/**
 * Keeps one program's members in a database of the host: H2 (2.3 or later) or PostgreSQL (13 or later). Thread-safe, and safe
 * where several processes share the database. docs/reference/database.md explains the tables.
 *
 * <p>Every unit of work is one transaction, at {@code READ COMMITTED}: it locks the rows of its members in order of id,
 * writes what is other than before, and draws on budgets last. Where two are in each other's way, one is tried again from
 * the start. The tables are in the connection's current schema; two programs need two schemas.
 *
 * <p>On H2, a commit is safe from a crash of the process only with {@code ;WRITE_DELAY=0} in the URL.
 */
public final class JdbcMembershipStore implements TransactionalStore, AutoCloseable {

    private static final int MEMBERS_IN_A_PART = 250;
    private static final int ACCOUNTS_IN_A_PURGE = 1_000;
    private static final int TRIES = 10;

    private interface Sessions {
        Session open();
    }

    private final DataSource source;
    private final Dialect dialect;
    private final int membersInAPart;
    private final @Nullable ConnectionPool pool;

    private JdbcMembershipStore(DataSource source, Dialect dialect, int membersInAPart, @Nullable ConnectionPool pool) {
        this.source = source;
        this.dialect = dialect;
        this.membersInAPart = membersInAPart;
        this.pool = pool;
    }

    /**
     * A store in this database; makes the tables, or brings them up to date.
     *
     * @param source gives a connection for each unit of work, so it should be a pool
     * @throws StoreException where the database is none that the store knows, or fails
     */
    public JdbcMembershipStore(DataSource source) {
        this(source, migrated(source), MEMBERS_IN_A_PART, null);
    }

    /**
     * A store in this database, whose tables the host has made: with the scripts in {@code org/loyaltyrules/store/jdbc/h2} or
     * {@code …/postgresql} of this jar, which the usual migration tools understand.
     *
     * @throws StoreException where a script was not run, or the database fails
     */
    public static JdbcMembershipStore withoutMigration(DataSource source) {
        Dialect dialect = dialect(source);
        Migrations.check(connection(source), dialect);
        return new JdbcMembershipStore(source, dialect, MEMBERS_IN_A_PART, null);
    }

    /**
     * A store in the database at a URL, with connections of its own; close it in the end.
     *
     * @param url such as {@code jdbc:h2:file:/data/loyalty;WRITE_DELAY=0}
     */
    public static JdbcMembershipStore open(String url) {
        ConnectionPool pool = new ConnectionPool(url);
        return new JdbcMembershipStore(pool, migrated(pool), MEMBERS_IN_A_PART, pool);
    }

    /** The same store with other parts of days: for tests, which have few members. */
    JdbcMembershipStore withPartsOf(int members) {
        return new JdbcMembershipStore(source, dialect, members, pool);
    }

    private static Dialect dialect(DataSource source) {
        try (Connection connection = connection(source)) {
            return Dialect.of(connection);
        } catch (SQLException e) {
            throw Session.failure(e);
        }
    }

    private static Dialect migrated(DataSource source) {
        Dialect dialect = dialect(source);
        for (int tries = 1; ; tries++) {
            try {
                Migrations.run(connection(source), dialect);
                return dialect;
            } catch (ConcurrentUnitException | StoreException e) {
                boolean mayMeetAnother = dialect == Dialect.H2 || e instanceof ConcurrentUnitException;
                if (tries == TRIES || !mayMeetAnother) {
                    throw e;
                }
                sleep(tries);
            }
        }
    }

    private static Connection connection(DataSource source) {
        try {
            return source.getConnection();
        } catch (SQLException e) {
            throw Session.failure(e);
        }
    }

    private Session open() {
        return Session.own(connection(source), dialect);
    }

    private <T> T with(Function<Session, T> work) {
        try (Session session = open()) {
            return work.apply(session);
        }
    }

    private PurchaseRows.Sessions sessions() {
        return new PurchaseRows.Sessions() {
            @Override
            public <T> T with(Function<Session, T> work) {
                return JdbcMembershipStore.this.with(work);
            }
        };
    }

    @Override
    public UnitOfWork begin(Set<String> members) {
        return begin(members, this::open);
    }

    private UnitOfWork begin(Set<String> members, Sessions opening) {
        Set<String> needed = new TreeSet<>(members);
        while (true) {
            JdbcUnitOfWork unit = new JdbcUnitOfWork(opening.open(), sessions());
            try {
                Set<String> earlier = unit.hold(needed);
                if (earlier.isEmpty()) {
                    return unit;
                }
                needed.addAll(earlier);
                unit.close();
            } catch (RuntimeException e) {
                unit.close();
                throw e;
            }
        }
    }

    @Override
    public UnitOfWork beginErasure(String member) {
        return beginErasure(member, this::open);
    }

    private UnitOfWork beginErasure(String member, Sessions opening) {
        JdbcUnitOfWork unit = new JdbcUnitOfWork(opening.open(), sessions());
        try {
            unit.holdForErasure(member);
            return unit;
        } catch (RuntimeException e) {
            unit.close();
            throw e;
        }
    }

    @Override
    public UnitOfWork beginDay(Day day, boolean trial) {
        Session session = open();
        try {
            return new DayUnitOfWork(session, sessions(), day, membersInAPart, trial);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    @Override
    public MembershipStore within(Connection connection) {
        try {
            if (connection.getAutoCommit()) {
                throw new IllegalArgumentException(
                        "the connection commits each statement by itself; call setAutoCommit(false) first");
            }
        } catch (SQLException e) {
            throw Session.failure(e);
        }
        return new HostsTransaction(connection);
    }

    @Override
    public @Nullable MemberAccount member(String id) {
        return with(session -> {
            StoredAccount stored = new AccountReader(session, sessions()).whole(id);
            return stored == null ? null : stored.account();
        });
    }

    @Override
    public @Nullable String referrer(String member) {
        return with(session -> session.<@Nullable String>first(
                "SELECT referrer FROM loyalty_member WHERE id = ?", row -> row.getString("referrer"), member));
    }

    @Override
    public List<MemberAccount> members() {
        return with(session -> {
            AccountReader reader = new AccountReader(session, sessions());
            List<MemberAccount> members = new ArrayList<>();
            String last = "";
            int found = -1;
            while (found != 0) {
                found = 0;
                for (StoredAccount stored : reader.read("WHERE id > ? ORDER BY id LIMIT " + membersInAPart, true, last)
                        .values()) {
                    members.add(stored.account());
                    last = stored.account().id();
                    found++;
                }
            }
            return members;
        });
    }

    @Override
    public List<Entry> entries(String member) {
        return with(session -> new EntryRows(session).entries(member));
    }

    @Override
    public List<Decision> decisions(String member) {
        return with(session -> new EventRows(session).decisions(member));
    }

    /** In transactions of some accounts each: one that is interrupted can be begun again. */
    @Override
    public void purgeEntries(OffsetDateTime before) {
        long last = with(session -> session.number("SELECT max(account) FROM loyalty_entry"));
        for (long after = 0; after < last; after += ACCOUNTS_IN_A_PURGE) {
            purge(after, after + ACCOUNTS_IN_A_PURGE, before);
        }
    }

    private void purge(long after, long through, OffsetDateTime before) {
        for (int tries = 1; ; tries++) {
            try (Session session = open()) {
                new EntryRows(session).purge(after, through, before);
                session.commit();
                return;
            } catch (ConcurrentUnitException e) {
                if (tries == TRIES) {
                    throw e;
                }
                sleep(tries);
            }
        }
    }

    /** Waits up to half a second, the longer the more often the unit was tried, and never as long as another thread. */
    @Override
    public void pause(int tries) {
        sleep(tries);
    }

    private static void sleep(int tries) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, Math.min(500, 4L << tries)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while a unit of work waited to be tried again", null);
        }
    }

    /** Closes the connections that {@link #open} made; a data source of the host stays open. */
    @Override
    public void close() {
        try {
            if (pool != null) {
                pool.close();
            }
        } catch (SQLException e) {
            throw Session.failure(e);
        }
    }

    /** This store within a transaction of the host: each unit is between savepoints of it. */
    private final class HostsTransaction implements MembershipStore {

        private final Connection connection;
        private boolean isLost;

        HostsTransaction(Connection connection) {
            this.connection = connection;
        }

        private Session join() {
            return Session.hosts(connection, dialect, () -> isLost = true);
        }

        @Override
        public UnitOfWork begin(Set<String> members) {
            return JdbcMembershipStore.this.begin(members, this::join);
        }

        @Override
        public UnitOfWork beginErasure(String member) {
            return JdbcMembershipStore.this.beginErasure(member, this::join);
        }

        @Override
        public UnitOfWork beginDay(Day day, boolean trial) {
            throw new UnsupportedOperationException("a day commits part by part, and so in transactions of its own");
        }

        @Override
        public @Nullable MemberAccount member(String id) {
            return JdbcMembershipStore.this.member(id);
        }

        @Override
        public @Nullable String referrer(String member) {
            return JdbcMembershipStore.this.referrer(member);
        }

        @Override
        public List<MemberAccount> members() {
            return JdbcMembershipStore.this.members();
        }

        @Override
        public List<Entry> entries(String member) {
            return JdbcMembershipStore.this.entries(member);
        }

        @Override
        public List<Decision> decisions(String member) {
            return JdbcMembershipStore.this.decisions(member);
        }

        @Override
        public void purgeEntries(OffsetDateTime before) {
            JdbcMembershipStore.this.purgeEntries(before);
        }

        /** Where the database has given up the whole transaction, what the host wrote is gone too: the host must begin again. */
        @Override
        public void pause(int tries) {
            if (isLost) {
                throw new ConcurrentUnitException(
                        "the database has given up the transaction; roll it back and try all of it again");
            }
            JdbcMembershipStore.this.pause(tries);
        }
    }
}
