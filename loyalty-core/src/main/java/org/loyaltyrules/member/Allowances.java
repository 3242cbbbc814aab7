package org.loyaltyrules.member;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.loyaltyrules.program.CalendarPeriod;

/**
 * What a member has used of limits and caps.
 *
 * @param limitUses uses of limits, by rule
 * @param cappedPoints points earned that count towards caps
 */
public record Allowances(Map<String, DailyTotals> limitUses, DailyTotals cappedPoints) {

    /** Nothing used. */
    public static final Allowances NONE = new Allowances(Map.of(), DailyTotals.NONE);

    public Allowances {
        limitUses = Map.copyOf(limitUses);
    }

    /** Uses of a rule's limit in the period that holds {@code day}. */
    public long uses(String rule, CalendarPeriod per, LocalDate day) {
        DailyTotals uses = limitUses.getOrDefault(rule, DailyTotals.NONE);
        return per == CalendarPeriod.EVER ? uses.total() : uses.between(per.firstDay(day), per.lastDay(day));
    }

    /** With more uses of limits, by rule. */
    public Allowances withUses(Map<String, DailyTotals> uses) {
        if (uses.isEmpty()) {
            return this;
        }
        Map<String, DailyTotals> changed = new HashMap<>(limitUses);
        uses.forEach((rule, more) -> changed.merge(rule, more, DailyTotals::plus));
        return new Allowances(changed, cappedPoints);
    }

    /** Without some uses of a rule's limit. */
    public Allowances withoutUses(String rule, DailyTotals given) {
        Map<String, DailyTotals> changed = new HashMap<>(limitUses);
        DailyTotals left = changed.getOrDefault(rule, DailyTotals.NONE).minus(given);
        if (left.equals(DailyTotals.NONE)) {
            changed.remove(rule);
        } else {
            changed.put(rule, left);
        }
        return new Allowances(changed, cappedPoints);
    }

    /**
     * With so many more points that count towards caps.
     *
     * @param spend mostly has the same days, which are then kept once
     */
    public Allowances withCappedPoints(LocalDate day, long points, DailyTotals spend) {
        return new Allowances(limitUses, cappedPoints.plus(day, points, spend));
    }
}
