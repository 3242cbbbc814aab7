package org.loyaltyrules.programs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.program.Rule;

/**
 * The terms of the bundled programs. Those of membership-card are also in {@code docs/examples}; after a change that is
 * meant, {@code mvn test -Dgolden.update=true} writes them anew.
 */
class BundledTermsTest {

    private static final Path EXAMPLES = Path.of("..", "docs", "examples");

    private static int occurrences(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    @ParameterizedTest
    @CsvSource({
        "starter,en", "starter,zh", "mobile-commerce,en", "mobile-commerce,zh",
        "membership-card,en", "membership-card,zh", "lifecycle,en", "lifecycle,zh"
    })
    void every_rule_with_terms_appears_once(String name, String language) {
        LoyaltyProgram program = LoyaltyProgram.bundled(name);
        String terms = program.terms(language);

        for (Rule rule : program.rules()) {
            String text = rule.terms().get(language);
            long rules = program.rules().stream()
                    .filter(other -> text != null && text.equals(other.terms().get(language)))
                    .count();

            assertThat(rule.terms().isEmpty() || text != null).as(rule.name()).isTrue();
            assertThat(text == null ? 0 : occurrences(terms, text))
                    .as(rule.name())
                    .isEqualTo((int) rules);
        }
    }

    @ParameterizedTest
    @CsvSource({"starter", "mobile-commerce", "membership-card", "lifecycle"})
    void no_code_is_shown_to_members(String name) {
        LoyaltyProgram program = LoyaltyProgram.bundled(name);

        assertThat(program.warnings()).isEmpty();
        assertThat(program.terms("en")).doesNotContainPattern("[A-Z]{2,}_[A-Z]+|MEMBERSHIP");
        assertThat(program.terms("zh")).doesNotContainPattern("[A-Z]{2,}_[A-Z]+|MEMBERSHIP");
    }

    @ParameterizedTest
    @CsvSource({"en,membership-card-terms.md", "zh,membership-card-terms.zh-CN.md"})
    void the_terms_of_membership_card_are_those_in_the_documentation(String language, String file) throws IOException {
        String terms = LoyaltyProgram.bundled("membership-card").terms(language);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(EXAMPLES.resolve(file), terms, UTF_8);
        }

        assertThat(Files.readString(EXAMPLES.resolve(file), UTF_8)).isEqualTo(terms);
    }
}
