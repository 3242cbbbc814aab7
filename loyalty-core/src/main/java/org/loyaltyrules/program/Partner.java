package org.loyaltyrules.program;

import java.math.BigDecimal;

/**
 * A partner program that points can be converted to.
 *
 * @param code the partner's code
 * @param rate partner units per point, more than 0; the units are rounded down
 * @param min the fewest points that can be converted at once
 * @param step points are converted in multiples of this
 */
public record Partner(String code, BigDecimal rate, long min, long step) {}
