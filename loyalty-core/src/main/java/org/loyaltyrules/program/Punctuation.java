package org.loyaltyrules.program;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Signs that word processors and Chinese keyboards write, and the plain ones that are meant. */
public final class Punctuation {

    private static final Map<Integer, String> PLAIN = plain();

    private Punctuation() {}

    private static Map<Integer, String> plain() {
        Map<Integer, String> plain = new HashMap<>();
        for (String pair : new String[] {
            "\"“”„‟＂「」『』‘’‚‛",
            "'＇",
            ",，、",
            ";；",
            ":：",
            "(（",
            ")）",
            "[［【",
            "]］】",
            "{｛",
            "}｝",
            "=＝",
            "<＜",
            ">＞",
            "!！",
            "&＆",
            "|｜",
            ".．。",
            "@＠",
            "$＄",
            "+＋",
            "*＊",
            "/／",
            "%％",
            "-－–—−"
        }) {
            pair.codePoints().skip(1).forEach(sign -> plain.put(sign, pair.substring(0, 1)));
        }
        for (int digit = 0; digit <= 9; digit++) {
            plain.put('０' + digit, String.valueOf(digit));
        }
        plain.put((int) '≥', ">=");
        plain.put((int) '≤', "<=");
        plain.put((int) '≠', "!=");
        return Map.copyOf(plain);
    }

    /** What to write instead of a sign; null where it is none of these. */
    public static @Nullable String insteadOf(int codePoint) {
        return PLAIN.get(codePoint);
    }
}
