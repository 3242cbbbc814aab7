package org.loyaltyrules.store.jdbc;

import java.sql.SQLException;

/** Database errors without their messages: these quote keys and values, which may be a member's. */
final class Withheld {

    private Withheld() {}

    /** The same error with its state, code and stack trace alone. */
    static SQLException messageOf(SQLException e) {
        SQLException withheld =
                new SQLException("the database's message is withheld", e.getSQLState(), e.getErrorCode());
        withheld.setStackTrace(e.getStackTrace());
        return withheld;
    }
}
