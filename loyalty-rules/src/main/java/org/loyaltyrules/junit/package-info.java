/** For those who test programs with JUnit, which they bring themselves. */
@NullMarked
package org.loyaltyrules.junit;

import org.jspecify.annotations.NullMarked;
