/** Why an event was decided as it was, and why each rule fired or did not: plain data, as JSON and as text. */
@NullMarked
package org.loyaltyrules.explanation;

import org.jspecify.annotations.NullMarked;
