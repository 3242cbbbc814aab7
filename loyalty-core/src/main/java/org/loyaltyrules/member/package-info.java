/** A member's standing as the engine keeps it. */
@NullMarked
package org.loyaltyrules.member;

import org.jspecify.annotations.NullMarked;
