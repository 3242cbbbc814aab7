package org.loyaltyrules.documentation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The examples of a page of the documentation. */
record Document(String name, List<Example> examples) {

    /**
     * A fenced block.
     *
     * @param language the first word after the fence; empty where there is none
     * @param note what follows the language
     * @param line the 1-based line of the fence
     */
    record Example(String language, String note, String text, int line) {

        /** Its lines that are not blank. */
        List<String> lines() {
            return text.lines().filter(line -> !line.isBlank()).toList();
        }
    }

    /** Reads a page, given by its path below {@code docs}. */
    static Document read(String page) {
        List<Example> examples = new ArrayList<>();
        List<String> lines = lines(page);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("```")) {
                int begin = i++;
                StringBuilder text = new StringBuilder();
                while (!lines.get(i).startsWith("```")) {
                    text.append(lines.get(i++)).append('\n');
                }
                String[] words = lines.get(begin).substring(3).split(" ", 2);
                examples.add(new Example(words[0], words.length > 1 ? words[1] : "", text.toString(), begin + 1));
            }
        }
        return new Document(page, examples);
    }

    /** The examples in a language. */
    List<Example> in(String language) {
        return examples.stream()
                .filter(example -> example.language().equals(language))
                .toList();
    }

    /** The examples that are rules: blocks without a language that begin with one. */
    List<Example> rules() {
        return in("").stream()
                .filter(example -> example.text().startsWith("rule \""))
                .toList();
    }

    private static List<String> lines(String page) {
        try {
            return Files.readAllLines(Path.of("..", "docs").resolve(page), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
