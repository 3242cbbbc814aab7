/** What the host says: immutable events. */
@NullMarked
package org.loyaltyrules.event;

import org.jspecify.annotations.NullMarked;
