package org.loyaltyrules.rules;

import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.loyaltyrules.program.ProgramDefinition;

/** The closed sets of words of which some texts are one. */
enum Domain {
    TIER("tier"),
    DAY_OF_WEEK("day of the week"),
    STAGE("stage"),
    BOARD("board"),
    REWARD("reward"),
    COUNTER("counter");

    private static final List<String> DAYS =
            Arrays.stream(DayOfWeek.values()).map(DayOfWeek::name).toList();
    private static final List<String> COUNTERS = List.of(
            "spend.lifetime",
            "spend.thisMonth",
            "spend.thisQuarter",
            "spend.thisYear",
            "purchases.lifetime",
            "purchases.thisMonth",
            "purchases.thisQuarter");

    private final String word;

    Domain(String word) {
        this.word = word;
    }

    /** What one of the words is called. */
    String word() {
        return word;
    }

    /** Every word that there is in the program. */
    Collection<String> words(ProgramDefinition program) {
        return switch (this) {
            case TIER -> program.tiers();
            case DAY_OF_WEEK -> DAYS;
            case STAGE -> List.of("ENROLLED", "FIRST_PURCHASE");
            case BOARD -> List.of("REFERRALS", "SPEND");
            case REWARD -> program.rewards().keySet();
            case COUNTER -> COUNTERS;
        };
    }
}
