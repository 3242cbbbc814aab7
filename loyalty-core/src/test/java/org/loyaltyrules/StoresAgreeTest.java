package org.loyaltyrules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.decision.DecisionJson;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.event.Event;
import org.loyaltyrules.event.EventConflictException;
import org.loyaltyrules.event.EventFormatException;
import org.loyaltyrules.event.EventJson;
import org.loyaltyrules.event.MemberEvent;
import org.loyaltyrules.reference.EveryDay;
import org.loyaltyrules.reference.RandomEvents;
import org.loyaltyrules.reference.RandomPrograms;
import org.loyaltyrules.reference.ReferenceProgram;
import org.loyaltyrules.store.InMemoryMembershipStore;
import org.loyaltyrules.store.MembershipStore;
import org.loyaltyrules.store.StoreText;
import org.loyaltyrules.store.jdbc.JdbcMembershipStore;
import org.loyaltyrules.store.jdbc.JdbcStores;
import org.loyaltyrules.store.jdbc.TestDatabase;

/**
 * Where members are kept makes no difference: on the same random programs and events, a database gives the decisions that
 * memory gives, to the letter, and the accounts that are read back from it are equal to those in memory.
 */
class StoresAgreeTest {

    private static final boolean LONG = Boolean.getBoolean("loyalty.long");
    private static final int STEPS = LONG ? 100 : 40;
    private static final int MOST_DAYS = 45;

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    @ParameterizedTest
    @EnumSource
    void given_random_programs_and_events_when_kept_in_a_database_then_decisions_and_accounts_are_those_of_memory(
            TestDatabase database) {
        int programs = LONG ? database == TestDatabase.H2 ? 1_000 : 200 : database == TestDatabase.H2 ? 40 : 20;
        long firstSeed = database == TestDatabase.H2 ? 3_000_000 : 4_000_000;
        String url = database.emptyUrl();
        try (JdbcMembershipStore store = JdbcMembershipStore.open(url)) {
            for (long seed = firstSeed; seed < firstSeed + programs; seed++) {
                database.empty(url);
                // An odd seed's days come in parts of two members, so that they are resumed again and again.
                agree(seed, seed % 2 == 0 ? store : JdbcStores.withPartsOf(2, store), 0);
            }
        }
        System.out.printf(
                "seeds %d to %d on %s: %d programs%n", firstSeed, firstSeed + programs - 1, database, programs);
    }

    /** Members sleep, wake and sleep again; parts of two members begin among sleepers. */
    @ParameterizedTest
    @EnumSource
    void given_every_day_between_events_when_kept_in_a_database_then_decisions_and_accounts_are_those_of_memory(
            TestDatabase database) {
        int programs = LONG ? 200 : database == TestDatabase.H2 ? 12 : 6;
        long firstSeed = database == TestDatabase.H2 ? 9_000_000 : 9_500_000;
        String url = database.emptyUrl();
        try (JdbcMembershipStore store = JdbcMembershipStore.open(url)) {
            for (long seed = firstSeed; seed < firstSeed + programs; seed++) {
                database.empty(url);
                agree(seed, seed % 2 == 0 ? store : JdbcStores.withPartsOf(2, store), MOST_DAYS);
            }
        }
        System.out.printf(
                "seeds %d to %d on %s with every day: %d programs%n",
                firstSeed, firstSeed + programs - 1, database, programs);
    }

    private static void agree(long seed, MembershipStore store, int daysBetween) {
        ReferenceProgram reference = RandomPrograms.create(seed, true);
        LoyaltyProgram program = Programs.random(reference, Map.of());
        Collection<String> budgets = program.definition().budgets().keySet();
        InMemoryMembershipStore memory = new InMemoryMembershipStore();
        RandomEvents random = new RandomEvents(seed, reference, true);
        EveryDay every = new EveryDay(reference, daysBetween);
        try (MembershipEngine inMemory = MembershipEngine.builder()
                        .program(program)
                        .store(memory)
                        .build();
                MembershipEngine inDatabase =
                        MembershipEngine.builder().program(program).store(store).build()) {
            List<ObjectNode> last = List.of();
            for (int step = 0; step < STEPS; step++) {
                ObjectNode event = random.next(last);
                for (ObjectNode day : daysBetween == 0 ? List.<ObjectNode>of() : every.until(event)) {
                    assertThat(decide(inDatabase, day))
                            .as("seed %d, step %d: %s", seed, step, day)
                            .isEqualTo(decide(inMemory, day));
                }
                last = decide(inMemory, event);
                assertThat(decide(inDatabase, event))
                        .as("seed %d, step %d: %s", seed, step, event)
                        .isEqualTo(last);
                if (step % 20 == 19) {
                    assertThat(StoreText.of(store, budgets))
                            .as("seed %d, step %d: %s", seed, step, event)
                            .isEqualTo(StoreText.of(memory, budgets));
                    assertThat(store.members())
                            .as("seed %d, step %d", seed, step)
                            .isEqualTo(memory.members());
                }
            }
        }
    }

    private static List<ObjectNode> decide(MembershipEngine engine, ObjectNode json) {
        try {
            Event event = EventJson.read(json.toString());
            List<Decision> decisions =
                    event instanceof Day day ? engine.process(day) : List.of(engine.process((MemberEvent) event));
            List<ObjectNode> nodes = new ArrayList<>();
            for (Decision decision : decisions) {
                nodes.add((ObjectNode) JSON.readTree(DecisionJson.write(decision)));
            }
            return nodes;
        } catch (EventFormatException | EventConflictException e) {
            return List.of(JSON.createObjectNode().put("error", e.getClass().getSimpleName()));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
