package org.loyaltyrules.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.program.Problem;

/** Every example of the reference is what it says: accepted, or refused with that code. */
class SafeDrlReferenceTest {

    private static final Pattern EXAMPLE = Pattern.compile("```drl(?: refused ([a-z-]+))?\\n(.*?)```", Pattern.DOTALL);

    @Test
    void given_the_examples_of_the_reference_when_compiled_then_each_is_accepted_or_refused_as_it_says()
            throws IOException {
        Matcher examples = EXAMPLE.matcher(Files.readString(Path.of("../docs/reference/safe-drl.md")));
        List<String> accepted = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        while (examples.find()) {
            List<String> codes = Rules.problems(examples.group(2)).stream()
                    .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                    .map(Problem::code)
                    .toList();
            if (examples.group(1) == null) {
                assertThat(codes).as(examples.group(2)).isEmpty();
                accepted.add(examples.group(2));
            } else {
                assertThat(codes).as(examples.group(2)).containsOnly(examples.group(1));
                refused.add(examples.group(2));
            }
        }

        assertThat(accepted).hasSize(3);
        assertThat(refused).hasSize(3);
    }
}
