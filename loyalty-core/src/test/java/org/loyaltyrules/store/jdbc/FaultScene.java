package org.loyaltyrules.store.jdbc;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.MembershipEngine;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.event.Action;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.Event;
import org.loyaltyrules.event.MemberEvent;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.event.Return;
import org.loyaltyrules.event.Transfer;
import org.loyaltyrules.store.ConcurrentUnitException;
import org.loyaltyrules.store.InMemoryMembershipStore;
import org.loyaltyrules.store.MembershipStore;
import org.loyaltyrules.store.StoreText;
import org.loyaltyrules.store.UnknownOutcomeException;

/** A program and events for tests of faults: the same number gives the same event, in every process. */
final class FaultScene {

    static final int RACE_CAP = 40;

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final OffsetDateTime FIRST = OffsetDateTime.parse("2026-01-01T08:00:00+08:00");

    static final LoyaltyProgram PROGRAM =
            LoyaltyProgram.of("faults", Map.of("program.json", """
                    {"name": "faults", "zone": "Asia/Shanghai", "currency": "CNY", "tiers": ["BASIC", "GOLD"],
                     "points": {"pending": "P1D", "validity": "P2M"},
                     "vouchers": {"THANKS": {"kind": "AMOUNT_OFF", "value": 1}},
                     "budgets": {"RACE": {"unit": "USES", "cap": %d, "alertAt": 0.8}}}
                    """.formatted(RACE_CAP), "rules.drl", """
                    rule "One point a yuan"
                    when
                      Purchase()
                    then
                      award.earn(1);
                    end
                    rule "A voucher a month" @limit("1 per month")
                    when
                      Purchase( amount >= 50 )
                    then
                      award.voucher("THANKS");
                    end
                    rule "Gold from a thousand yuan"
                    when
                      Qualification( spend.lastMonths(3) >= 1000 )
                    then
                      award.tier("GOLD");
                    end
                    rule "Points for reviews"
                    when
                      Action()
                    then
                      award.points(3);
                    end
                    rule "The race" @budget("RACE")
                    when
                      Action( kind == "RACE" )
                    then
                      award.points(1);
                    end
                    """));

    private FaultScene() {}

    /**
     * The first events of the stream.
     *
     * @param alone whether each event concerns one member alone, so that the order of different members does not matter
     */
    static List<Event> events(int count, int members, boolean alone) {
        List<Event> events = new ArrayList<>();
        Map<String, List<String>> purchases = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            OffsetDateTime at = FIRST.plusMinutes(40L * i);
            String id = "e" + i;
            String member = "m" + i % members;
            List<String> bought = purchases.computeIfAbsent(member, key -> new ArrayList<>());
            Random random = new Random(i);
            int kind = random.nextInt(10);
            if (i < members) {
                events.add(Enrollment.of(id, at, member));
            } else if (!alone && i % 50 == 0) {
                LocalDate day = at.atZoneSameInstant(ZONE).toLocalDate();
                events.add(Day.of(id, day.atStartOfDay(ZONE).toOffsetDateTime(), day));
            } else if (kind == 0 && !bought.isEmpty()) {
                events.add(Return.of(id, at, member, bought.remove(random.nextInt(bought.size()))));
            } else if (kind == 1) {
                events.add(Action.of(id, at, member, "REVIEW"));
            } else if (kind == 2 && !alone) {
                events.add(Transfer.of(id, at, member, "m" + (i + 1) % members, 1 + random.nextInt(5)));
            } else {
                bought.add(id);
                events.add(Purchase.of(id, at, member, "" + (1 + random.nextInt(200))));
            }
        }
        return events;
    }

    static MembershipEngine engine(MembershipStore store) {
        return MembershipEngine.builder().program(PROGRAM).store(store).build();
    }

    /** Sends an event as a careful host does: again, where it is not known what became of it. */
    static List<Decision> send(MembershipEngine engine, Event event) {
        while (true) {
            try {
                return event instanceof Day day ? engine.process(day) : List.of(engine.process((MemberEvent) event));
            } catch (ConcurrentUnitException | UnknownOutcomeException e) {
                Thread.onSpinWait();
            }
        }
    }

    /** Those of the events that are accepted; sent once more, one that was refused might be accepted by then. */
    static List<Event> accepted(List<Event> events) {
        try (MembershipEngine engine = engine(new InMemoryMembershipStore())) {
            return events.stream()
                    .filter(event -> send(engine, event).stream().allMatch(Decision::accepted))
                    .toList();
        }
    }

    /** What a store keeps, but for the numbers by which equal places in a ranking are told apart. */
    static String text(MembershipStore store) {
        return StoreText.of(store, List.of("RACE")).replaceAll("(spendChanged|referralsChanged)=\\{[^}]*}", "");
    }

    /** What a store in memory keeps after these events. */
    static String textAfter(List<Event> events) {
        InMemoryMembershipStore memory = new InMemoryMembershipStore();
        try (MembershipEngine engine = engine(memory)) {
            events.forEach(event -> send(engine, event));
        }
        return text(memory);
    }
}
