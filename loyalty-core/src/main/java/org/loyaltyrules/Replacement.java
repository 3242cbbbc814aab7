package org.loyaltyrules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.loyaltyrules.program.Budget;
import org.loyaltyrules.program.InvalidProgramException;
import org.loyaltyrules.program.Problem;
import org.loyaltyrules.program.ProgramDefinition;

/**
 * Whether a program may take over the members of another. What members hold is kept as codes, days and amounts, so these
 * must go on to mean what they meant. Nobody looks at what members hold in fact: what they may hold must stay.
 */
final class Replacement {

    private final ProgramDefinition running;
    private final ProgramDefinition next;
    private final List<Problem> problems = new ArrayList<>();

    private Replacement(ProgramDefinition running, ProgramDefinition next) {
        this.running = running;
        this.next = next;
    }

    /**
     * Does nothing where the next program may take over.
     *
     * @throws InvalidProgramException where it may not; has every reason
     */
    static void check(ProgramDefinition running, ProgramDefinition next) {
        Replacement replacement = new Replacement(running, next);
        replacement.checkIdentity();
        replacement.checkTiers();
        replacement.checkCodes();
        if (!replacement.problems.isEmpty()) {
            throw new InvalidProgramException(next.label(), replacement.problems);
        }
    }

    private void checkIdentity() {
        checkSame("name", running.name(), next.name(), "members are enrolled in that program");
        checkSame("zone", running.zone(), next.zone(), "days that have been counted began in that zone");
        checkSame("currency", running.currency(), next.currency(), "members' spending is kept in that currency");
    }

    private void checkSame(String key, Object before, Object after, String why) {
        if (!before.equals(after)) {
            refuse(key, "\"" + key + "\" is \"" + after + "\", but must stay \"" + before + "\": " + why);
        }
    }

    private void checkTiers() {
        List<String> kept = running.tiers().stream()
                .filter(tier -> next.tierLevel(tier) >= 0)
                .toList();
        for (String tier : running.tiers()) {
            if (!kept.contains(tier)) {
                refuse("tier", "the tier \"" + tier + "\" is missing, but members may hold it");
            }
        }
        List<String> inNewOrder =
                next.tiers().stream().filter(running.tiers()::contains).toList();
        if (!inNewOrder.equals(kept)) {
            refuse(
                    "tier",
                    "the tiers " + String.join(", ", kept) + " must stay in this order, but are now "
                            + String.join(", ", inNewOrder));
        } else if (kept.contains(running.lowestTier()) && !next.lowestTier().equals(running.lowestTier())) {
            refuse(
                    "tier",
                    "the lowest tier is \"" + next.lowestTier() + "\", but must stay \"" + running.lowestTier()
                            + "\": members who hold it have it without an end");
        }
    }

    private void checkCodes() {
        running.vouchers().keySet().stream()
                .sorted()
                .filter(code -> !next.vouchers().containsKey(code))
                .forEach(code -> refuse(
                        "voucher",
                        "the voucher definition \"" + code + "\" is missing, but members may hold vouchers of it"));
        running.budgets().values().stream()
                .sorted(Comparator.comparing(Budget::code))
                .forEach(this::checkBudget);
    }

    private void checkBudget(Budget before) {
        Budget after = next.budgets().get(before.code());
        if (after != null && after.unit() != before.unit()) {
            refuse(
                    "budget",
                    "the budget \"" + before.code() + "\" counts " + after.unit() + ", but must go on to count "
                            + before.unit() + ", as what was drawn on it so far");
        }
    }

    private void refuse(String what, String message) {
        problems.add(FileProblems.at(ProgramFiles.CATALOG, "reload-" + what, message));
    }
}
