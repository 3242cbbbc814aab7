package org.loyaltyrules.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/** Makes a failing program and stream of events small: events go first, then rules, then awards, then conditions. */
public final class Shrinker {

    /** What still fails. */
    public record Failure(ReferenceProgram program, List<ObjectNode> events) {

        private static final String NAME = "A failure, shrunk";

        /** The events as a scenario (section 8) that expects what the reference engine decides. */
        public ObjectNode scenario(String name) {
            ObjectNode scenario = Decision.JSON.objectNode().put("name", name);
            ArrayNode list = scenario.putArray("events");
            ReferenceEngine engine = program.engine();
            for (ObjectNode event : events) {
                list.add(expecting(event, engine.process(event)));
            }
            return scenario;
        }

        private static ObjectNode expecting(ObjectNode event, List<ObjectNode> decisions) {
            ObjectNode expecting = event.deepCopy();
            if (decisions.isEmpty()) {
                // A day on which nothing changes.
                expecting.putObject("not");
            } else if (decisions.get(0).has("error")) {
                // How an error is worded is each engine's own affair.
                expecting.putObject("expect").putObject("error");
            } else {
                ArrayNode expected = expecting.putArray("expect");
                decisions.forEach(decision -> expected.add(withoutEmptyLists(decision)));
            }
            return expecting;
        }

        /** The same without lists that say nothing to who reads a scenario. */
        private static ObjectNode withoutEmptyLists(ObjectNode decision) {
            ObjectNode copy = decision.deepCopy();
            removeEmptyLists(copy);
            return copy;
        }

        private static void removeEmptyLists(JsonNode node) {
            if (node instanceof ObjectNode object) {
                List<String> empty = new ArrayList<>();
                object.properties().forEach(field -> {
                    removeEmptyLists(field.getValue());
                    if (field.getValue().isArray() && field.getValue().isEmpty()) {
                        empty.add(field.getKey());
                    }
                });
                object.remove(empty);
            }
            if (node.isArray()) {
                node.forEach(Failure::removeEmptyLists);
            }
        }

        /** A program's folder with the scenario in it, as {@code loyalty test} runs it. */
        public Map<String, String> files(String name) {
            Map<String, String> files = new LinkedHashMap<>(program.files());
            files.put("scenarios/shrunk.json", scenario(name).toPrettyString() + "\n");
            return files;
        }

        /** Writes the folder and says where it is. */
        public String writeTo(Path folder) {
            try {
                for (Map.Entry<String, String> file : files(NAME).entrySet()) {
                    Path path = folder.resolve(file.getKey());
                    Files.createDirectories(path.getParent());
                    Files.writeString(path, file.getValue());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return "To see it fail: loyalty test " + folder.toAbsolutePath() + "\n";
        }

        /** The folder's files, each under its path. */
        public String print(String name) {
            StringBuilder text = new StringBuilder();
            files(name)
                    .forEach((path, content) ->
                            text.append(path).append(":\n").append(content).append('\n'));
            return text.toString();
        }

        @Override
        public String toString() {
            return print(NAME);
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
