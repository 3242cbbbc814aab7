package org.loyaltyrules.explanation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Why an event was refused, with its numbers, as one line for people; empty where there is nothing to add. */
final class RefusalText {

    private final Words words;

    RefusalText(Words words) {
        this.words = words;
    }

    String of(Refused refused) {
        if (!refused.rules().isEmpty()) {
            return "by "
                    + refused.rules().stream().map(rule -> "\"" + rule + "\"").collect(Collectors.joining(", "));
        }
        String code = refused.code();
        String numbers = numbers(refused);
        return code == null ? numbers : numbers.isEmpty() ? code : code + ": " + numbers;
    }

    private String numbers(Refused refused) {
        Distance off = refused.off();
        Object has = refused.has();
        Object asked = refused.asked();
        if (off == null || has == null || asked == null) {
            List<String> parts = new ArrayList<>();
            if (asked != null) {
                parts.add("wanted " + Words.value(asked));
            }
            if (has != null) {
                parts.add("it was " + Words.value(has));
            }
            return String.join(", ", parts);
        }
        return switch (refused.reason()) {
            case "INVALID_STEP" -> step(asked, has, off);
            case "OVER_MAX_SHARE" ->
                "the points are worth " + Words.value(asked) + " and may pay " + Words.value(has) + ": "
                        + words.off(new Distance(off.amount().negate(), off.unit()), false);
            case "VOUCHER_EXPIRED" -> "valid until " + has + ", " + words.amount(off) + " before " + asked;
            default -> "needs " + plain(asked) + ", has " + plain(has) + ": " + words.off(off, false);
        };
    }

    private String step(Object asked, Object has, Distance off) {
        BigDecimal reached = off.amount().add(new BigDecimal(has.toString()));
        boolean least = reached.compareTo(new BigDecimal(asked.toString())) == 0;
        return has + (least ? " is less than " : " is no multiple of ") + asked + ": " + words.amount(off)
                + (least ? " too few" : " to the next");
    }

    private static String plain(Object value) {
        return value instanceof String text ? text : Words.value(value);
    }
}
