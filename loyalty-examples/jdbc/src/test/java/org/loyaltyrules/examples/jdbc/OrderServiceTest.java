package org.loyaltyrules.examples.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.MembershipEngine;
import org.loyaltyrules.event.Enrollment;

class OrderServiceTest {

    private static final OffsetDateTime AT = OffsetDateTime.parse("2026-03-02T12:00:00+08:00");

    private final JdbcConnectionPool database =
            JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
    private MembershipEngine engine;
    private OrderService orders;

    @BeforeEach
    void openShop() throws SQLException {
        Shop.makeTables(database);
        engine = Shop.engine(database);
        engine.process(Enrollment.of("e1", AT, "m1"));
        orders = new OrderService(database, engine);
    }

    @AfterEach
    void closeShop() {
        engine.close();
        database.dispose();
    }

    private int ordersTaken() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM orders")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void anOrderAndItsPointsAreKeptTogether() throws SQLException {
        OrderService.Order order = orders.take("order-1", "m1", "100.00", AT);

        // 30 percent off the first purchase.
        assertEquals(new BigDecimal("70.00"), order.payable());
        assertEquals(1, ordersTaken());
        assertEquals(1, engine.entries("m1").size());
    }

    @Test
    void whereTheOrderCannotBeKeptThePointsAreNotEither() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO orders VALUES ('order-1', 1)");
        }

        assertThrows(SQLException.class, () -> orders.take("order-1", "m1", "100.00", AT));

        assertEquals(0, engine.entries("m1").size());
    }

    @Test
    void anOrderOfSomebodyUnknownIsRefusedAndNotKept() throws SQLException {
        assertThrows(IllegalArgumentException.class, () -> orders.take("order-1", "nobody", "100.00", AT));

        assertEquals(0, ordersTaken());
    }
}
