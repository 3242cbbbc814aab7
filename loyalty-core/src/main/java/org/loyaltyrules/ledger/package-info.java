/** Point lots and the append-only entries that explain every balance. */
@NullMarked
package org.loyaltyrules.ledger;

import org.jspecify.annotations.NullMarked;
