package org.loyaltyrules.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.LoyaltyProgram;

class TermsCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int execute(String... arguments) {
        return LoyaltyCommand.execute(InputStream.nullInputStream(), out, err, Watched.NOTHING, arguments);
    }

    @Test
    void given_no_language_when_called_then_the_terms_are_in_english() {
        assertThat(execute("terms", "starter")).isZero();
        assertThat(out.toString(UTF_8))
                .isEqualTo(LoyaltyProgram.bundled("starter").terms("en"));
    }

    @Test
    void given_a_language_when_called_then_the_terms_are_in_it() {
        assertThat(execute("terms", "starter", "--lang", "zh")).isZero();
        assertThat(out.toString(UTF_8)).startsWith("# 入门计划会员条款\n");
    }

    @Test
    void given_a_language_without_terms_when_called_then_the_known_ones_are_named() {
        assertThat(execute("terms", "starter", "--lang", "fr")).isEqualTo(2);
        assertThat(err.toString(UTF_8)).isEqualTo("loyalty: There are no terms in 'fr'; there are: en, zh\n");
    }
}
