package org.loyaltyrules.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What docs/reference/database.md says of the tables. */
class DatabaseDocumentTest {

    private static String document() throws IOException {
        return Files.readString(Path.of("../docs/reference/database.md"));
    }

    @ParameterizedTest
    @EnumSource
    void given_the_queries_of_the_document_when_they_are_run_then_the_database_understands_them(TestDatabase database)
            throws IOException {
        String url = database.emptyUrl();
        JdbcMembershipStore.open(url).close();
        List<String> blocks = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL)
                .matcher(document())
                .results()
                .map(block -> block.group(1))
                .toList();
        List<String> queries = blocks.stream()
                .flatMap(block -> Migrations.statements(block).stream())
                .toList();

        assertThat(queries).hasSize(4);
        TestDatabase.execute(url, queries.toArray(new String[0]));
    }

    @Test
    void given_the_tables_that_the_scripts_make_then_the_document_explains_each() throws IOException {
        String script =
                Files.readString(Path.of("src/main/resources/org/loyaltyrules/store/jdbc/postgresql/V1__tables.sql"));
        TreeSet<String> tables = new TreeSet<>();
        Pattern.compile("CREATE TABLE (\\w+)")
                .matcher(script)
                .results()
                .map(table -> table.group(1))
                .forEach(tables::add);
        String text = document()
                .replace("`…_limit_use`", "`loyalty_purchase_limit_use`")
                .replace("`…_budget`", "`loyalty_purchase_budget`");

        assertThat(tables).hasSize(26).allMatch(table -> text.contains("`" + table + "`"));
    }
}
