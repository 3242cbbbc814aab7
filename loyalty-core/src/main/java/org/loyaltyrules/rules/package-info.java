/** From DRL text to fired rules; the only package that knows Drools. */
@NullMarked
package org.loyaltyrules.rules;

import org.jspecify.annotations.NullMarked;
