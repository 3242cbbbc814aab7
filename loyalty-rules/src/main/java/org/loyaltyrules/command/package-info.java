/** The {@code loyalty} command, for those who write rules and for trying things out. */
@NullMarked
package org.loyaltyrules.command;

import org.jspecify.annotations.NullMarked;
