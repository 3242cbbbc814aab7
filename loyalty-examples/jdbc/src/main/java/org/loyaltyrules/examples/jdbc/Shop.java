package org.loyaltyrules.examples.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.MembershipEngine;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.store.jdbc.JdbcMembershipStore;

/** A shop whose orders and members are in one database. */
public final class Shop {

    private Shop() {}

    /** Takes two orders and prints what they came to. */
    public static void main(String[] args) throws SQLException {
        DataSource database =
                JdbcConnectionPool.create("jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1;QUERY_CACHE_SIZE=200", "sa", "");
        makeTables(database);
        OffsetDateTime at = OffsetDateTime.parse("2026-03-02T12:00:00+08:00");
        try (MembershipEngine engine = engine(database)) {
            engine.process(Enrollment.of("e1", at, "m1"));
            OrderService orders = new OrderService(database, engine);
            for (String number : new String[] {"order-1", "order-2"}) {
                OrderService.Order order = orders.take(number, "m1", "128.00", at);
                System.out.printf("%s: to pay %s, %d points earned%n", number, order.payable(), order.pointsEarned());
            }
        }
    }

    static void makeTables(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE orders (number VARCHAR PRIMARY KEY, payable NUMERIC(12, 2) NOT NULL)");
        }
    }

    static MembershipEngine engine(DataSource database) {
        return MembershipEngine.builder()
                .program(LoyaltyProgram.bundled("mobile-commerce"))
                .store(new JdbcMembershipStore(database))
                .build();
    }
}
