package org.loyaltyrules.documentation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.documentation.Document.Example;
import org.loyaltyrules.program.TextFile;
import org.loyaltyrules.testing.Scenario;
import org.loyaltyrules.testing.ScenarioFile;
import org.loyaltyrules.testing.ScenarioResult;

/** Each rule of the guide for rule authors does what the guide says, beside a point for every yuan. */
class AuthoringRulesTest {

    private static final String EARN = "One point for every yuan";

    private static final Map<String, Example> RULES = rules();

    private static Map<String, Example> rules() {
        Map<String, Example> rules = new LinkedHashMap<>();
        for (Example example : Document.read("authoring-rules.md").rules()) {
            rules.putIfAbsent(name(example), example);
        }
        return rules;
    }

    private static String name(Example example) {
        return example.text().substring("rule \"".length(), example.text().indexOf('"', "rule \"".length()));
    }

    static Stream<String> names() {
        return RULES.keySet().stream();
    }

    private static String resource(String name) throws IOException {
        try (InputStream bytes = AuthoringRulesTest.class.getResourceAsStream(name)) {
            return new String(bytes.readAllBytes(), UTF_8);
        }
    }

    private static LoyaltyProgram program(String rule) throws IOException {
        String text = RULES.get(rule).text()
                + (rule.equals(EARN) ? "" : RULES.get(EARN).text());
        return LoyaltyProgram.of("documented", Map.of("program.json", resource("program.json"), "rules.drl", text));
    }

    private static Scenario scenario(String rule, LoyaltyProgram program) throws IOException {
        for (JsonNode scenario : new ObjectMapper().readTree(resource("authoring-rules.json"))) {
            if (scenario.get("name").textValue().equals(rule)) {
                TextFile file = new TextFile("authoring-rules.json", scenario.toString(), List.of());
                ScenarioFile read = ScenarioFile.read(file, program);
                assertThat(read.problems()).isEmpty();
                return read.scenarios().get(0);
            }
        }
        throw new AssertionError("no scenario shows what \"" + rule + "\" does");
    }

    @ParameterizedTest
    @MethodSource("names")
    void each_rule_does_what_its_scenario_expects_and_fires(String rule) throws IOException {
        LoyaltyProgram program = program(rule);

        ScenarioResult result = scenario(rule, program).run(program);

        assertThat(result.failures()).as(result.describe()).isEmpty();
        assertThat(result.fired()).contains(rule);
    }

    /** With the rules that the guide says it needs. */
    @Test
    void the_scenario_of_the_guide_passes() throws IOException {
        List<Example> examples = Document.read("authoring-rules.md").in("json").stream()
                .filter(example -> example.note().equals("scenario"))
                .toList();
        assertThat(examples).hasSize(1);
        StringBuilder rules = new StringBuilder();
        for (String rule : List.of(EARN, "Silver from 500 yuan", "Triple points on summer goods in July")) {
            rules.append(RULES.get(rule).text());
        }
        LoyaltyProgram program = LoyaltyProgram.of(
                "documented", Map.of("program.json", resource("program.json"), "rules.drl", rules.toString()));
        TextFile file = new TextFile("scenarios/summer.json", examples.get(0).text(), List.of());

        ScenarioFile read = ScenarioFile.read(file, program);

        assertThat(read.problems()).isEmpty();
        ScenarioResult result = read.scenarios().get(0).run(program);
        assertThat(result.failures()).as(result.describe()).isEmpty();
    }

    @Test
    void rules_that_are_shown_twice_ask_for_the_same() {
        for (Example example : Document.read("authoring-rules.md").rules()) {
            String body = example.text().substring(example.text().indexOf("when\n"));
            Example first = RULES.get(name(example));

            assertThat(body).isEqualTo(first.text().substring(first.text().indexOf("when\n")));
        }
    }
}
