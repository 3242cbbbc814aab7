package org.loyaltyrules.terms;

import java.util.Map;
import java.util.TreeMap;

/** Texts in one language, or in the one that comes nearest. */
final class Labels {

    private final Map<String, Map<String, String>> labels;
    private final String language;

    Labels(Map<String, Map<String, String>> labels, String language) {
        this.labels = labels;
        this.language = language;
    }

    /** What people call a code; the code itself where it has no label. */
    String of(String code) {
        Map<String, String> texts = labels.get(code);
        return texts == null || texts.isEmpty() ? code : text(texts);
    }

    /** Whether people have a name for the code. */
    boolean has(String code) {
        return labels.containsKey(code);
    }

    /** The text in the language, without a language, in English, or in the first other; empty where there is none. */
    String text(Map<String, String> texts) {
        for (String wanted : new String[] {language, "", "en"}) {
            String text = texts.get(wanted);
            if (text != null) {
                return text;
            }
        }
        return texts.isEmpty() ? "" : new TreeMap<>(texts).firstEntry().getValue();
    }
}
