package org.loyaltyrules.examples.benchmarks;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.loyaltyrules.engine.EventDecider;

class PeersTest {

    private static final int VISITS = 1_000;

    private final EventDecider decider = Programs.decider(Programs.texts(0));
    private final List<Shop.Visit> visits = Shop.visits(VISITS, 24, 5);

    @ParameterizedTest
    @EnumSource
    void everyPeerDecidesAsTheEngineDoes(Peers peer) {
        assertDoesNotThrow(() -> Peers.requireEqual(peer.till(), decider, visits));
    }

    @Test
    void thePurchasesMeetEveryRuleThatAPurchaseCanMeet() {
        Set<String> met = new HashSet<>();
        for (Shop.Visit visit : visits) {
            var decision =
                    OneMember.decide(decider, visit.account(), visit.event()).decision();
            decision.fired().forEach(fired -> met.add(fired.rule()));
            met.add(String.valueOf(decision.reason()));
        }
        for (String rule : List.of(
                "30 percent off the first purchase",
                "5 percent off in the birthday month",
                "Another 5 percent off in the birthday month from Silver",
                "5 percent off on Member Day",
                "Friday night flash sale",
                "A purchase of 1,000 yuan or more earns 200 points on top",
                "A voucher for the first purchase of 30 yuan or more",
                "5,000 points on reaching 10,000 yuan",
                "Diamond from 5,000 yuan",
                "The Gold upgrade makes a Gold member",
                "Members close to Silver are told what is missing",
                "NOT_YET_ON_SALE")) {
            assertTrue(met.contains(rule), rule);
        }
    }
}
