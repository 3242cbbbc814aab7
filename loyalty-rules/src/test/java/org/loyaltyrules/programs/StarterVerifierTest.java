package org.loyaltyrules.programs;

import static org.loyaltyrules.testing.ProgramVerifier.action;
import static org.loyaltyrules.testing.ProgramVerifier.member;
import static org.loyaltyrules.testing.ProgramVerifier.passDays;
import static org.loyaltyrules.testing.ProgramVerifier.purchase;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.loyaltyrules.decision.Decision.Obstacle;
import org.loyaltyrules.junit.LoyaltyTest;
import org.loyaltyrules.junit.ProgramScenarios;
import org.loyaltyrules.testing.ProgramVerifier;

/** The program starter, tested as docs/testing-campaigns.md shows it. */
@LoyaltyTest(value = "starter", everyRule = true)
class StarterVerifierTest {

    @Test
    void premium_members_earn_half_as_much_again(ProgramVerifier verify) {
        verify.rule("Premium members earn half as much again")
                .given(member().tier("PREMIUM"))
                .when(purchase("100"))
                .awardsFactor("1.5")
                .awardsPoints(49);
        verify.rule("Premium members earn half as much again")
                .given(member())
                .when(purchase("100"))
                .doesNotFire()
                .because("tier == \"PREMIUM\"");
    }

    @Test
    void a_premium_member_pays_and_earns(ProgramVerifier verify) {
        verify.given(member().tier("PREMIUM"))
                .when(purchase("100"))
                .awardsDiscount("2")
                .pays("98")
                .awardsPoints(147);
    }

    @Test
    void premium_begins_at_2000_yuan(ProgramVerifier verify) {
        verify.rule("Premium from 2,000 yuan in 12 months")
                .given(member().spent("1900"))
                .when(purchase("99.99"))
                .doesNotFire()
                .because("0.01 CNY too little")
                .thenWhen(purchase("0.01"))
                .awardsTier("PREMIUM");
    }

    @Test
    void four_events_a_month_bring_points(ProgramVerifier verify) {
        var coming = action("EVENT_ATTENDED");
        verify.rule("20 points for coming to an event")
                .given(member())
                .when(coming, coming, coming, coming)
                .awardsPoints(20)
                .thenWhen(coming)
                .isSuppressedBy(Obstacle.LIMIT)
                .thenWhen(coming.on("2026-04-01"))
                .awardsPoints(20);
    }

    @Test
    void a_birthday_brings_a_voucher(ProgramVerifier verify) {
        verify.given(member().birthday("05-02"))
                .on("2026-04-30")
                .when(passDays(1))
                .awardsNothing()
                .thenWhen(passDays(1))
                .awardsVoucher("BIRTHDAY20")
                .thenWhen(purchase("100").using("BIRTHDAY20"))
                .pays("80");
    }

    @TestFactory
    Stream<DynamicNode> scenarios(ProgramVerifier verify) {
        return ProgramScenarios.of(verify);
    }
}
