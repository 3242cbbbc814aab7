/** Decides events: locks, facts, rules, settlement, commit. */
@NullMarked
package org.loyaltyrules.engine;

import org.jspecify.annotations.NullMarked;
