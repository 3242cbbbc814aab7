/** For hosts that change a program's folder while the engine runs. */
@NullMarked
package org.loyaltyrules.watch;

import org.jspecify.annotations.NullMarked;
