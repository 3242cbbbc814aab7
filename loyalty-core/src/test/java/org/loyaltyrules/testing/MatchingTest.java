package org.loyaltyrules.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loyaltyrules.program.Located;
import org.loyaltyrules.program.LocatedParser;
import org.loyaltyrules.program.ProblemLog;

class MatchingTest {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private static Located located(String json) {
        Located located = LocatedParser.parse(new ProblemLog("test.json", json));
        assertThat(located).isNotNull();
        return located;
    }

    private static boolean matches(String expected, String actual) throws JsonProcessingException {
        return Matching.matches(located(expected), JSON.readTree(actual));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                        | {"a": 1}               | true
            {"a": 1}                  | {"a": 1, "b": 2}       | true
            {"a": 1, "b": 3}          | {"a": 1, "b": 2}       | false
            {"c": 1}                  | {"a": 1}               | false
            {"a": {"b": 1}}           | {"a": {"b": 1, "c": 2}}| true
            {"a": {"b": 2}}           | {"a": {"b": 1, "c": 2}}| false
            {"a": 100}                | {"a": 100.00}          | true
            {"a": 1e2}                | {"a": 100}             | true
            {"a": 100.01}             | {"a": 100.00}          | false
            {"a": 1}                  | {"a": "1"}             | false
            {"a": "1"}                | {"a": 1}               | false
            {"a": "x"}                | {"a": "x"}             | true
            {"a": "x"}                | {"a": "X"}             | false
            {"a": true}               | {"a": true}            | true
            {"a": true}               | {"a": false}           | false
            {"a": null}               | {"a": null}            | true
            {"a": null}               | {}                     | true
            {"a": null}               | {"a": 0}               | false
            {"a": 0}                  | {"a": null}            | false
            {"a": "x"}                | {"a": null}            | false
            {"a": {}}                 | {"a": 1}               | false
            {"a": []}                 | {"a": {}}              | false
            """)
    void given_an_expected_object_when_compared_then_each_given_field_must_match(
            String expected, String actual, boolean matches) throws Exception {
        assertThat(matches(expected, actual)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            []                        | []                     | true
            []                        | [1]                    | true
            [1]                       | []                     | false
            [2, 1]                    | [1, 2, 3]              | true
            [2, 4]                    | [1, 2, 3]              | false
            [1, 1]                    | [1]                    | true
            [{"a": 1}]                | [{"a": 2}, {"a": 1}]   | true
            [{"a": 1, "b": 2}]        | [{"a": 1}, {"b": 2}]   | false
            [[1]]                     | [[2], [2, 1]]          | true
            [[1]]                     | [[2], [3]]             | false
            """)
    void given_an_expected_list_when_compared_then_each_given_element_must_match_some_element(
            String expected, String actual, boolean matches) throws Exception {
        assertThat(matches(expected, actual)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"not": {"a": 1}}                 | {"a": 2}               | true
            {"not": {"a": 1}}                 | {"a": 1}               | false
            {"not": {"a": 1, "b": 1}}         | {"a": 1, "b": 2}       | true
            {"not": {"a": 1, "b": 1}}         | {"a": 1, "b": 1}       | false
            {"not": [{"a": 1}, {"b": 1}]}     | {"a": 1, "b": 2}       | false
            {"not": [{"a": 1}, {"b": 1}]}     | {"a": 2, "b": 2}       | true
            {"not": {}}                       | {}                     | false
            {"a": 1, "not": {"b": 1}}         | {"a": 1, "b": 2}       | true
            {"a": 1, "not": {"b": 1}}         | {"a": 2, "b": 2}       | false
            {"x": {"not": {"a": 1}}}          | {"x": {"a": 2}}        | true
            {"x": {"not": {"a": 1}}}          | {"x": {"a": 1}}        | false
            {"l": [{"a": 1, "not": {"b": 1}}]}| {"l": [{"a": 1, "b": 1}, {"a": 1, "b": 2}]} | true
            {"l": [{"a": 1, "not": {"b": 1}}]}| {"l": [{"a": 1, "b": 1}, {"a": 2, "b": 2}]} | false
            {"not": {"l": [{"a": 1}]}}        | {"l": [{"a": 2}]}      | true
            {"not": {"l": [{"a": 1}]}}        | {"l": [{"a": 2}, {"a": 1}]} | false
            {"not": {"not": {"a": 1}}}        | {"a": 1}               | true
            {"not": {"not": {"a": 1}}}        | {"a": 2}               | false
            """)
    void given_something_under_not_when_compared_then_it_must_not_match(String expected, String actual, boolean matches)
            throws Exception {
        assertThat(matches(expected, actual)).isEqualTo(matches);
    }

    @Test
    void given_an_element_of_the_same_name_when_it_does_not_match_then_the_field_that_differs_is_told()
            throws Exception {
        assertThat(
                        Matching.compare(
                                located("{\"vouchers\": [{\"voucher\": \"A\", \"until\": 1}]}"),
                                JSON.readTree(
                                        "{\"vouchers\": [{\"voucher\": \"B\", \"until\": 1}, {\"voucher\": \"A\", \"until\": 2}]}")))
                .extracting(Mismatch::path, Mismatch::kind)
                .containsExactly(tuple("vouchers[A].until", Mismatch.Kind.DIFFERENT));
    }

    @Test
    void given_several_elements_of_the_same_name_when_none_matches_then_the_whole_list_is_told() throws Exception {
        assertThat(
                        Matching.compare(
                                located("{\"vouchers\": [{\"voucher\": \"A\", \"until\": 1}]}"),
                                JSON.readTree(
                                        "{\"vouchers\": [{\"voucher\": \"A\", \"until\": 3}, {\"voucher\": \"A\", \"until\": 2}]}")))
                .extracting(Mismatch::path, Mismatch::kind)
                .containsExactly(tuple("vouchers", Mismatch.Kind.NOT_IN_LIST));
    }
}
