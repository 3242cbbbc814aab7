package org.loyaltyrules.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events as a host makes them in Java. */
class EventsTest {

    private static final OffsetDateTime AT = OffsetDateTime.parse("2026-05-02T12:00:00+08:00");

    private static void assertMalformed(ThrowingCallable making, String message) {
        EventFormatException refusal = catchThrowableOfType(EventFormatException.class, making);

        assertThat(refusal).isNotNull().hasMessage(message).hasNoCause();
        assertThat(message).isEqualTo(refusal.path() + " " + refusal.problem());
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "", " 1", "1,50", "12.3.4", "1e", "0x10"})
    void given_an_amount_that_is_no_number_when_made_then_the_field_is_named_and_nothing_quoted(String amount) {
        String message = "amount must be a decimal number such as 128.00";
        assertMalformed(() -> Purchase.of("p1", AT, "m1", amount), message);
        assertMalformed(() -> Purchase.Line.of("CASE", "ACCESSORY", 1, amount), message);
    }

    @Test
    void given_an_amount_of_more_characters_than_any_needs_when_made_then_it_is_malformed() {
        assertThat(Purchase.of("p1", AT, "m1", "1." + "0".repeat(100)).amount()).isEqualByComparingTo("1");
        assertMalformed(
                () -> Purchase.of("p1", AT, "m1", "1." + "0".repeat(1_000_000)),
                "amount is not a reasonable amount of money");
    }

    @Test
    void given_null_where_something_must_be_when_made_then_the_field_is_named() {
        assertMalformed(() -> Purchase.of(null, AT, "m1", "1"), "id must be a text that is not empty");
        assertMalformed(() -> Purchase.of("p1", null, "m1", "1"), "at must be a date and time with offset");
        assertMalformed(() -> Purchase.of("p1", AT, null, "1"), "member must be a text that is not empty");
        assertMalformed(() -> Purchase.of("p1", AT, "m1", (String) null), "amount must be an amount of money");
        assertMalformed(() -> Purchase.of("p1", AT, "m1", (BigDecimal) null), "amount must be an amount of money");
        assertMalformed(
                () -> Purchase.of("p1", AT, "m1", (List<Purchase.Line>) null), "lines must be a list, if an empty one");
        assertMalformed(
                () -> Purchase.of("p1", AT, "m1", Collections.singletonList(null)), "lines[0] must not be null");
        assertMalformed(() -> Purchase.of("p1", AT, "m1", "1").vouchers("V-1", null), "vouchers[1] must not be null");
        assertMalformed(() -> Purchase.Line.of(BigDecimal.ONE).tags(null), "tags must be a set, if an empty one");
        assertMalformed(
                () -> Return.of("r1", AT, "m1", "p1").lines(Arrays.asList(new Return.Line(1, 1), null)),
                "lines[1] must not be null");
    }

    @Test
    void given_null_among_tags_or_attributes_when_made_then_the_field_is_named() {
        Enrollment enrollment = Enrollment.of("e1", AT, "m1");
        Map<String, String> attributes = new HashMap<>();
        attributes.put("phone", null);

        assertMalformed(() -> enrollment.tags(Collections.singleton(null)), "tags must not have null among them");
        assertMalformed(
                () -> enrollment.attributes(attributes),
                "attributes must have neither a name nor a value that is null");
        assertMalformed(
                () -> Update.of("u1", AT, "m1").attribute(null, "x"),
                "attributes must have neither a name nor a value that is null");
    }

    @Test
    void given_an_exact_number_when_made_then_it_is_the_same_event_as_of_a_text() {
        assertThat(Purchase.of("p1", AT, "m1", new BigDecimal("128.00"))).isEqualTo(Purchase.of("p1", AT, "m1", "128"));
        assertThat(Purchase.Line.of("CASE", "ACCESSORY", 2, new BigDecimal("61.0")))
                .isEqualTo(Purchase.Line.of("CASE", "ACCESSORY", 2, "61.00"));
    }

    @Test
    void given_a_line_when_more_is_said_of_it_then_the_rest_stays() {
        LocalDate day = LocalDate.of(2026, 5, 1);

        Purchase.Line line = Purchase.Line.of("CASE", "ACCESSORY", 2, "61.00")
                .brand("ACME")
                .tags(Set.of("FLASH"))
                .availableFrom(day);

        assertThat(line)
                .isEqualTo(
                        new Purchase.Line("CASE", "ACCESSORY", "ACME", 2, new BigDecimal("61"), Set.of("FLASH"), day));
    }
}
