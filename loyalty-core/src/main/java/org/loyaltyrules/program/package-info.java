/** A loyalty program as data: tiers, catalog, policies and the problems found in them. */
@NullMarked
package org.loyaltyrules.program;

import org.jspecify.annotations.NullMarked;
