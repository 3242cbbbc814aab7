package org.loyaltyrules.reference;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** Makes a failing program and stream of events small: events go first, then rules, then awards, then conditions. */
public final class Shrinker {

    /** What still fails. */
    public record Failure(ReferenceProgram program, List<ObjectNode> events) {

        /** The events as a scenario (section 8). */
        public ObjectNode scenario(String name) {
            ObjectNode scenario = Decision.JSON.objectNode().put("name", name);
            ArrayNode list = scenario.putArray("events");
            events.forEach(list::add);
            return scenario;
        }

        /** The program, its rules as DRL, and the scenario. */
        public String print(String name) {
            return "program.json:\n" + program.json().toPrettyString() + "\n\nrules.drl:\n"
                    + ReferenceRule.toDrl(program.rules()) + "\nscenario.json:\n"
                    + scenario(name).toPrettyString() + "\n";
        }

        @Override
        public String toString() {
            return print("A failure, shrunk");
        }
    }

    private final BiPredicate<ReferenceProgram, List<ObjectNode>> fails;

    private Shrinker(BiPredicate<ReferenceProgram, List<ObjectNode>> fails) {
        this.fails = fails;
    }

    /**
     * The smallest that was found to fail.
     *
     * @param fails decides the events from a fresh start; true where they still fail
     */
    public static Failure shrink(
            ReferenceProgram program, List<ObjectNode> events, BiPredicate<ReferenceProgram, List<ObjectNode>> fails) {
        return new Shrinker(fails).shrink(new Failure(program, List.copyOf(events)));
    }

    private Failure shrink(Failure failure) {
        Failure smallest = failure;
        int size;
        do {
            size = size(smallest);
            smallest = withoutSomeEvents(smallest);
            smallest = withoutSomeRules(smallest);
            smallest = withSimplerRules(smallest);
        } while (size(smallest) < size);
        return smallest;
    }

    private static int size(Failure failure) {
        return failure.events().size()
                + ReferenceRule.toDrl(failure.program().rules()).length();
    }

    /** Halves first, then ever smaller runs of events. */
    private Failure withoutSomeEvents(Failure failure) {
        Failure smallest = failure;
        for (int run = Math.max(1, failure.events().size() / 2); run > 0; run /= 2) {
            int from = smallest.events().size() - run;
            while (from >= 0) {
                List<ObjectNode> fewer = new ArrayList<>(smallest.events());
                fewer.subList(from, Math.min(from + run, fewer.size())).clear();
                smallest = ifStillFailing(new Failure(smallest.program(), fewer), smallest);
                from -= run;
            }
        }
        return smallest;
    }

    private Failure withoutSomeRules(Failure failure) {
        Failure smallest = failure;
        for (int index = failure.program().rules().size() - 1; index >= 0; index--) {
            List<ReferenceRule> fewer = new ArrayList<>(smallest.program().rules());
            fewer.remove(index);
            smallest = ifStillFailing(new Failure(smallest.program().withRules(fewer), smallest.events()), smallest);
        }
        return smallest;
    }

    private Failure withSimplerRules(Failure failure) {
        Failure smallest = failure;
        for (int index = 0; index < smallest.program().rules().size(); index++) {
            for (ReferenceRule simpler : smallest.program().rules().get(index).simpler()) {
                List<ReferenceRule> rules = new ArrayList<>(smallest.program().rules());
                rules.set(index, simpler);
                Failure candidate = new Failure(smallest.program().withRules(rules), smallest.events());
                if (fails.test(candidate.program(), candidate.events())) {
                    smallest = candidate;
                    break;
                }
            }
        }
        return smallest;
    }

    private Failure ifStillFailing(Failure candidate, Failure otherwise) {
        return fails.test(candidate.program(), candidate.events()) ? candidate : otherwise;
    }
}
