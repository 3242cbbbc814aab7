/** Pure arithmetic of discounts, vouchers, points, tiers and returns. */
@NullMarked
package org.loyaltyrules.settlement;

import org.jspecify.annotations.NullMarked;
