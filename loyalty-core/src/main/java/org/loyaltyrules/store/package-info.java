/** Where members, ledgers, decisions and budgets are kept. */
@NullMarked
package org.loyaltyrules.store;

import org.jspecify.annotations.NullMarked;
