package org.loyaltyrules.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A book is the same however it was put together; one that leaves empty lots out goes on counting. */
class PointBookTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final OffsetDateTime AT = DAY.atStartOfDay().atOffset(ZoneOffset.UTC);

    /** More lots than are set apart when empty, all spent but the last two, of which one is pending. */
    private static PointBook aged() {
        PointBook book = PointBook.EMPTY;
        for (int i = 0; i < 40; i++) {
            PointPosting posting = posting(book);
            posting.add(EntryKind.EARN, 10, DAY, DAY, DAY.plusDays(90), DAY, null);
            posting.spend(EntryKind.SPEND, 10);
            book = posting.book();
        }
        PointPosting posting = posting(book);
        posting.add(EntryKind.EARN, 5, DAY, DAY, DAY.plusDays(30), DAY, null);
        posting.add(EntryKind.EARN, 7, DAY, DAY.plusDays(14), DAY.plusDays(60), DAY, null);
        return posting.book();
    }

    private static PointPosting posting(PointBook book) {
        return new PointPosting("m", "e", AT, book);
    }

    /** As it is read for an event by which nothing can come back. */
    private static PointBook withoutEmptyLots(PointBook book) {
        List<Lot> lots = new ArrayList<>(book.lots());
        lots.removeIf(lot -> lot.remaining() == 0);
        return new PointBook(lots, book.debt(), book.created());
    }

    @Test
    void given_a_book_that_grew_when_read_at_once_then_they_are_equal() {
        PointBook grown = aged();
        PointBook read = new PointBook(new ArrayList<>(grown.lots()), grown.debt(), 42);

        assertThat(grown.emptied()).isNotEmpty();
        assertThat(read).isEqualTo(grown).hasSameHashCodeAs(grown);
        assertThat(read.balance()).isEqualTo(grown.balance()).isEqualTo(5);
        assertThat(read.pending()).isEqualTo(grown.pending()).isEqualTo(7);
    }

    @Test
    void given_a_lot_that_stands_apart_when_points_come_back_to_it_then_the_book_equals_one_that_is_read() {
        PointPosting posting = posting(aged());
        posting.restore(new PointPosting.Draw(3, 4), DAY);
        PointBook changed = posting.book();

        assertThat(changed).isEqualTo(new PointBook(new ArrayList<>(changed.lots()), 0));
        assertThat(changed.balance()).isEqualTo(9);
    }

    @Test
    void given_a_book_without_empty_lots_when_compared_then_it_is_another() {
        assertThat(withoutEmptyLots(aged())).isNotEqualTo(aged());
    }

    @Test
    void given_a_book_without_empty_lots_when_a_lot_is_added_then_its_id_goes_on() {
        PointPosting posting = posting(withoutEmptyLots(aged()));
        assertThat(posting.add(EntryKind.EARN, 1, DAY, DAY, null, DAY, null)).isEqualTo(43);
        assertThat(posting.book().created()).isEqualTo(43);
        assertThat(posting.book().lots()).extracting(Lot::id).containsExactly(41L, 42L, 43L);
    }

    @Test
    void given_a_book_without_empty_lots_when_a_lot_is_asked_for_then_it_is_found_where_it_is_there() {
        PointBook book = withoutEmptyLots(aged());
        assertThat(book.lot(41)).isEqualTo(aged().lot(41)).isNotNull();
        assertThat(book.lot(42)).isEqualTo(aged().lot(42)).isNotNull();
        assertThat(book.lot(40)).isNull();
        assertThat(book.lot(43)).isNull();
    }

    @Test
    void given_pending_points_when_asked_what_is_due_next_then_it_is_their_day() {
        assertThat(aged().nextDue()).isEqualTo(DAY.plusDays(14));
        assertThat(aged().isDueBy(DAY.plusDays(13))).isFalse();
        assertThat(aged().isDueBy(DAY.plusDays(14))).isTrue();
    }

    @Test
    void given_available_points_when_asked_what_is_due_next_then_it_is_the_day_after_their_last() {
        PointBook book = PointPosting.forward(aged(), DAY.plusDays(14));
        assertThat(book.nextDue()).isEqualTo(DAY.plusDays(31));
        assertThat(book.isDueBy(DAY.plusDays(30))).isFalse();
        assertThat(book.isDueBy(DAY.plusDays(31))).isTrue();
    }

    @Test
    void given_empty_lots_only_when_asked_what_is_due_next_then_nothing_is() {
        PointPosting posting = posting(PointBook.EMPTY);
        posting.add(EntryKind.EARN, 10, DAY, DAY, DAY.plusDays(90), DAY, null);
        posting.spend(EntryKind.SPEND, 10);
        assertThat(posting.book().nextDue()).isNull();
    }
}
