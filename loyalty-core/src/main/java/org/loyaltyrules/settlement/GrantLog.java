package org.loyaltyrules.settlement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.award.Award;
import org.loyaltyrules.award.Firing;
import org.loyaltyrules.decision.Decision.Fired;
import org.loyaltyrules.decision.Decision.Granted;
import org.loyaltyrules.decision.Decision.Obstacle;
import org.loyaltyrules.decision.Decision.Suppressed;
import org.loyaltyrules.program.Rule;

/** What each firing of one member's evaluation granted, and what kept others from granting. Not thread-safe. */
final class GrantLog {

    /** A firing and what its awards granted; null for those that granted nothing. */
    static final class Logged {

        final Firing firing;
        final Stage stage;
        final LocalDate day;
        private final @Nullable Granted[] grants;

        Logged(Firing firing, Stage stage, LocalDate day, @Nullable Granted[] grants) {
            this.firing = firing;
            this.stage = stage;
            this.day = day;
            this.grants = grants;
        }

        Rule rule() {
            return firing.rule();
        }

        Award award(int place) {
            return firing.awards().get(place);
        }

        int awards() {
            return grants.length;
        }

        boolean granted(int award) {
            return grants[award] != null;
        }

        /** What an award granted; null for nothing. */
        @Nullable
        Granted grant(int award) {
            return grants[award];
        }

        /** Takes back what an award was thought to grant. */
        void withdraw(int award) {
            grants[award] = null;
        }

        boolean grantedSomething() {
            for (Granted grant : grants) {
                if (grant != null) {
                    return true;
                }
            }
            return false;
        }

        /** Points that its awards drew on a budget of points. */
        long drawn() {
            long drawn = 0;
            for (Granted grant : grants) {
                drawn += grant == null || grant.granted() == null ? 0 : grant.granted();
            }
            return drawn;
        }
    }

    /** Whether a firing is of the event's own rules or of those on the standing after it. */
    enum Stage {
        EVENT,
        AFTERWARDS
    }

    private static final Comparator<Logged> BY_RULE = (one, other) -> one.rule() == other.rule()
            ? 0
            : one.rule().name().compareTo(other.rule().name());

    private final List<Logged> firings = new ArrayList<>();
    private Map<String, Obstacle> obstacles = Map.of();

    /** Adds what a phase's firings granted. */
    void add(Phase phase, Stage stage, LocalDate day) {
        for (int i = 0; i < phase.admitted().size(); i++) {
            firings.add(new Logged(phase.admitted().get(i), stage, day, phase.grants(i)));
        }
    }

    /** All firings that were let through, in order. */
    List<Logged> firings() {
        return firings;
    }

    /** Says what kept a firing from granting; of several firings of a rule the first counts. */
    void suppress(Rule rule, Obstacle obstacle) {
        obstacles = obstacles.isEmpty() ? new HashMap<>() : obstacles;
        obstacles.putIfAbsent(rule.name(), obstacle);
    }

    /** Rules that granted something, by name. */
    List<Fired> fired() {
        List<Logged> granting = new ArrayList<>(firings.size());
        for (Logged one : firings) {
            if (one.grantedSomething()) {
                granting.add(one);
            }
        }
        if (granting.size() > 1) {
            granting.sort(BY_RULE);
        }
        List<Fired> fired = new ArrayList<>(granting.size());
        for (int i = 0; i < granting.size(); ) {
            Rule rule = granting.get(i).rule();
            int first = i++;
            while (i < granting.size() && granting.get(i).rule().name().equals(rule.name())) {
                i++;
            }
            fired.add(new Fired(rule.name(), rule.file(), grants(granting, first, i)));
        }
        return fired;
    }

    private static List<Granted> grants(List<Logged> firings, int from, int to) {
        Granted only = firings.get(from).grants[0];
        if (to == from + 1 && firings.get(from).grants.length == 1 && only != null) {
            return List.of(only);
        }
        List<Granted> grants = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            for (Granted grant : firings.get(i).grants) {
                if (grant != null) {
                    grants.add(grant);
                }
            }
        }
        return grants;
    }

    /** Rules that were kept from granting anything, by name. */
    List<Suppressed> suppressed() {
        if (obstacles.isEmpty()) {
            return List.of();
        }
        Map<String, Obstacle> kept = new TreeMap<>(obstacles);
        for (Logged one : firings) {
            if (one.grantedSomething()) {
                kept.remove(one.rule().name());
            }
        }
        List<Suppressed> suppressed = new ArrayList<>();
        kept.forEach((rule, obstacle) -> suppressed.add(new Suppressed(rule, obstacle)));
        return suppressed;
    }
}
