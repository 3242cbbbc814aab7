package org.loyaltyrules.reference;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the admitted firings of one phase come to. It changes nothing but the marks on the firings' calls. */
final class PhaseSettlement {

    List<BigDecimal> payables;
    BigDecimal amount;
    BigDecimal discount;
    BigDecimal voucherDiscount;
    BigDecimal pointsDiscount;
    BigDecimal payable;
    String refusal;
    long earned;
    /** A firing whose budget of points another firing of the phase has exhausted. */
    Firing exhausted;
    /** The firings of which a cap has left nothing. */
    final Set<Firing> capped = new HashSet<>();

    PhaseSettlement(Evaluation evaluation, List<Firing> admitted, PurchaseTerms terms) {
        ProgramSettings program = evaluation.program;
        Set<Integer> excluded = excludedLines(admitted);
        List<BigDecimal> nets = new Discounts(program, terms.lines(), admitted, excluded).nets();
        Payment payment = new Payment(program, evaluation.member, evaluation.work.day, terms.lines(), nets);
        payment.settle(terms);
        refusal = payment.refusal;
        payables = payment.remaining;
        amount = program.money(terms.amount());
        discount = program.money(amount.subtract(sum(nets)));
        voucherDiscount = payment.voucherDiscount;
        pointsDiscount = payment.pointsDiscount;
        payable = program.money(sum(payables));

        Map<String, Long> budgetLeft = new HashMap<>();
        program.budgets.keySet().forEach(budget -> budgetLeft.put(budget, Limits.budgetLeft(evaluation, budget)));
        EarnedPoints earnedPoints = new EarnedPoints(program, payables, excluded, budgetLeft);
        long beforeCaps = earnedPoints.settle(admitted);
        exhausted = earnedPoints.exhausted;
        earned = Math.min(beforeCaps, Limits.capsAllow(evaluation));
        if (beforeCaps > 0 && earned == 0) {
            takeAllPointsAway(admitted);
        }
        markOtherAwards(evaluation, admitted);
    }

    private static Set<Integer> excludedLines(List<Firing> admitted) {
        Set<Integer> excluded = new HashSet<>();
        for (Firing firing : admitted) {
            firing.calls.stream().filter(call -> call.is("exclude")).forEach(call -> excluded.add(call.line));
        }
        return excluded;
    }

    private void takeAllPointsAway(List<Firing> admitted) {
        for (Firing firing : admitted) {
            for (Firing.Call call : firing.calls) {
                if (call.granted && (call.is("earn") || call.is("multiply") || call.is("points"))) {
                    call.granted = false;
                    call.drawn = call.drawn == null ? null : 0L;
                    capped.add(firing);
                }
            }
        }
    }

    /** The awards that are neither points nor money: granted where they can change something. */
    private static void markOtherAwards(Evaluation evaluation, List<Firing> admitted) {
        MemberBook member = evaluation.member;
        for (Firing firing : admitted) {
            for (Firing.Call call : firing.calls) {
                switch (call.verb) {
                    case "voucher", "gift", "benefit", "message" -> call.granted = true;
                    case "exclude" -> call.granted = call.line >= 0;
                    case "tier" ->
                        call.granted = evaluation.program.rank(call.code)
                                > member.tier().rank();
                    case "tag" ->
                        call.granted = !member.tags.contains(call.code)
                                && !evaluation.tagsAwarded.contains(call.code)
                                && isFirstOfEquals(call, admitted);
                    case "untag" -> call.granted = member.tags.contains(call.code) && isFirstOfEquals(call, admitted);
                    default -> {}
                }
            }
        }
    }

    /** Section 9: of equal awards, which only one can bring about, the one that counts. */
    private static boolean isFirstOfEquals(Firing.Call call, List<Firing> admitted) {
        Firing.Call first = null;
        for (Firing firing : admitted) {
            for (Firing.Call other : firing.calls) {
                boolean equal = other.verb.equals(call.verb) && other.code.equals(call.code);
                if (equal && (first == null || Firing.AMONG_EQUALS.compare(other, first) < 0)) {
                    first = other;
                }
            }
        }
        return first == call;
    }

    private static BigDecimal sum(List<BigDecimal> amounts) {
        return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
