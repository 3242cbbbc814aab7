package org.loyaltyrules.program;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many points a member can have earned and not yet lost at any time, as far as rules and policies bound it. */
final class EarnablePoints {

    /** Any four years have the same lengths of months and years. */
    private static final LocalDate FIRST_DAY = LocalDate.of(2001, 1, 1);

    private static final LocalDate LAST_DAY = LocalDate.of(2004, 12, 31);

    private final ProgramDefinition program;
    private final List<RuleOutline> rules;

    EarnablePoints(ProgramDefinition program, List<RuleOutline> rules) {
        this.program = program;
        this.rules = rules;
    }

    /** What all rules can ever grant to one member; null for no bound. */
    @Nullable
    BigDecimal granted() {
        BigDecimal sum = BigDecimal.ZERO;
        for (RuleOutline rule : rules) {
            BigDecimal granted = granted(rule);
            if (granted == null) {
                return null;
            }
            sum = sum.add(granted);
        }
        return sum;
    }

    private static @Nullable BigDecimal granted(RuleOutline rule) {
        BigDecimal flat = BigDecimal.ZERO;
        for (RuleOutline.PossibleAward award : rule.awards()) {
            boolean counts = award.verb().equals("earn") || award.verb().equals("points");
            if (!counts || award.value() != null && award.value().signum() == 0) {
                continue;
            }
            if (award.value() == null || award.verb().equals("earn")) {
                return null;
            }
            flat = flat.add(award.value());
        }
        RuleLimit limit = rule.rule().limit();
        if (flat.signum() == 0) {
            return flat;
        }
        boolean forever = limit != null && limit.per() == CalendarPeriod.EVER;
        return limit != null && forever ? flat.multiply(BigDecimal.valueOf(limit.times())) : null;
    }

    /** What caps leave of points that have not expired; null for no bound. */
    @Nullable
    BigDecimal capped() {
        BigDecimal least = null;
        for (PointsCap cap : program.points().caps()) {
            BigDecimal most = most(cap);
            if (most != null && (least == null || most.compareTo(least) < 0)) {
                least = most;
            }
        }
        return least;
    }

    private @Nullable BigDecimal most(PointsCap cap) {
        if (cap.max() == 0) {
            return BigDecimal.ZERO;
        }
        boolean forLife = program.points().validity().period() == null
                || program.rewards().values().stream()
                        .anyMatch(reward -> reward.gives() instanceof RewardContent.PointsExtension);
        if (forLife) {
            return null;
        }
        return BigDecimal.valueOf(cap.max()).multiply(BigDecimal.valueOf(periods(cap.per(), longestLife())));
    }

    /** The most days on which a lot is valid, the first and the last counted. */
    private long longestLife() {
        return FIRST_DAY
                .datesUntil(LAST_DAY.plusDays(1))
                .mapToLong(day ->
                        ChronoUnit.DAYS.between(day, program.points().validity().lastValidDay(day)) + 1)
                .max()
                .orElseThrow();
    }

    /** The most periods of which so many days in a row can have one. */
    private static long periods(CalendarPeriod period, long days) {
        long shortest = switch (period) {
            case DAY -> 1;
            case WEEK -> 7;
            case MONTH -> 28;
            case QUARTER -> 90;
            case YEAR -> 365;
            case EVER -> throw new IllegalStateException("no cap is for ever");
        };
        return days == 1 ? 1 : (days - 2) / shortest + 2;
    }

    /** Whether points expire before they may be spent, whenever they are earned. */
    boolean expireFirst() {
        Validity validity = program.points().validity();
        return validity.period() != null
                && FIRST_DAY.datesUntil(LAST_DAY.plusDays(1)).allMatch(day -> {
                    LocalDate last = validity.lastValidDay(day);
                    return last != null && day.plus(program.points().pending()).isAfter(last);
                });
    }
}
