package org.loyaltyrules.rules;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loyaltyrules.fact.Counter;
import org.loyaltyrules.fact.Member;

/** A member with fixed answers; spend and purchases are the same over every stretch of time. */
record TestMember(String id, String tier, String channel, BigDecimal spent, long bought, Set<String> tags)
        implements Member {

    static final List<String> TIERS = List.of("BASIC", "SILVER", "GOLD", "DIAMOND");

    static TestMember of(String tier) {
        return new TestMember("m1", tier, null, new BigDecimal("500.00"), 4, Set.of("VIP"));
    }

    private record Same<N extends Number>(N value) implements Counter<N> {
        @Override
        public N lifetime() {
            return value;
        }

        @Override
        public N today() {
            return value;
        }

        @Override
        public N thisMonth() {
            return value;
        }

        @Override
        public N thisQuarter() {
            return value;
        }

        @Override
        public N thisYear() {
            return value;
        }

        @Override
        public N lastMonth() {
            return value;
        }

        @Override
        public N lastYear() {
            return value;
        }

        @Override
        public N lastDays(int days) {
            return value;
        }

        @Override
        public N lastMonths(int months) {
            return value;
        }

        @Override
        public N sinceTier() {
            return value;
        }
    }

    @Override
    public boolean atLeast(String other) {
        return TIERS.indexOf(tier) >= TIERS.indexOf(other);
    }

    @Override
    public LocalDate tierSince() {
        return LocalDate.of(2026, 1, 1);
    }

    @Override
    public LocalDate tierUntil() {
        return null;
    }

    @Override
    public LocalDate enrolledOn() {
        return LocalDate.of(2025, 1, 1);
    }

    @Override
    public int daysEnrolled() {
        return 30;
    }

    @Override
    public boolean anniversary() {
        return false;
    }

    @Override
    public boolean birthday() {
        return true;
    }

    @Override
    public boolean birthdayMonth() {
        return true;
    }

    @Override
    public int daysToBirthday() {
        return 0;
    }

    @Override
    public long points() {
        return 800;
    }

    @Override
    public long pendingPoints() {
        return 0;
    }

    @Override
    public Counter<BigDecimal> spend() {
        return new Same<>(spent);
    }

    @Override
    public Counter<Long> purchases() {
        return new Same<>(bought);
    }

    @Override
    public Counter<Long> referrals() {
        return new Same<>(3L);
    }

    @Override
    public int inactiveDays() {
        return 60;
    }

    @Override
    public boolean referred() {
        return true;
    }

    @Override
    public Map<String, String> attributes() {
        return Map.of("city", "Hangzhou");
    }

    @Override
    public int bucket(String experiment) {
        return 49;
    }
}
