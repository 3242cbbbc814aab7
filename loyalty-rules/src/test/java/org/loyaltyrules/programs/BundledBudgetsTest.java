package org.loyaltyrules.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.MembershipEngine;
import org.loyaltyrules.decision.BudgetAlert;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.decision.Decision.Message;
import org.loyaltyrules.decision.Decision.Obstacle;
import org.loyaltyrules.decision.Decision.Suppressed;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.Purchase;

/** Budgets of mobile-commerce that need more members or months than a scenario file should hold. */
class BundledBudgetsTest {

    private static final OffsetDateTime START = OffsetDateTime.parse("2026-01-01T10:00:00+08:00");

    @Test
    void given_1000_gifts_for_enrolling_in_a_store_when_1001_enroll_then_only_the_last_goes_without() {
        try (MembershipEngine engine = MembershipEngine.builder()
                .program(LoyaltyProgram.bundled("mobile-commerce"))
                .build()) {
            List<Decision> decisions = new ArrayList<>();
            for (int number = 1; number <= 1001; number++) {
                decisions.add(engine.process(
                        Enrollment.of("e" + number, START, "member-" + number).channel("STORE_QR")));
            }

            assertThat(decisions.subList(0, 1000))
                    .allSatisfy(decision -> assertThat(decision.gifts()).containsExactly("TOTE_BAG"));
            Decision last = decisions.get(1000);
            assertThat(last.gifts()).isEmpty();
            assertThat(last.vouchers()).hasSize(1);
            assertThat(last.suppressed())
                    .containsExactly(new Suppressed("A tote bag for enrolling in a store", Obstacle.BUDGET));
            assertThat(decisions)
                    .allSatisfy(decision -> assertThat(decision.messages()).isEmpty());
        }
    }

    @Test
    void given_10000_member_day_vouchers_when_100_gold_members_have_had_100_each_then_there_are_no_more() {
        List<BudgetAlert> alerts = new ArrayList<>();
        try (MembershipEngine engine = MembershipEngine.builder()
                .program(LoyaltyProgram.bundled("mobile-commerce"))
                .onBudgetAlert(alerts::add)
                .build()) {
            for (int number = 100; number < 200; number++) {
                engine.process(Enrollment.of("e" + number, START, "member-" + number));
                Purchase.Line upgrade = Purchase.Line.of("GOLD_UPGRADE", "MEMBERSHIP", 1, "199");
                engine.process(Purchase.of("p" + number, START, "member-" + number, List.of(upgrade)));
            }

            for (int month = 0; month < 79; month++) {
                assertThat(memberDay(engine, month)).hasSize(100).allSatisfy(BundledBudgetsTest::hasVoucherAndNoAlert);
            }
            assertThat(alerts).isEmpty();

            // The 8,000th voucher is the last one of the 80th Member Day.
            List<Decision> eightieth = memberDay(engine, 79);
            assertThat(eightieth.subList(0, 99)).allSatisfy(BundledBudgetsTest::hasVoucherAndNoAlert);
            assertThat(eightieth.get(99).vouchers()).hasSize(1);
            assertThat(eightieth.get(99).messages())
                    .containsExactly(new Message("BUDGET_ALERT", List.of("MEMBER_DAY")));
            assertThat(alerts).containsExactly(new BudgetAlert("MEMBER_DAY", 8_000, 10_000));

            for (int month = 80; month < 100; month++) {
                assertThat(memberDay(engine, month)).hasSize(100).allSatisfy(BundledBudgetsTest::hasVoucherAndNoAlert);
            }
            assertThat(memberDay(engine, 100))
                    .allSatisfy(decision -> assertThat(decision.vouchers()).isEmpty());
            assertThat(alerts).hasSize(1);
        }
    }

    /** The decisions of the 15th, so many months after January 2026. */
    private static List<Decision> memberDay(MembershipEngine engine, int months) {
        LocalDate date = LocalDate.of(2026, 1, 15).plusMonths(months);
        return engine.process(Day.of("day-" + date, date.atStartOfDay().atOffset(START.getOffset()), date));
    }

    private static void hasVoucherAndNoAlert(Decision decision) {
        assertThat(decision.vouchers()).extracting(Decision.Voucher::voucher).containsExactly("MEMBER_DAY200");
        assertThat(decision.messages()).isEmpty();
    }
}
