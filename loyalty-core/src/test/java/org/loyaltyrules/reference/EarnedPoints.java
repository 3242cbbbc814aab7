package org.loyaltyrules.reference;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Section 6.4.6 and the points part of 6.6: base points, multipliers, flat points, and what budgets allow of them. */
final class EarnedPoints {

    private final ProgramSettings program;
    private final List<BigDecimal> payables;
    private final Set<Integer> excluded;
    /**
     * The calls to earn and to multiply that count, before groups and policy; a multiplier that its budget does not
     * cover leaves.
     */
    private final List<Firing.Call> live = new ArrayList<>();

    private final Map<String, Long> budgetLeft;
    private long extraFromBudgets;
    private long flat;

    /** A firing that found its budget of points exhausted; the settlement must be made anew without it. */
    Firing exhausted;

    EarnedPoints(
            ProgramSettings program, List<BigDecimal> payables, Set<Integer> excluded, Map<String, Long> budgetLeft) {
        this.program = program;
        this.payables = payables;
        this.excluded = excluded;
        this.budgetLeft = new LinkedHashMap<>(budgetLeft);
    }

    /** The points earned, before caps. The firings are in the order of rule name and line. */
    long settle(List<Firing> firings) {
        for (Firing firing : firings) {
            firing.calls.stream()
                    .filter(call -> call.is("earn") || call.is("multiply"))
                    .forEach(live::add);
        }
        for (Firing firing : firings) {
            boolean drawsPoints = firing.rule.budget() != null
                    && program.budgets.get(firing.rule.budget()).unit().equals("POINTS");
            if (drawsPoints && budgetLeft.get(firing.rule.budget()) <= 0) {
                exhausted = firing;
                return 0;
            }
            for (Firing.Call call : firing.calls) {
                if (call.is("points")) {
                    call.points = call.value;
                    long granted = drawsPoints ? drawFlat(call) : call.value.longValueExact();
                    call.granted = granted > 0;
                    flat += granted;
                } else if (drawsPoints && (call.is("earn") || call.is("multiply")) && !payables.isEmpty()) {
                    drawRate(call);
                }
            }
        }
        markWorth();
        return total(live)
                        .add(new BigDecimal(extraFromBudgets))
                        .setScale(0, program.pointsRounding)
                        .longValueExact()
                + flat;
    }

    private long drawFlat(Firing.Call call) {
        long granted = Math.min(call.value.longValueExact(), budgetLeft.get(call.firing.rule.budget()));
        budgetLeft.merge(call.firing.rule.budget(), -granted, Long::sum);
        call.drawn = granted;
        return granted;
    }

    /** Section 9: worth what the event earns with it less what it would earn without, rounded down. */
    private void drawRate(Firing.Call call) {
        BigDecimal exactWorth =
                call.is("earn") ? total(live).subtract(total(without(call, live))) : multiplierWorth(call);
        long worth = Math.max(0, exactWorth.setScale(0, RoundingMode.DOWN).longValueExact());
        long left = budgetLeft.get(call.firing.rule.budget());
        call.drawn = Math.min(worth, left);
        budgetLeft.merge(call.firing.rule.budget(), -call.drawn, Long::sum);
        if (worth > left) {
            call.points = exactWorth;
            call.granted = call.drawn > 0;
            live.remove(call);
            extraFromBudgets += call.drawn;
        }
    }

    private void markWorth() {
        for (Firing.Call call : live) {
            if (call.is("earn")) {
                call.points = BigDecimal.ZERO;
                for (int line = 0; line < payables.size(); line++) {
                    if (call.appliesTo(line) && !excluded.contains(line)) {
                        call.points = call.points.add(call.value.multiply(payables.get(line)));
                    }
                }
                call.granted = call.points.signum() > 0;
            } else {
                call.points = multiplierWorth(call);
                call.granted = counts(call) && call.points.signum() != 0;
                call.lostInGroup = !call.granted && isBeatenInGroup(call);
            }
        }
    }

    /** The sum over the lines of base times factor, exactly. */
    private BigDecimal total(List<Firing.Call> calls) {
        BigDecimal total = BigDecimal.ZERO;
        for (int line = 0; line < payables.size(); line++) {
            total = total.add(base(line, calls).multiply(factor(line, calls)));
        }
        return total;
    }

    private BigDecimal base(int line, List<Firing.Call> calls) {
        BigDecimal rates = BigDecimal.ZERO;
        for (Firing.Call call : calls) {
            if (call.is("earn") && call.appliesTo(line)) {
                rates = rates.add(call.value);
            }
        }
        return excluded.contains(line) ? BigDecimal.ZERO : rates.multiply(payables.get(line));
    }

    private BigDecimal factor(int line, List<Firing.Call> calls) {
        BigDecimal factor = BigDecimal.ONE;
        for (Firing.Call call : counting(line, calls)) {
            factor = switch (program.multipliers) {
                case "ADD" -> factor.add(call.value.subtract(BigDecimal.ONE));
                case "BEST" -> call.value;
                case "MULTIPLY" -> factor.multiply(call.value);
                default -> throw new IllegalArgumentException("No such policy: " + program.multipliers);
            };
        }
        return factor.max(BigDecimal.ZERO);
    }

    /** The multipliers that count on a line, after exclusive groups and, under BEST, only the largest. */
    private List<Firing.Call> counting(int line, List<Firing.Call> calls) {
        List<Firing.Call> kept = Discounts.bestOfEachGroup(multipliersOn(line, calls));
        return program.multipliers.equals("BEST") && !kept.isEmpty() ? List.of(Discounts.best(kept)) : kept;
    }

    private static List<Firing.Call> multipliersOn(int line, List<Firing.Call> calls) {
        return calls.stream()
                .filter(call -> call.is("multiply") && call.appliesTo(line))
                .toList();
    }

    /**
     * What the lines earn with a multiplier less what they would earn without it and those that it beat as an equal.
     */
    private BigDecimal multiplierWorth(Firing.Call call) {
        BigDecimal worth = BigDecimal.ZERO;
        for (int line = 0; line < payables.size(); line++) {
            if (call.appliesTo(line) && counting(line, live).contains(call)) {
                List<Firing.Call> others = new ArrayList<>(without(call, live));
                others.removeIf(other -> other.is("multiply")
                        && other.value.compareTo(call.value) == 0
                        && areRivals(call, other)
                        && Discounts.best(List.of(call, other)) == call);
                worth = worth.add(base(line, live).multiply(factor(line, live).subtract(factor(line, others))));
            }
        }
        return worth;
    }

    private boolean areRivals(Firing.Call one, Firing.Call other) {
        String group = one.firing.rule.exclusive();
        return program.multipliers.equals("BEST") || group != null && group.equals(other.firing.rule.exclusive());
    }

    private boolean counts(Firing.Call call) {
        for (int line = 0; line < payables.size(); line++) {
            if (counting(line, live).contains(call) && base(line, live).signum() > 0) {
                return true;
            }
        }
        return false;
    }

    private boolean isBeatenInGroup(Firing.Call call) {
        for (int line = 0; line < payables.size(); line++) {
            List<Firing.Call> there = multipliersOn(line, live);
            if (there.contains(call) && !Discounts.bestOfEachGroup(there).contains(call)) {
                return true;
            }
        }
        return false;
    }

    private static List<Firing.Call> without(Firing.Call call, List<Firing.Call> calls) {
        return calls.stream().filter(other -> other != call).toList();
    }
}
