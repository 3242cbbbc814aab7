package org.loyaltyrules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.decision.DecisionJson;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.reference.RandomEvents;
import org.loyaltyrules.reference.RandomPrograms;
import org.loyaltyrules.reference.ReferenceProgram;

/** Laws on histories: what a member ends with depends on the member's own events, and on nothing of the machine. */
class MemberLawsTest {

    private static final LocalDate MUCH_LATER = LocalDate.of(2161, 1, 3);

    private static int length(long seed) {
        return Scene.LONG ? new Random(seed).nextInt(200) + 1 : 40;
    }

    @Test
    void given_events_of_unrelated_members_when_interleaved_otherwise_then_each_member_ends_the_same() {
        long accepted = 0;
        int mixed = 0;
        for (long seed = 1; seed <= Scene.PROGRAMS; seed++) {
            Scene.progress("members commute", seed);
            ReferenceProgram program =
                    Scene.without(RandomPrograms.create(seed, true), true, Set.of("Referral", "Ranking"));
            RandomEvents events = new RandomEvents(seed, program, true);
            Map<String, List<ObjectNode>> eventsOf = new TreeMap<>();
            Map<String, List<Decision>> decisionsOf = new TreeMap<>();
            Map<String, String> owners = new HashMap<>();
            try (Scene one = Scene.of(program);
                    Scene other = Scene.of(program)) {
                List<Decision> last = List.of();
                for (int step = 0; step < length(seed); step++) {
                    ObjectNode event = events.next(Scene.json(last));
                    event.remove("referrer");
                    String member = event.path("member").asText();
                    String owner = owners.putIfAbsent(event.path("id").asText(), member);
                    boolean related = Set.of("day", "transfer")
                            .contains(event.path("type").asText());
                    if (related || owner != null && !owner.equals(member)) {
                        last = List.of();
                        continue;
                    }
                    last = one.decide(event);
                    accepted += last.stream().anyMatch(Decision::accepted) ? 1 : 0;
                    eventsOf.computeIfAbsent(member, any -> new ArrayList<>()).add(event);
                    decisionsOf
                            .computeIfAbsent(member, any -> new ArrayList<>())
                            .addAll(last);
                }
                mixed += eventsOf.size() > 2 ? 1 : 0;
                String context = "seed " + seed;
                assertThat(interleaved(other, eventsOf, new Random(seed)))
                        .as(context)
                        .isEqualTo(decisionsOf);
                assertThat(other.engine().standings(MUCH_LATER))
                        .as(context)
                        .isEqualTo(one.engine().standings(MUCH_LATER));
                for (MemberAccount account : one.store().members()) {
                    MemberAccount same = other.account(account.id());
                    assertThat(other.engine().entries(account.id()))
                            .as(context)
                            .isEqualTo(one.engine().entries(account.id()));
                    assertThat(same.points()).as(context).isEqualTo(account.points());
                    assertThat(same.wallet()).as(context).isEqualTo(account.wallet());
                    assertThat(same.tiers()).as(context).isEqualTo(account.tiers());
                    assertThat(same.allowances()).as(context).isEqualTo(account.allowances());
                }
            }
        }
        System.out.printf(
                "members commute: seeds 1 to %d, %d accepted events, several members in %d programs%n",
                Scene.PROGRAMS, accepted, mixed);
        assertThat(accepted).isGreaterThan(10L * Scene.PROGRAMS);
        assertThat(mixed).isGreaterThan(Scene.PROGRAMS / 2);
    }

    private static Map<String, List<Decision>> interleaved(
            Scene scene, Map<String, List<ObjectNode>> eventsOf, Random random) {
        Map<String, List<Decision>> decisions = new TreeMap<>();
        Map<String, Integer> places = new HashMap<>();
        List<String> members = new ArrayList<>(eventsOf.keySet());
        members.forEach(member -> decisions.put(member, new ArrayList<>()));
        while (!members.isEmpty()) {
            String member = members.get(random.nextInt(members.size()));
            int place = places.merge(member, 1, Integer::sum);
            decisions.get(member).addAll(scene.decide(eventsOf.get(member).get(place - 1)));
            if (place == eventsOf.get(member).size()) {
                members.remove(member);
            }
        }
        return decisions;
    }

    @Test
    void given_other_default_zones_and_locales_when_the_same_events_are_decided_then_every_byte_is_the_same() {
        TimeZone zone = TimeZone.getDefault();
        Locale locale = Locale.getDefault();
        List<String> zones = List.of("Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu", "America/New_York");
        // Turkish has letters of its own, Thai another calendar, Arabic other digits.
        List<String> locales = List.of("tr-TR", "th-TH-u-ca-buddhist-nu-thai", "ar-EG-u-nu-arab", "en-US");
        long steps = 0;
        long accepted = 0;
        try {
            for (long seed = 1; seed <= Scene.PROGRAMS; seed++) {
                Scene.progress("zones and locales", seed);
                ReferenceProgram program = RandomPrograms.create(seed, true);
                RandomEvents events = new RandomEvents(seed, program, true);
                restore(zone, locale);
                try (Scene here = Scene.of(program)) {
                    TimeZone.setDefault(TimeZone.getTimeZone(zones.get((int) seed % 4)));
                    Locale.setDefault(Locale.forLanguageTag(locales.get((int) (seed / 4) % 4)));
                    try (Scene there = Scene.of(program)) {
                        List<Decision> last = List.of();
                        for (int step = 0; step < length(seed); step++) {
                            ObjectNode event = events.next(Scene.json(last));
                            if (event.path("type").asText().equals("erase")) {
                                last = List.of(); // the pseudonym is meant to be another one each time
                                continue;
                            }
                            List<String> elsewhere = json(there.decide(event));
                            restore(zone, locale);
                            last = here.decide(event);
                            TimeZone.setDefault(TimeZone.getTimeZone(zones.get((int) seed % 4)));
                            Locale.setDefault(Locale.forLanguageTag(locales.get((int) (seed / 4) % 4)));
                            assertThat(elsewhere)
                                    .as("seed %d, step %d", seed, step)
                                    .isEqualTo(json(last));
                            steps++;
                            accepted += last.stream().anyMatch(Decision::accepted) ? 1 : 0;
                        }
                        assertThat(there.digest()).as("seed %d", seed).isEqualTo(here.digest());
                    }
                }
            }
        } finally {
            restore(zone, locale);
        }
        System.out.printf("zones and locales: seeds 1 to %d, %d steps, %d accepted%n", Scene.PROGRAMS, steps, accepted);
        assertThat(accepted).isGreaterThan(steps / 2);
    }

    private static void restore(TimeZone zone, Locale locale) {
        TimeZone.setDefault(zone);
        Locale.setDefault(locale);
    }

    private static List<String> json(List<Decision> decisions) {
        return decisions.stream().map(DecisionJson::write).toList();
    }
}
