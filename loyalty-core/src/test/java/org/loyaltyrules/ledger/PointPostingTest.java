package org.loyaltyrules.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointPostingTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    @Test
    void given_a_pending_lot_when_the_day_before_it_is_available_passes_then_it_stays_pending() {
        PointPosting posting = with(pendingLot(100, DAY.plusDays(7)));
        assertThat(posting.bringForward(DAY.plusDays(6)).released()).isZero();
        assertThat(posting.book().pending()).isEqualTo(100);
    }

    @Test
    void given_a_pending_lot_when_its_day_comes_then_it_may_be_spent() {
        PointPosting posting = with(pendingLot(100, DAY.plusDays(7)));
        assertThat(posting.bringForward(DAY.plusDays(7)).released()).isEqualTo(100);
        assertThat(posting.book().balance()).isEqualTo(100);
        assertThat(posting.entries()).extracting(Entry::kind).containsExactly(EntryKind.RELEASE);
    }

    @Test
    void given_a_lot_when_its_last_valid_day_comes_then_it_may_still_be_spent() {
        PointPosting posting = with(lot(100, DAY.plusDays(10)));
        posting.bringForward(DAY.plusDays(10));
        assertThat(posting.book().balance()).isEqualTo(100);
    }

    @Test
    void given_a_lot_when_the_day_after_its_last_valid_day_comes_then_it_expires() {
        PointPosting posting = with(lot(100, DAY.plusDays(10)));
        assertThat(posting.bringForward(DAY.plusDays(11)).expired()).isEqualTo(100);
        assertThat(posting.book().balance()).isZero();
    }

    @Test
    void given_several_lots_when_points_are_spent_then_the_earliest_last_valid_day_goes_first() {
        PointPosting posting = empty();
        add(posting, 10, null);
        add(posting, 10, DAY.plusDays(20));
        add(posting, 10, DAY.plusDays(5));
        assertThat(posting.spend(EntryKind.SPEND, 25))
                .containsExactly(
                        new PointPosting.Draw(3, 10), new PointPosting.Draw(2, 10), new PointPosting.Draw(1, 5));
    }

    @Test
    void given_too_few_points_when_more_are_spent_then_that_is_an_error() {
        PointPosting posting = with(lot(10, null));
        assertThatThrownBy(() -> posting.spend(EntryKind.SPEND, 11)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void given_a_debt_when_points_become_available_then_they_fill_it_first_by_two_entries() {
        PointPosting posting = empty();
        posting.clawBack(30, 0, true);
        add(posting, 100, null);
        assertThat(posting.book().balance()).isEqualTo(70);
        assertThat(posting.book().debt()).isZero();
        assertThat(posting.entries()).extracting(Entry::points).containsExactly(-30L, 100L, -30L, 30L);
    }

    @Test
    void given_a_debt_when_points_are_pending_then_they_do_not_fill_it_yet() {
        PointPosting posting = empty();
        posting.clawBack(30, 0, true);
        posting.add(EntryKind.EARN, 100, DAY, DAY.plusDays(7), null, DAY, null);
        assertThat(posting.book().balance()).isEqualTo(-30);
        posting.bringForward(DAY.plusDays(7));
        assertThat(posting.book().balance()).isEqualTo(70);
    }

    @Test
    void given_points_that_cannot_be_taken_back_when_none_are_owed_then_they_are_let_go() {
        PointPosting posting = with(lot(10, null));
        assertThat(posting.clawBack(30, 1, false)).isEqualTo(10);
        assertThat(posting.book().balance()).isZero();
    }

    @Test
    void given_a_pending_lot_of_its_own_when_points_are_taken_back_then_they_come_from_it_first() {
        PointPosting posting = with(lot(50, DAY.plusDays(1)));
        long own = posting.add(EntryKind.EARN, 20, DAY, DAY.plusDays(7), null, DAY, null);
        posting.clawBack(30, own, true);
        assertThat(posting.book().pending()).isZero();
        assertThat(posting.book().balance()).isEqualTo(40);
    }

    @Test
    void given_a_lot_that_is_past_when_points_come_back_to_it_then_they_expire_at_once() {
        PointPosting posting = with(lot(10, DAY.plusDays(1)));
        PointPosting.Draw draw = posting.spend(EntryKind.SPEND, 10).get(0);
        assertThat(posting.restore(draw, DAY.plusDays(2))).isEqualTo(10);
        assertThat(posting.book().balance()).isZero();
    }

    @Test
    void given_a_lot_on_its_last_valid_day_when_points_come_back_to_it_then_they_stay() {
        PointPosting posting = with(lot(10, DAY.plusDays(1)));
        PointPosting.Draw draw = posting.spend(EntryKind.SPEND, 10).get(0);
        assertThat(posting.restore(draw, DAY.plusDays(1))).isZero();
        assertThat(posting.book().balance()).isEqualTo(10);
    }

    @Test
    void given_lots_when_extended_then_each_gets_more_time_once() {
        PointPosting posting = with(lot(10, DAY.plusDays(1)));
        assertThat(posting.extend(Period.ofDays(5))).isTrue();
        assertThat(posting.extend(Period.ofDays(5))).isFalse();
        assertThat(posting.book().lots().get(0).lastValidDay()).isEqualTo(DAY.plusDays(6));
    }

    @Test
    void given_lots_and_debt_when_forfeited_then_nothing_is_left() {
        PointPosting posting = with(pendingLot(10, DAY.plusDays(3)));
        posting.clawBack(4, 0, true);
        posting.forfeit();
        assertThat(posting.book().balance()).isZero();
        assertThat(posting.book().pending()).isZero();
    }

    @Test
    void given_a_pending_lot_that_was_taken_back_when_its_day_comes_then_there_is_nothing_to_release() {
        PointPosting posting = with(pendingLot(100, DAY.plusDays(7)));
        posting.clawBack(100, 1, true);
        assertThat(posting.bringForward(DAY.plusDays(7))).isEqualTo(new PointPosting.Forwarded(0, 0));
        assertThat(posting.entries()).extracting(Entry::kind).containsExactly(EntryKind.CLAWBACK);
    }

    @Test
    void given_two_pending_lots_when_one_was_taken_back_then_only_the_other_is_released() {
        PointPosting posting = empty();
        posting.add(EntryKind.EARN, 10, DAY, DAY.plusDays(7), null, DAY, null);
        posting.add(EntryKind.EARN, 20, DAY, DAY.plusDays(7), null, DAY, null);
        posting.clawBack(10, 1, true);
        assertThat(posting.bringForward(DAY.plusDays(7)).released()).isEqualTo(20);
        assertThat(posting.entries())
                .filteredOn(entry -> entry.kind() == EntryKind.RELEASE)
                .extracting(Entry::lot)
                .containsExactly(2L);
    }

    @Test
    void given_a_debt_when_pending_points_become_available_then_they_fill_it() {
        PointPosting posting = empty();
        posting.clawBack(30, 0, true);
        posting.add(EntryKind.EARN, 100, DAY, DAY.plusDays(7), null, DAY, null);
        posting.bringForward(DAY.plusDays(7));
        assertThat(posting.book().debt()).isZero();
        assertThat(posting.book().lots().get(0).remaining()).isEqualTo(70);
    }

    @Test
    void given_a_lot_that_was_past_when_added_then_its_points_have_expired_in_it() {
        PointPosting posting = empty();
        long past = posting.add(EntryKind.EARN, 40, DAY, DAY, DAY.plusDays(3), DAY.plusDays(4), null);
        long present = posting.add(EntryKind.EARN, 50, DAY, DAY, DAY.plusDays(4), DAY.plusDays(4), null);
        assertThat(posting.expiredIn(past)).isEqualTo(40);
        assertThat(posting.expiredIn(present)).isZero();
    }

    @Test
    void given_as_many_points_as_are_there_when_taken_back_then_nothing_is_owed_and_one_entry_says_so() {
        PointPosting posting = with(lot(30, null));
        assertThat(posting.clawBack(30, 1, true)).isEqualTo(30);
        assertThat(posting.book().debt()).isZero();
        assertThat(posting.entries()).extracting(Entry::points).containsExactly(-30L);
    }

    @Test
    void given_its_own_lot_empty_when_points_are_taken_back_then_no_entry_concerns_it() {
        PointPosting posting = with(lot(30, null));
        add(posting, 20, null);
        posting.spend(EntryKind.SPEND, 30);
        posting.clawBack(15, 1, true);
        assertThat(posting.entries())
                .filteredOn(entry -> entry.kind() == EntryKind.CLAWBACK)
                .extracting(Entry::lot)
                .containsExactly(2L);
    }

    @Test
    void given_the_newest_lot_when_points_are_taken_back_from_it_then_the_older_one_is_left_alone() {
        PointPosting posting = with(lot(30, DAY.plusDays(1)));
        add(posting, 20, DAY.plusDays(9));
        posting.clawBack(15, 2, true);
        assertThat(posting.book().lots()).extracting(Lot::remaining).containsExactly(30L, 5L);
    }

    @Test
    void given_a_debt_when_points_come_from_another_member_then_they_fill_it() {
        PointPosting posting = empty();
        posting.clawBack(30, 0, true);
        posting.receive(lot(100, DAY.plusDays(5)), DAY);
        assertThat(posting.book().debt()).isZero();
        assertThat(posting.entries())
                .extracting(Entry::kind, Entry::points)
                .containsExactly(
                        tuple(EntryKind.CLAWBACK, -30L),
                        tuple(EntryKind.TRANSFER_IN, 100L),
                        tuple(EntryKind.CLAWBACK, -30L),
                        tuple(EntryKind.CLAWBACK, 30L));
    }

    @Test
    void given_lots_when_forfeited_then_only_those_with_points_have_an_entry() {
        PointPosting posting = with(lot(30, null));
        add(posting, 20, null);
        posting.spend(EntryKind.SPEND, 30);
        posting.forfeit();
        assertThat(posting.entries())
                .filteredOn(entry -> entry.kind() == EntryKind.FORFEIT)
                .extracting(Entry::lot, Entry::points)
                .containsExactly(tuple(2L, -20L));
    }

    @Test
    void given_a_debt_when_forfeited_then_an_entry_lets_it_go() {
        PointPosting posting = empty();
        posting.clawBack(30, 0, true);
        posting.forfeit();
        assertThat(posting.entries())
                .extracting(Entry::kind, Entry::points, Entry::lot)
                .containsExactly(tuple(EntryKind.CLAWBACK, -30L, null), tuple(EntryKind.FORFEIT, 30L, null));
    }

    @Test
    void given_an_entry_when_its_member_is_erased_then_all_but_the_name_stays() {
        Entry entry = new Entry("m1", EntryKind.EARN, 5, "e1", 1L, "rule", AT);
        assertThat(entry.of("somebody")).isEqualTo(new Entry("somebody", EntryKind.EARN, 5, "e1", 1L, "rule", AT));
    }

    @ParameterizedTest
    @CsvSource({"6, false", "7, true", "8, true"})
    void given_a_pending_lot_when_asked_then_something_is_due_from_the_day_it_becomes_available(int days, boolean due) {
        PointBook book = new PointBook(List.of(lot(0, null), pendingLot(10, DAY.plusDays(7))), 0);
        assertThat(book.isDueBy(DAY.plusDays(days))).isEqualTo(due);
    }

    @ParameterizedTest
    @CsvSource({"5, false", "6, true"})
    void given_a_lot_when_asked_then_something_is_due_from_the_day_after_its_last(int days, boolean due) {
        PointBook book = new PointBook(List.of(lot(10, null), lot(10, DAY.plusDays(5))), 0);
        assertThat(book.isDueBy(DAY.plusDays(days))).isEqualTo(due);
    }

    @Test
    void given_lots_that_are_empty_or_never_end_when_asked_then_nothing_is_ever_due() {
        PointBook book =
                new PointBook(List.of(lot(0, DAY.plusDays(5)), pendingLot(0, DAY.plusDays(3)), lot(10, null)), 0);
        assertThat(book.isDueBy(DAY.plusYears(100))).isFalse();
    }

    @Test
    void given_a_pending_lot_that_ends_before_it_is_available_when_asked_then_its_end_is_due_first() {
        Lot lot = new Lot(1, "e0", DAY, DAY.plusDays(7), DAY.plusDays(2), 10, 0, true, false);
        PointBook book = new PointBook(List.of(lot), 0);
        assertThat(book.isDueBy(DAY.plusDays(2))).isFalse();
        assertThat(book.isDueBy(DAY.plusDays(3))).isTrue();
    }

    @Test
    void given_any_postings_when_done_then_the_entries_add_up_to_lots_less_debt() {
        for (long seed = 1; seed <= 500; seed++) {
            Random random = new Random(seed);
            PointPosting posting = empty();
            LocalDate today = DAY;
            for (int step = 0; step < 40; step++) {
                today = step(random, posting, today);
                PointBook book = posting.book();
                long lots = book.lots().stream().mapToLong(Lot::remaining).sum();
                long entries =
                        posting.entries().stream().mapToLong(Entry::points).sum();
                assertThat(entries).as("seed %d, step %d", seed, step).isEqualTo(lots - book.debt());
                assertThat(book.balance() + book.pending()).as("seed %d", seed).isEqualTo(entries);
                assertThat(book.lots()).as("seed %d", seed).allMatch(lot -> lot.remaining() >= 0);
            }
        }
    }

    @Test
    void given_any_lots_when_days_pass_one_by_one_or_at_once_then_the_points_are_the_same() {
        for (long seed = 1; seed <= 500; seed++) {
            Random random = new Random(seed);
            PointPosting posting = empty();
            posting.clawBack(random.nextInt(60), 0, true);
            for (int i = 0; i < 6; i++) {
                LocalDate available = DAY.plusDays(random.nextInt(10));
                posting.add(EntryKind.EARN, 1 + random.nextInt(40), DAY, available, until(random), DAY, null);
            }
            PointBook start = posting.book();
            PointPosting atOnce = new PointPosting("m1", "e2", AT, start);
            atOnce.bringForward(DAY.plusDays(15));
            PointPosting dayByDay = new PointPosting("m1", "e2", AT, start);
            for (int day = 0; day <= 15; day++) {
                dayByDay.bringForward(DAY.plusDays(day));
            }
            assertThat(atOnce.book()).as("seed %d", seed).isEqualTo(dayByDay.book());
            assertThat(atOnce.entries()).as("seed %d", seed).isEqualTo(dayByDay.entries());
        }
    }

    private static LocalDate step(Random random, PointPosting posting, LocalDate today) {
        switch (random.nextInt(5)) {
            case 0 ->
                posting.add(
                        EntryKind.EARN,
                        1 + random.nextInt(50),
                        today,
                        today.plusDays(random.nextInt(4)),
                        until(random),
                        today,
                        null);
            case 1 -> {
                long balance = Math.max(0, posting.book().balance());
                posting.spend(EntryKind.SPEND, random.nextLong(balance + 1));
            }
            case 2 -> posting.clawBack(random.nextInt(40), random.nextInt(5), random.nextBoolean());
            case 3 -> posting.extend(Period.ofDays(random.nextInt(5)));
            default -> {
                posting.bringForward(today.plusDays(1));
                return today.plusDays(1);
            }
        }
        return today;
    }

    private static @Nullable LocalDate until(Random random) {
        return random.nextInt(4) == 0 ? null : DAY.plusDays(random.nextInt(20));
    }

    private static final OffsetDateTime AT = DAY.atTime(12, 0).atOffset(ZoneOffset.ofHours(8));

    private static PointPosting empty() {
        return new PointPosting("m1", "e1", AT, PointBook.EMPTY);
    }

    private static PointPosting with(Lot lot) {
        return new PointPosting("m1", "e1", AT, new PointBook(List.of(lot), 0));
    }

    private static void add(PointPosting posting, long points, @Nullable LocalDate lastValidDay) {
        posting.add(EntryKind.EARN, points, DAY, DAY, lastValidDay, DAY, null);
    }

    private static Lot lot(long points, @Nullable LocalDate lastValidDay) {
        return new Lot(1, "e0", DAY, DAY, lastValidDay, points, 0, false, false);
    }

    private static Lot pendingLot(long points, LocalDate availableOn) {
        return new Lot(1, "e0", DAY, availableOn, null, points, 0, true, false);
    }
}
