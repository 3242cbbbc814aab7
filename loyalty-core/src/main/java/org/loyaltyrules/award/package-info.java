/** What rules grant, each with the rule that granted it. */
@NullMarked
package org.loyaltyrules.award;

import org.jspecify.annotations.NullMarked;
