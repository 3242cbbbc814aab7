package org.loyaltyrules.explanation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why an event was refused, with its numbers where there are any.
 *
 * @param reason the decision's
 * @param rules the rules that refused it; empty where it was none
 * @param code the voucher, reward, partner or the like that it is about; null for none
 * @param asked what was asked for, or is needed; null where there is no such value
 * @param has what there is of it; null where there is no such value
 * @param off what must be added to {@code has}, or for points in steps to {@code asked}; null where that has no meaning
 */
public record Refused(
        String reason,
        List<String> rules,
        @Nullable String code,
        @Nullable Object asked,
        @Nullable Object has,
        @Nullable Distance off) {

    public Refused {
        rules = List.copyOf(rules);
    }
}
