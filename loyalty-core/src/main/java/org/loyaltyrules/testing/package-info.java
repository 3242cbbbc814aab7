/** For people who test campaigns: scenarios, and tests in Java, each on an engine of its own in memory. */
@NullMarked
package org.loyaltyrules.testing;

import org.jspecify.annotations.NullMarked;
