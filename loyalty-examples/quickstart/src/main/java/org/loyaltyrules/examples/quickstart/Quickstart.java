package org.loyaltyrules.examples.quickstart;

import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.util.List;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.MembershipEngine;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.Purchase;

/** A bundled program, a member and two purchases. */
public final class Quickstart {

    private Quickstart() {}

    /** Prints what each event came to, and why. */
    public static void main(String[] args) {
        for (Decision decision : run()) {
            System.out.printf(
                    "%s: to pay %s, %d points earned, balance %d, tier %s%n",
                    decision.event(),
                    decision.payable(),
                    decision.points().earned(),
                    decision.points().balance(),
                    decision.tier().after());
            decision.fired().forEach(fired -> System.out.println("  " + fired.rule()));
        }
    }

    /** The decisions, in the order of the events. */
    static List<Decision> run() {
        LoyaltyProgram program = LoyaltyProgram.bundled("mobile-commerce");
        OffsetDateTime march = OffsetDateTime.parse("2026-03-02T12:00:00+08:00");
        OffsetDateTime may = OffsetDateTime.parse("2026-05-04T18:30:00+08:00");
        try (MembershipEngine engine =
                MembershipEngine.builder().program(program).build()) {
            Decision welcome = engine.process(Enrollment.of("e1", march, "m1").birthday(MonthDay.of(5, 2)));
            String voucher = welcome.vouchers().get(0).code();
            return List.of(
                    welcome,
                    engine.process(Purchase.of("p1", march, "m1", "128.00").vouchers(voucher)),
                    engine.process(Purchase.of("p2", may, "m1", "600.00")));
        }
    }
}
