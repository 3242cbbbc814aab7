package org.loyaltyrules.reference;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Section 6.4.2: percentage discounts, line by line and piece by piece. */
final class Discounts {

    private static final BigDecimal HUNDRED = new BigDecimal(100);

    private final ProgramSettings program;
    private final List<PurchaseTerms.Line> lines;
    private final List<Firing.Call> discounts = new ArrayList<>();
    private final Set<Integer> excluded;
    /** Pieces that a rule's discount with a maximum quantity has been given so far, over the purchase. */
    private final Map<String, Long> piecesGiven = new HashMap<>();

    private final Set<Firing.Call> beatenInGroup = new HashSet<>();

    Discounts(ProgramSettings program, List<PurchaseTerms.Line> lines, List<Firing> firings, Set<Integer> excluded) {
        this.program = program;
        this.lines = lines;
        this.excluded = excluded;
        for (Firing firing : firings) {
            firing.calls.stream().filter(call -> call.is("discount")).forEach(discounts::add);
        }
    }

    /** The lines' nets, and the calls marked that gave something. */
    List<BigDecimal> nets() {
        List<BigDecimal> nets = new ArrayList<>();
        for (int index = 0; index < lines.size(); index++) {
            nets.add(excluded.contains(index) ? lines.get(index).amount() : net(index));
        }
        for (Firing.Call call : beatenInGroup) {
            call.lostInGroup = !call.granted;
        }
        return nets;
    }

    private BigDecimal net(int index) {
        PurchaseTerms.Line line = lines.get(index);
        Map<Firing.Call, Long> coveredPieces = coveredPieces(index);
        BigDecimal leftOfAllPieces = BigDecimal.ZERO;
        for (long piece = 0; piece < line.quantity(); piece++) {
            List<Firing.Call> onThisPiece = new ArrayList<>();
            for (Map.Entry<Firing.Call, Long> covered : coveredPieces.entrySet()) {
                if (piece < covered.getValue()) {
                    onThisPiece.add(covered.getKey());
                }
            }
            BigDecimal left = BigDecimal.ONE;
            for (Firing.Call call : counting(onThisPiece)) {
                left = left.multiply(HUNDRED.subtract(call.value).divide(HUNDRED));
                call.granted |= line.amount().signum() > 0;
            }
            leftOfAllPieces = leftOfAllPieces.add(left);
        }
        return line.amount()
                .multiply(leftOfAllPieces)
                .divide(new BigDecimal(line.quantity()), program.fractionDigits, RoundingMode.HALF_UP);
    }

    /** How many pieces of the line each discount covers, from the first piece on. */
    private Map<Firing.Call, Long> coveredPieces(int index) {
        Map<Firing.Call, Long> covered = new LinkedHashMap<>();
        for (Firing.Call call : discounts) {
            if (!call.appliesTo(index)) {
                continue;
            }
            long pieces = lines.get(index).quantity();
            if (call.maxQuantity != Long.MAX_VALUE) {
                long given = piecesGiven.getOrDefault(call.firing.rule.name(), 0L);
                pieces = Math.min(pieces, Math.max(0, call.maxQuantity - given));
                piecesGiven.put(call.firing.rule.name(), given + pieces);
            }
            covered.put(call, pieces);
        }
        return covered;
    }

    private List<Firing.Call> counting(List<Firing.Call> calls) {
        List<Firing.Call> afterGroups = bestOfEachGroup(calls);
        beatenInGroup.addAll(
                calls.stream().filter(call -> !afterGroups.contains(call)).toList());
        if (program.stacking.equals("BEST") && !afterGroups.isEmpty()) {
            return List.of(best(afterGroups));
        }
        return afterGroups;
    }

    /** Section 3.3, {@code @exclusive}: of a group only the best counts. */
    static List<Firing.Call> bestOfEachGroup(List<Firing.Call> calls) {
        List<Firing.Call> kept = new ArrayList<>();
        Map<String, List<Firing.Call>> groups = new LinkedHashMap<>();
        for (Firing.Call call : calls) {
            String group = call.firing.rule.exclusive();
            if (group == null) {
                kept.add(call);
            } else {
                groups.computeIfAbsent(group, name -> new ArrayList<>()).add(call);
            }
        }
        groups.values().forEach(group -> kept.add(best(group)));
        return kept;
    }

    /** The largest; of equals the one that section 9 names. */
    static Firing.Call best(List<Firing.Call> calls) {
        List<Firing.Call> sorted = new ArrayList<>(calls);
        sorted.sort(Comparator.<Firing.Call, BigDecimal>comparing(call -> call.value)
                .reversed()
                .thenComparing(Firing.AMONG_EQUALS));
        return sorted.get(0);
    }
}
