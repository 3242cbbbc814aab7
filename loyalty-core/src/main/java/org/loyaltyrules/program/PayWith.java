package org.loyaltyrules.program;

import java.math.BigDecimal;

/**
 * How points pay for purchases.
 *
 * @param pointsPerUnit points that are worth one unit of the currency, 1 or more
 * @param step points are spent in multiples of this, 1 or more
 * @param maxShare the share of what is left to pay that points may cover, from 0 to 1
 */
public record PayWith(long pointsPerUnit, long step, BigDecimal maxShare) {}
