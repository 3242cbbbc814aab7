package org.loyaltyrules.documentation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.event.Action;
import org.loyaltyrules.event.Adjustment;
import org.loyaltyrules.event.Conversion;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.Erasure;
import org.loyaltyrules.event.Event;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.event.Redemption;
import org.loyaltyrules.event.Return;
import org.loyaltyrules.event.Transfer;
import org.loyaltyrules.event.Update;

/** The events in docs/embedding.md are made here in the same words, one of each type at least. */
class EmbeddingEventsTest {

    private static final Path THIS = Path.of("src/test/java/org/loyaltyrules/documentation/EmbeddingEventsTest.java");

    private static List<Event> events(OffsetDateTime at) {
        return List.of(
                Enrollment.of("e1", at, "m1")
                        .birthday(MonthDay.of(5, 2))
                        .channel("APP")
                        .referrer("m7"),
                Update.of("u1", at, "m1").attribute("phone", "X200").tags(Set.of("NEWSLETTER")),
                Purchase.of("p1", at, "m1", "128.00").channel("APP").vouchers("WELCOME10-e1-1"),
                Purchase.of(
                        "p2",
                        at,
                        "m1",
                        List.of(
                                Purchase.Line.of("HEADSET", "AUDIO", 1, new BigDecimal("299.00")),
                                Purchase.Line.of("CASE", "ACCESSORY", 2, "61.00")
                                        .brand("ACME")
                                        .tags(Set.of("FLASH")))),
                Return.of("r1", at, "m1", "p1"),
                Return.of("r2", at, "m1", "p2").lines(List.of(new Return.Line(2, 1))),
                Action.of("a1", at, "m1", "REVIEW").subject("HEADSET"),
                Redemption.of("d1", at, "m1", "CASH10_FOR_500"),
                Transfer.of("t1", at, "m1", "m2", 100),
                Conversion.of("c1", at, "m1", "AIR", 1000),
                Adjustment.of("j1", at, "m1", 50, "lost parcel"),
                Day.of("day-2026-05-02", at, LocalDate.of(2026, 5, 2)),
                Erasure.of("x1", at, "m1"));
    }

    /** Without white space, and as items of a list. */
    private static String bare(String code) {
        return code.replaceAll("\\s+", "").replace(';', ',');
    }

    @Test
    void given_the_events_of_the_guide_when_compared_then_they_are_made_here_word_for_word() throws IOException {
        List<Document.Example> examples = Document.read("embedding.md").in("java").stream()
                .filter(example -> example.text().startsWith("Enrollment.of("))
                .toList();
        assertThat(examples).hasSize(1);

        String shown = bare(examples.get(0).text());
        assertThat(bare(Files.readString(THIS, UTF_8))).contains(shown.substring(0, shown.length() - 1));
    }

    @Test
    void given_the_events_of_the_guide_when_made_then_there_is_one_of_each_type() {
        assertThat(events(OffsetDateTime.parse("2026-05-02T12:00:00+08:00")).stream()
                        .map(Event::type)
                        .distinct())
                .containsExactly(
                        "enroll",
                        "update",
                        "purchase",
                        "return",
                        "action",
                        "redeem",
                        "transfer",
                        "convert",
                        "adjust",
                        "day",
                        "erase");
    }
}
