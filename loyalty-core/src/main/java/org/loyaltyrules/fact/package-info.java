/** What rule authors see: the facts that rules match. These types are the rule language's public vocabulary. */
@NullMarked
package org.loyaltyrules.fact;

import org.jspecify.annotations.NullMarked;
