/** A store in a database of the host: H2 or PostgreSQL, by JDBC alone. */
@NullMarked
package org.loyaltyrules.store.jdbc;

import org.jspecify.annotations.NullMarked;
