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

    /** A firing that was let through, and what its awards granted. */
    static final class Logged {

        private static final @Nullable Granted[] NOTHING = {};

        final Firing firing;
        private final Phase phase;

        /** By award, null for those that granted nothing; empty as long as none did. */
        private @Nullable Granted[] grants = NOTHING;

        Logged(Firing firing, Phase phase) {
            this.firing = firing;
            this.phase = phase;
        }

        Stage stage() {
            return phase.stage();
        }

        /** The evaluation's day. */
        LocalDate day() {
            return phase.day();
        }

        Rule rule() {
            return firing.rule();
        }

        Award award(int place) {
            return firing.awards().get(place);
        }

        int awards() {
            return firing.awards().size();
        }

        boolean granted(int award) {
            return grant(award) != null;
        }

        /** What an award granted; null for nothing. */
        @Nullable
        Granted grant(int award) {
            return grants.length == 0 ? null : grants[award];
        }

        void grant(int award, Granted granted) {
            if (grants.length == 0) {
                grants = new @Nullable Granted[awards()];
            }
            grants[award] = granted;
        }

        /** Takes back what an award was thought to grant. */
        void withdraw(int award) {
            if (grants.length > 0) {
                grants[award] = null;
            }
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

    /** What an event mostly fires. */
    private static final int FEW = 4;

    private static final Comparator<Logged> BY_RULE = (one, other) -> one.rule() == other.rule()
            ? 0
            : one.rule().name().compareTo(other.rule().name());

    private final List<Logged> firings = new ArrayList<>(FEW);
    private Map<String, Obstacle> obstacles = Map.of();
    private int phases;

    /** Adds what a phase's firings granted. */
    void add(Phase phase) {
        phases++;
        for (int i = 0; i < phase.size(); i++) {
            firings.add(phase.logged(i));
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

    /** Rules that granted something, by name; puts the firings in that order. */
    List<Fired> fired() {
        if (phases > 1) {
            // The firings of one phase are in that order.
            firings.sort(BY_RULE);
        }
        List<Fired> fired = List.of();
        for (int i = 0; i < firings.size(); ) {
            Rule rule = firings.get(i).rule();
            int first = i++;
            while (i < firings.size() && firings.get(i).rule().name().equals(rule.name())) {
                i++;
            }
            List<Granted> grants = grants(first, i);
            if (!grants.isEmpty()) {
                fired = LazyList.with(fired, new Fired(rule.name(), rule.file(), grants));
            }
        }
        return fired;
    }

    private List<Granted> grants(int from, int to) {
        Logged first = firings.get(from);
        if (to == from + 1 && first.awards() == 1) {
            Granted only = first.grant(0);
            return only == null ? List.of() : List.of(only);
        }
        List<Granted> grants = List.of();
        for (int i = from; i < to; i++) {
            for (Granted grant : firings.get(i).grants) {
                grants = grant == null ? grants : LazyList.with(grants, grant);
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
