package org.loyaltyrules.fact;

/**
 * What the consequence of a trusted rule calls as {@code award}. Only for rules that are loaded as trusted; all others use
 * the same words without Java. Must be called while the rule fires, on the thread that fires it.
 *
 * <p>Numbers are any {@link Number} or a decimal text. A {@code double} is taken for the shortest decimal that stands for
 * it: {@code 1.1} is exactly 1.1, while {@code 1.1 + 2.2} is what Java makes of it. Illegal arguments fail the event.
 */
public interface Awards {

    /** Base points per unit of payable money on every line; {@code rate} is 0 or more. */
    void earn(Object rate);

    /** Base points per unit of payable money on one line. */
    void earn(LineItem line, Object rate);

    /** A multiplier on base points, more than 0. */
    void multiply(Object factor);

    /** A multiplier on one line's base points. */
    void multiply(LineItem line, Object factor);

    /** Flat points: a whole number, 0 or more. */
    void points(Number points);

    /** Percent off, more than 0 and at most 100. */
    void discount(Object percent);

    /** Percent off one line. */
    void discount(LineItem line, Object percent);

    /** Percent off at most so many pieces, over the purchase. */
    void discount(LineItem line, Object percent, Number maxQuantity);

    /** The line earns nothing and gets no percentage discount. */
    void exclude(LineItem line);

    /** Issues a voucher of the program. */
    void voucher(String code);

    /** Gives a gift. */
    void gift(String code);

    /** Entitles to a benefit for as long as the tier lasts. */
    void benefit(String code);

    /** Entitles to a benefit for a period such as {@code "P1Y"}. */
    void benefit(String code, String period);

    /** The member qualifies for the tier. */
    void tier(String code);

    /** Adds a tag, effective for the next event. */
    void tag(String tag);

    /** Removes a tag, effective for the next event. */
    void untag(String tag);

    /** Something that the host should tell the member; arguments are text, numbers, dates, and true or false. */
    void message(String code, Object... arguments);

    /** Refuses the event. */
    void reject(String reason);
}
