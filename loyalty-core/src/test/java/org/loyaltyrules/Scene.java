package org.loyaltyrules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.decision.DecisionJson;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.event.Event;
import org.loyaltyrules.event.EventConflictException;
import org.loyaltyrules.event.EventFormatException;
import org.loyaltyrules.event.EventJson;
import org.loyaltyrules.event.MemberEvent;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.reference.ReferenceProgram;
import org.loyaltyrules.store.InMemoryMembershipStore;
import org.loyaltyrules.store.StoreDigest;
import org.loyaltyrules.store.UnitOfWork;

/** An engine with its store, and what it says of an event, for tests of laws. */
record Scene(LoyaltyProgram program, InMemoryMembershipStore store, MembershipEngine engine) implements AutoCloseable {

    /** Whether the laws are tested for many minutes. */
    static final boolean LONG = Boolean.getBoolean("loyalty.long");

    /** Programs that each law is tested with. */
    static final int PROGRAMS = LONG ? 10_000 : 500;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FAILING = """
            rule "Fails once a purchase is settled"
            when
              Purchase( channel == "FAILING" )
              Qualification( $payable : payable )
            then
              award.points(-1 - $payable);
            end
            rule "Fails once an action is settled"
            when
              Action( kind == "FAILING" )
              Qualification( $payable : payable )
            then
              award.points(-1 - $payable);
            end
            """;

    /** A program's scene; its rules also fail where the channel or the kind of action is {@code FAILING}. */
    static Scene of(ReferenceProgram program) {
        return of(Programs.random(program, Map.of("failing.drl", FAILING)));
    }

    static Scene of(LoyaltyProgram program) {
        InMemoryMembershipStore store = new InMemoryMembershipStore();
        return new Scene(
                program,
                store,
                MembershipEngine.builder().program(program).store(store).build());
    }

    /** Says now and then how far a long test has come. */
    static void progress(String law, long seed) {
        if (seed % 1_000 == 0 && seed < PROGRAMS) {
            System.out.printf("%s: %d of %d programs%n", law, seed, PROGRAMS);
        }
    }

    ZoneId zone() {
        return program.definition().zone();
    }

    String digest() {
        return StoreDigest.of(store);
    }

    MemberAccount account(String member) {
        MemberAccount account = store.member(member);
        assertThat(account).isNotNull();
        return account;
    }

    /** Decides an event and keeps what it changes; no decisions where the event is an error. */
    List<Decision> decide(ObjectNode json) {
        return decide(json, true);
    }

    /** The decisions; none where the event is an error. */
    List<Decision> decide(ObjectNode json, boolean keep) {
        try {
            Event event = EventJson.read(json.toString());
            if (event instanceof Day day) {
                return keep ? engine.process(day) : engine.preview(day);
            }
            MemberEvent memberEvent = (MemberEvent) event;
            return List.of(keep ? engine.process(memberEvent) : engine.preview(memberEvent));
        } catch (EventFormatException | EventConflictException e) {
            return List.of();
        }
    }

    /** What was drawn on each budget. */
    Map<String, Long> budgets() {
        Map<String, Long> drawn = new TreeMap<>();
        try (UnitOfWork unit = store.begin(Set.of())) {
            for (String code : program.definition().budgets().keySet()) {
                drawn.put(code, unit.budgetDrawn(code));
            }
        }
        return drawn;
    }

    /** Decisions as JSON, as a source of random events wants them. */
    static List<ObjectNode> json(List<Decision> decisions) {
        List<ObjectNode> nodes = new ArrayList<>();
        for (Decision decision : decisions) {
            try {
                nodes.add((ObjectNode) JSON.readTree(DecisionJson.write(decision)));
            } catch (JsonProcessingException e) {
                throw new AssertionError(e);
            }
        }
        return nodes;
    }

    /** The program without rules on these facts, and without those that draw on a budget where that is wished. */
    static ReferenceProgram without(ReferenceProgram program, boolean budgets, Set<String> facts) {
        return program.withRules(program.rules().stream()
                .filter(rule -> !budgets || rule.budget() == null)
                .filter(rule -> rule.patterns().stream().noneMatch(pattern -> facts.contains(pattern.factType())))
                .toList());
    }

    @Override
    public void close() {
        engine.close();
    }
}
