package org.loyaltyrules.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.LoyaltyProgram;

class LabelCheckTest {

    private static final String CATALOG = """
            {"name": "shop", "zone": "UTC", "currency": "EUR", "tiers": ["BASIC"],
             "vouchers": {"TEN": {"kind": "AMOUNT_OFF", "value": 10}},
             "rewards": {"R1": {"points": 1, "gives": {"gift": "MUG"}}, "R2": {"points": 1, "gives": {"benefit": "WASH"}}},
             "partners": {"AIR": {"rate": 1}},
             "labels": {%s}}
            """;

    private static List<String> warnings(String labels) {
        List<Problem> problems = new ArrayList<>();
        assertThat(ProgramReader.read("program.json", CATALOG.formatted(labels), problems))
                .isNotNull();
        return problems.stream()
                .map(problem ->
                        problem.line() + ":" + problem.column() + " " + problem.code() + " " + problem.message())
                .toList();
    }

    @Test
    void given_no_labels_at_all_when_read_then_nothing_is_missing() {
        assertThat(warnings("")).isEmpty();
    }

    @Test
    void given_some_labels_when_read_then_each_code_without_one_is_a_warning() {
        assertThat(warnings("\"BASIC\": {\"en\": \"Basic\"}, \"AIR\": {\"en\": \"Miles\"}"))
                .containsExactly(
                        "2:15 missing-label \"TEN\" has no label, so that terms show the code itself",
                        "3:52 missing-label \"MUG\" has no label, so that terms show the code itself",
                        "3:102 missing-label \"WASH\" has no label, so that terms show the code itself");
    }

    @Test
    void given_labels_when_a_rule_gives_what_has_none_then_it_is_a_warning_at_its_place() {
        String rules =
                "rule \"R\" @terms(\"T\")\nwhen Enrollment() then\n  award.gift(\"BAG\");\n  award.gift(\"MUG\");\nend";
        String catalog = CATALOG.formatted("\"BASIC\": {}, \"TEN\": {}, \"MUG\": {}, \"WASH\": {}, \"AIR\": {}");

        assertThat(LoyaltyProgram.of("shop", Map.of("program.json", catalog, "rules.drl", rules))
                        .warnings())
                .filteredOn(problem -> problem.code().equals("missing-label"))
                .extracting(Problem::describe)
                .containsExactly("""
                        rules.drl:3:14: warning[missing-label]: 'BAG' has no label, so that terms show the code itself
                            award.gift("BAG");
                                       ^^^^^
                          add it to "labels" in program.json""");
    }
}
