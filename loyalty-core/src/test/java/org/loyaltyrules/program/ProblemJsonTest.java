package org.loyaltyrules.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemJsonTest {

    @Test
    void given_no_problems_when_written_then_the_array_is_empty() {
        assertThat(ProblemJson.write(List.of())).isEqualTo("[]");
    }

    @Test
    void given_problems_when_written_then_each_has_every_field_in_a_fixed_order() {
        Problem placed = new Problem(
                Problem.Severity.ERROR,
                "unknown-key",
                "program.json",
                3,
                7,
                6,
                "\"tears\" is no key",
                "did you mean",
                "x");
        Problem without = new Problem(
                Problem.Severity.WARNING, "missing-file", "a/会员.drl", 0, 0, 0, "there\nis none", null, null);

        assertThat(ProblemJson.write(List.of(placed, without)))
                .isEqualTo(
                        "[{\"severity\":\"error\",\"code\":\"unknown-key\",\"file\":\"program.json\",\"line\":3,\"column\":7,"
                                + "\"length\":6,\"message\":\"\\\"tears\\\" is no key\",\"hint\":\"did you mean\"},"
                                + "{\"severity\":\"warning\",\"code\":\"missing-file\",\"file\":\"a/会员.drl\",\"line\":0,\"column\":0,"
                                + "\"length\":0,\"message\":\"there\\nis none\",\"hint\":null}]");
    }

    @Test
    void given_a_catalog_when_written_then_place_and_length_are_those_of_the_word() {
        List<Problem> problems = new ArrayList<>();
        ProgramReader.read("program.json", """
                {"name": "shop", "zone": "UTC", "currency": "EUR", "tiers": ["A"],
                 "voucher": {}}
                """, problems);

        assertThat(ProblemJson.write(problems))
                .startsWith(
                        "[{\"severity\":\"error\",\"code\":\"unknown-key\",\"file\":\"program.json\",\"line\":2,\"column\":2,"
                                + "\"length\":9,");
    }
}
