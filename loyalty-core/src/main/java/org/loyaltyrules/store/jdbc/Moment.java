package org.loyaltyrules.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * A moment in three columns: as a timestamp to query, to the microsecond; the offset that it was written with; and the
 * nanoseconds that the timestamp lacks.
 */
final class Moment {

    private Moment() {}

    static OffsetDateTime timestamp(OffsetDateTime at) {
        return at.withNano(at.getNano() / 1000 * 1000).withOffsetSameInstant(ZoneOffset.UTC);
    }

    static int offset(OffsetDateTime at) {
        return at.getOffset().getTotalSeconds();
    }

    static int nanos(OffsetDateTime at) {
        return at.getNano() % 1000;
    }

    static OffsetDateTime read(ResultSet row) throws SQLException {
        return row.getObject("happened_at", OffsetDateTime.class)
                .plusNanos(row.getInt("nanos"))
                .withOffsetSameInstant(ZoneOffset.ofTotalSeconds(row.getInt("offset_seconds")));
    }
}
