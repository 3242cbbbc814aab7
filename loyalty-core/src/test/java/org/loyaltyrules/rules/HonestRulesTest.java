package org.loyaltyrules.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loyaltyrules.fact.Action;
import org.loyaltyrules.fact.Day;
import org.loyaltyrules.fact.Enrollment;
import org.loyaltyrules.fact.Ranking;
import org.loyaltyrules.fact.Redemption;
import org.loyaltyrules.fact.Referral;
import org.loyaltyrules.fact.TierChange;
import org.loyaltyrules.fact.Transfer;

/** Rules that people write must load and fire as they say; else whoever writes rules would switch the checks off. */
class HonestRulesTest {

    private static final Pattern EXPECTED = Pattern.compile("// ([a-z-]+) ([0-9]+)\\nrule \"([^\"]+)\"");

    /** The honest rule files, by name. */
    static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        try (Stream<Path> found =
                Files.list(Path.of(HonestRulesTest.class.getResource("honest").toURI()))) {
            for (Path file : found.sorted().toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        return files;
    }

    private static Object[] scene(String name) {
        TestMember member = Rules.GOLD;
        return switch (name) {
            case "purchase" ->
                Rules.facts(Rules.purchase(Rules.line("A1", "TEA", 3, "90.00"), Rules.line("B2", "CUP", 1, "30.00")));
            case "enrollment" -> new Object[] {member, new Enrollment(member, Rules.DAY, "WEB", true)};
            case "action" -> new Object[] {member, new Action(member, "REVIEW", "A1", Rules.DAY)};
            case "redemption" -> new Object[] {member, new Redemption(member, "MUG", 800, Rules.DAY)};
            case "transfer" -> new Object[] {member, new Transfer(member, "m2", 500, Rules.DAY)};
            case "day" -> new Object[] {member, new Day(member, Rules.DAY)};
            case "referral" -> new Object[] {member, new Referral(member, "ENROLLED", 3, 1, Rules.DAY)};
            case "ranking" ->
                new Object[] {member, new Ranking(member, "SPEND", 3, new BigDecimal("1000.00"), Rules.DAY)};
            case "qualification" -> new Object[] {member, Rules.qualification()};
            case "tier-change" -> new Object[] {member, new TierChange(member, "SILVER", "GOLD", true, Rules.DAY)};
            default -> throw new IllegalArgumentException(name);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"member.drl", "purchase.drl", "lines.drl", "events.drl"})
    void given_honest_rules_when_loaded_then_each_fires_as_often_as_it_says(String file) {
        String text = files().get(file);
        RuleSet rules = Rules.compile(text);
        Map<String, Long> expected = new LinkedHashMap<>();
        Map<String, Long> actual = new LinkedHashMap<>();
        Matcher each = EXPECTED.matcher(text);
        while (each.find()) {
            String name = each.group(3);
            expected.put(name, Long.valueOf(each.group(2)));
            actual.put(
                    name,
                    Rules.fire(rules, scene(each.group(1))).stream()
                            .filter(firing -> firing.rule().name().equals(name))
                            .count());
        }

        assertThat(actual).isEqualTo(expected).hasSize(rules.rules().size());
    }

    @Test
    void given_all_honest_rules_when_counted_then_there_are_more_than_a_hundred() {
        assertThat(Rules.compile(files().values().toArray(String[]::new)).rules())
                .hasSizeGreaterThan(120);
        assertThat(List.copyOf(files().keySet())).hasSize(4);
    }
}
