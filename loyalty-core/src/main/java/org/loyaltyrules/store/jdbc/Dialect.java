package org.loyaltyrules.store.jdbc;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.loyaltyrules.event.EventFormatException;
import org.loyaltyrules.store.StoreException;

/** A database that the store knows, and where it differs from the other. */
enum Dialect {
    H2("h2"),
    POSTGRESQL("postgresql");

    private static final Set<String> BUSY = Set.of("40001", "40P01", "55P03", "23505", "HYT00", "90131", "90112");
    private static final Set<String> LOST = Set.of("57P01", "57P02", "57P03", "90067", "90098", "90121");

    private final String folder;

    Dialect(String folder) {
        this.folder = folder;
    }

    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        String name = product.toLowerCase(Locale.ROOT);
        if (name.equals("h2")) {
            return H2;
        }
        if (name.equals("postgresql")) {
            return POSTGRESQL;
        }
        throw new StoreException("the store knows the databases H2 and PostgreSQL, not " + product, null);
    }

    /** The folder of the scripts that make the tables. */
    String folder() {
        return folder;
    }

    /** Compares ids as the database orders them. */
    int compare(String id, String other) {
        return this == H2
                ? id.compareTo(other)
                : Arrays.compareUnsigned(id.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /** The expression that is the next number of a sequence. */
    String next(String sequence) {
        return this == H2 ? "NEXT VALUE FOR " + sequence : "nextval('" + sequence + "')";
    }

    /**
     * Checks that the database keeps a text as it is: PostgreSQL refuses the character U+0000, and its driver would change half
     * of a surrogate pair.
     */
    void checkText(String text) {
        if (this == H2) {
            return;
        }
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            boolean isPair = Character.isHighSurrogate(character)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (character == 0 || Character.isSurrogate(character) && !isPair) {
                throw new EventFormatException(
                        "",
                        "has a text with the character U+0000 or half of a surrogate pair, which PostgreSQL cannot keep");
            }
            i += isPair ? 1 : 0;
        }
    }

    /** Whether a state says that another transaction was in the way. */
    static boolean isBusy(String state) {
        return BUSY.contains(state);
    }

    /** Whether a state says that the connection is lost. */
    static boolean isLost(String state) {
        return state.startsWith("08") || LOST.contains(state);
    }
}
