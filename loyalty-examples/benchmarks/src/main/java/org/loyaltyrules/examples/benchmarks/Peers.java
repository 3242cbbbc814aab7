package org.loyaltyrules.examples.benchmarks;

import java.util.List;
import org.loyaltyrules.engine.EventDecider;
import org.loyaltyrules.examples.benchmarks.peer.DroolsRules;
import org.loyaltyrules.examples.benchmarks.peer.EasyRules;
import org.loyaltyrules.examples.benchmarks.peer.EvreteRules;
import org.loyaltyrules.examples.benchmarks.retailer.PlainRules;
import org.loyaltyrules.examples.benchmarks.retailer.PurchaseRules;
import org.loyaltyrules.examples.benchmarks.retailer.Till;

/** Other ways to decide what the engine decides. */
public enum Peers {
    JAVA,
    DROOLS_SESSION,
    DROOLS_STATELESS,
    EVRETE,
    EASY_RULES;

    /** A till that asks this peer for the rules. */
    public Till till() {
        return new Till(rules());
    }

    private PurchaseRules rules() {
        return switch (this) {
            case JAVA -> new PlainRules();
            case DROOLS_SESSION -> DroolsRules.withSessions(0);
            case DROOLS_STATELESS -> DroolsRules.stateless(0);
            case EVRETE -> EvreteRules.create();
            case EASY_RULES -> EasyRules.create();
        };
    }

    /**
     * Refuses to go on where a till decides otherwise than the engine.
     *
     * @throws IllegalStateException with both decisions, where they differ
     */
    public static void requireEqual(Till till, EventDecider decider, List<Shop.Visit> visits) {
        for (Shop.Visit visit : visits) {
            OneMember.Result engine = OneMember.decide(decider, visit.account(), visit.event());
            Till.Result own = till.decide(visit.customer(), visit.event());
            if (!engine.decision().equals(own.decision()) || !engine.entries().equals(own.entries())) {
                throw new IllegalStateException("decisions differ: " + engine.decision() + " and " + own.decision());
            }
        }
    }
}
