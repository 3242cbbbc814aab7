package org.loyaltyrules.explanation;

import java.time.LocalDate;
import java.util.stream.Collectors;

/** What kept a rule from matching, as one sentence for people. */
final class MismatchText {

    private final Words words;

    MismatchText(Words words) {
        this.words = words;
    }

    String of(Mismatch mismatch) {
        if (mismatch instanceof Mismatch.ConditionFailed failed) {
            return which(failed) + check(failed.check());
        } else if (mismatch instanceof Mismatch.FactMissing missing) {
            return "there is no " + missing.kind();
        } else if (mismatch instanceof Mismatch.Forbidden forbidden) {
            return forbidden(forbidden);
        } else if (mismatch instanceof Mismatch.NotForAll notForAll) {
            return "not for " + notForAll.fact().label() + ": " + of(notForAll.reason());
        } else if (mismatch instanceof Mismatch.NoneExists none) {
            return "none exists: " + of(none.closest());
        }
        return accumulation((Mismatch.AccumulationFailed) mismatch);
    }

    /** Of several facts the one that came furthest, and how far. */
    private static String which(Mismatch.ConditionFailed failed) {
        if (failed.facts() == 1) {
            return "";
        }
        String held = failed.held().isEmpty() ? "" : " (" + String.join(", ", failed.held()) + " holds)";
        return "of " + Words.plural(failed.facts(), failed.fact().kind()) + ", "
                + failed.fact().label() + " came furthest" + held + ": ";
    }

    private static String forbidden(Mismatch.Forbidden forbidden) {
        String facts = forbidden.found().isEmpty()
                ? "something"
                : forbidden.found().stream().map(MatchedFact::label).collect(Collectors.joining(" and "));
        String conditions = forbidden.conditions().isEmpty()
                ? ""
                : ", for which " + String.join(", ", forbidden.conditions()) + " holds";
        return "there must be none, but there is " + facts + conditions;
    }

    private String accumulation(Mismatch.AccumulationFailed failed) {
        String results = failed.functions().stream()
                .map(result -> result.function() + " is " + Words.value(result.value()))
                .collect(Collectors.joining(", "));
        String of = " (of " + failed.facts() + ")";
        Check check = failed.check();
        return check == null ? results + of : check(check) + "; " + results + of;
    }

    private String check(Check check) {
        if (check instanceof Check.Comparison comparison) {
            Distance off = comparison.off();
            return comparison.written() + "; it was " + Words.value(comparison.met())
                    + wanted(comparison)
                    + (off == null ? "" : ": " + words.off(off, isMoment(comparison, off)));
        }
        if (check instanceof Check.Combination combination) {
            return combination(combination);
        }
        return check.written();
    }

    private static boolean isMoment(Check.Comparison comparison, Distance off) {
        return switch (off.unit()) {
            case MINUTES, HOURS, MONTHS -> true;
            case DAYS ->
                comparison.met() instanceof LocalDate || comparison.value().endsWith("dayOfMonth");
            default -> false;
        };
    }

    /** Where the other side is no literal, what it came to. */
    private static String wanted(Check.Comparison comparison) {
        if (comparison.wanted().size() != 1) {
            return "";
        }
        Object wanted = comparison.wanted().get(0);
        String value = Words.value(wanted);
        boolean literal = wanted == null || comparison.written().contains(value) || wanted instanceof Boolean;
        return literal ? "" : ", wanted " + comparison.operator() + " " + value;
    }

    private String combination(Check.Combination combination) {
        if (combination.way() == Check.Way.NONE) {
            return combination.written();
        }
        String sides = combination.sides().stream()
                .filter(side -> !side.holds())
                .map(side -> side.written().equals(combination.written()) ? plain(side) : check(side))
                .collect(Collectors.joining("; "));
        return combination.written() + ", of which " + sides;
    }

    private static String plain(Check side) {
        return side.written() + " did not hold";
    }
}
