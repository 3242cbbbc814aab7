/** The way in: load a {@link org.loyaltyrules.LoyaltyProgram} and let an engine decide events by it. */
@NullMarked
package org.loyaltyrules;

import org.jspecify.annotations.NullMarked;
