/** For people who test campaigns: scenarios of a program, run on an engine of their own in memory. */
@NullMarked
package org.loyaltyrules.testing;

import org.jspecify.annotations.NullMarked;
