package org.loyaltyrules.examples.jdbc;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import javax.sql.DataSource;
import org.loyaltyrules.MembershipEngine;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.store.ConcurrentUnitException;

/** Takes orders. An order and its points are kept together or not at all. */
final class OrderService {

    /** An order that was taken. */
    record Order(String number, BigDecimal payable, long pointsEarned) {}

    private static final int TRIES = 5;

    private final DataSource database;
    private final MembershipEngine engine;

    OrderService(DataSource database, MembershipEngine engine) {
        this.database = database;
        this.engine = engine;
    }

    /**
     * Takes an order. Where another transaction was in the way, all of it is tried again, the order included.
     *
     * @throws IllegalArgumentException where the program refuses the purchase
     */
    Order take(String number, String member, String amount, OffsetDateTime at) throws SQLException {
        for (int tries = 1; ; tries++) {
            try {
                return tryToTake(number, member, amount, at);
            } catch (ConcurrentUnitException e) {
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    private Order tryToTake(String number, String member, String amount, OffsetDateTime at) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Decision decision = engine.process(Purchase.of(number, at, member, amount), connection);
                if (!decision.accepted()) {
                    throw new IllegalArgumentException("the order is refused: " + decision.reason());
                }
                insert(connection, number, decision);
                connection.commit();
                return new Order(number, decision.payable(), decision.points().earned());
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private static void insert(Connection connection, String number, Decision decision) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO orders (number, payable) VALUES (?, ?)")) {
            statement.setString(1, number);
            statement.setBigDecimal(2, decision.payable());
            statement.executeUpdate();
        }
    }
}
