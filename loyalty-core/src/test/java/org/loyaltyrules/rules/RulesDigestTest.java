package org.loyaltyrules.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.program.Problem;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.program.ProgramReader;

/** By the digest, what one process has written of members is understood by another. */
class RulesDigestTest {

    private static final RuleSource ONE = source("one.drl", "One", "GOLD");
    private static final RuleSource TWO = source("two.drl", "Two", "GOLD");

    private static RuleSource source(String file, String rule, String tier) {
        return new RuleSource(
                file, "rule \"" + rule + "\" when Day( tier == \"" + tier + "\" ) then award.gift(\"MUG\"); end\n");
    }

    private static RuleSet rules(String more, RuleSource... sources) {
        List<Problem> problems = new ArrayList<>();
        ProgramDefinition program = ProgramReader.read("program.json", """
                {"name": "shop", "zone": "Asia/Shanghai", "currency": "CNY", "tiers": ["BASIC", "GOLD"],
                 "vouchers": {"V": {"kind": "AMOUNT_OFF", "value": 10, "excludedCategories": %s}}}
                """.formatted(more), problems);
        assertThat(problems).isEmpty();
        assertThatObject(program).isNotNull();
        RuleSet rules = RuleSet.compile(program, List.of(sources), problems);
        assertThatObject(rules).isNotNull();
        return rules;
    }

    private static String digest(RuleSource... sources) {
        return rules("[\"A\", \"B\", \"C\"]", sources).digest();
    }

    @Test
    void given_the_same_program_when_its_parts_come_in_another_order_then_the_digest_is_the_same() {
        assertThat(digest(ONE, TWO)).hasSize(32).isEqualTo(digest(TWO, ONE));
        assertThat(rules("[\"C\", \"B\", \"A\"]", ONE, TWO).digest()).isEqualTo(digest(ONE, TWO));
    }

    @Test
    void given_other_rules_or_another_catalog_then_the_digest_is_another() {
        assertThat(List.of(
                        digest(ONE, TWO),
                        digest(ONE),
                        digest(ONE, source("two.drl", "Two", "BASIC")),
                        rules("[\"A\"]", ONE, TWO).digest()))
                .doesNotHaveDuplicates();
    }

    @Test
    void given_somebody_who_hears_of_firings_then_the_digest_is_another() {
        RuleSet rules = rules("[]", ONE);
        assertThat(rules.withDeadline(Duration.ofSeconds(1)).digest()).isEqualTo(rules.digest());
        assertThat(rules.heardBy(rule -> {}).withDeadline(Duration.ofSeconds(1)).digest())
                .isNotEqualTo(rules.digest())
                .isEqualTo(rules.heardBy(rule -> {}).digest());
    }
}
