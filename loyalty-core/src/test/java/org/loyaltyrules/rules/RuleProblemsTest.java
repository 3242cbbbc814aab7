package org.loyaltyrules.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.loyaltyrules.program.Problem;

/**
 * What authors are told, word for word: each {@code problems/*.drl} has its text beside it; with -Dgolden.update=true the
 * texts are written anew.
 */
class RuleProblemsTest {

    private static final Path FOLDER = Path.of("src/test/resources/org/loyaltyrules/rules/problems");

    static Stream<String> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".drl"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void given_a_rule_file_with_problems_when_compiled_then_each_is_described(String file) throws IOException {
        List<Problem> problems = new ArrayList<>();

        RuleSet rules = RuleSet.compile(
                Rules.program(), List.of(new RuleSource(file, Files.readString(FOLDER.resolve(file)))), problems);

        String described = problems.stream().map(Problem::describe).collect(Collectors.joining("\n")) + "\n";
        Path golden = FOLDER.resolve(file.replace(".drl", ".txt"));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, described);
        }
        assertThat(described).isEqualTo(Files.readString(golden).replace("\r\n", "\n"));
        assertThat(rules).isNull();
    }

    @Test
    void given_two_files_with_a_rule_of_one_name_when_compiled_then_the_second_names_the_first() {
        List<Problem> problems =
                Rules.problems("\nrule A when Purchase( ) then end\n", "rule \"A\" when Purchase( ) then end\n");

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).file()).isEqualTo("f1.drl");
        assertThat(problems.get(0).hint()).isEqualTo("the other is in f0.drl:2");
    }

    @Test
    void given_problems_in_several_files_when_compiled_then_all_are_found() {
        List<Problem> problems =
                Rules.problems("rule A when Purchas( ) then end\n", "rule B when Purchase( = ) then end\n", "nothing");

        assertThat(problems).extracting(Problem::file).containsExactly("f0.drl", "f1.drl", "f2.drl");
    }

    @Test
    void given_empty_files_when_compiled_then_there_are_no_rules_and_no_problems() {
        assertThat(Rules.compile("", "  \n// nothing\n", "package a.b;\n", "\uFEFF")
                        .rules())
                .isEmpty();
    }

    @Test
    void given_windows_line_ends_and_a_byte_order_mark_when_compiled_then_places_are_right() {
        List<Problem> problems = Rules.problems(
                "\uFEFFrule \"A\"\r\nwhen\r\n\tPurchase( amout > 3 )\r\nthen\r\n\taward.pionts(1);\r\nend\r\n");

        assertThat(problems)
                .extracting(Problem::describe)
                .containsExactly(
                        "f0.drl:3:12: error[unknown-property]: Purchase has no property 'amout'\n  \tPurchase( amout > 3 )\n"
                                + "  \t          ^^^^^\n  did you mean 'amount'?",
                        "f0.drl:5:8: error[unknown-verb]: award has no 'pionts'\n  \taward.pionts(1);\n"
                                + "  \t      ^^^^^^\n  did you mean 'points'?");
    }

    @Test
    void given_a_rule_nested_too_deeply_when_compiled_then_that_is_a_problem_and_other_rules_are_checked() {
        String deep = "rule a when Purchase( " + "(".repeat(30_000) + "amount > 3" + ")".repeat(30_000)
                + " ) then end\nrule b when Purchas( ) then end\n";
        String chain = "rule a when Purchase( " + "amount > 3 && ".repeat(20_000) + "first ) then end\n";

        assertThat(Rules.problems(deep)).extracting(Problem::code).containsExactly("too-deep", "unknown-fact");
        assertThat(Rules.problems(chain)).extracting(Problem::code).containsExactly("too-long");
    }

    @Test
    void given_any_mutilation_of_a_rule_file_when_compiled_then_nothing_else_is_thrown() {
        String text = "package 会员\n\nrule \"金卡\"\n  @limit(\"1 per year\") @terms(en = \"x\", zh = \"y\")\n"
                + "  salience 10\nwhen\n  $p : Purchase( $a : amount > 5 && < 10, member.attributes['x'] == \"y\" )\n"
                + "  not ( LineItem( purchase == $p ) or LineItem( ) )\n"
                + "  accumulate( LineItem( $q : quantity ); $s : sum($q); $s > 3 )\n"
                + "then\n  if ($s > 3) { award.points(1); } else { award.tag(\"x\"); }\nend\n";
        for (int i = 0; i < text.length(); i++) {
            Rules.problems(text.substring(0, i));
            Rules.problems(text.substring(0, i) + text.substring(i + 1));
            Rules.problems(text.substring(0, i) + "(" + text.substring(i));
            Rules.problems(text.substring(0, i) + "\"" + text.substring(i));
        }
    }
}
