package org.loyaltyrules.reference;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One firing of a rule, with the calls that it made on {@code award} and what became of them. */
final class Firing {

    final ReferenceRule rule;
    /** The day of the evaluation: limits and @from and @until look at it. */
    final LocalDate day;

    final List<Call> calls = new ArrayList<>();
    /**
     * LIMIT or BUDGET, where that kept the whole firing from granting; EXCLUSIVE or CAP, where nothing was left of it.
     */
    String suppressed;

    /** One call on award with its arguments evaluated. */
    final class Call {
        final Firing firing = Firing.this;
        final String verb;
        /** The line that the call is about, or -1 for every line. */
        int line = -1;

        BigDecimal value;
        long maxQuantity = Long.MAX_VALUE;
        String code;
        Period validity;
        final List<Object> messageArguments = new ArrayList<>();

        /** Whether the call granted something. */
        boolean granted;
        /** Whether a better award of its exclusive group counted in its place. */
        boolean lostInGroup;
        /** Exact worth in points, where it has one. */
        BigDecimal points;
        /** Points granted out of a budget of points, where the rule has one. */
        Long drawn;

        Call(String verb) {
            this.verb = verb;
        }

        boolean appliesTo(int lineIndex) {
            return line == -1 || line == lineIndex;
        }

        boolean is(String otherVerb) {
            return verb.equals(otherVerb);
        }
    }

    Firing(ReferenceRule rule, List<Fact> tuple, LocalDate day) {
        this.rule = rule;
        this.day = day;
        for (ReferenceRule.Award award : rule.awards()) {
            calls.add(call(award, tuple));
        }
    }

    boolean grantedSomething() {
        return calls.stream().anyMatch(call -> call.granted);
    }

    void forget() {
        suppressed = null;
        for (Call call : calls) {
            call.granted = false;
            call.lostInGroup = false;
            call.points = null;
            call.drawn = null;
        }
    }

    /**
     * Section 9: of equal awards the one without a budget counts, then the one without a limit, then the first by rule
     * name.
     */
    static final Comparator<Call> AMONG_EQUALS = Comparator.<Call, Boolean>comparing(
                    call -> call.firing.rule.budget() != null)
            .thenComparing(call -> call.firing.rule.limit() != null)
            .thenComparing(call -> call.firing.rule.name());

    private Call call(ReferenceRule.Award award, List<Fact> tuple) {
        Call call = new Call(award.verb());
        List<Object> arguments = new ArrayList<>();
        for (Object argument : award.arguments()) {
            if (argument instanceof ReferenceRule.Variable variable) {
                call.line = bound(variable.name(), tuple).line;
            } else if (argument instanceof ReferenceRule.Expression expression) {
                arguments.add(bound(expression.variable(), tuple).value(expression.path()));
            } else {
                arguments.add(argument);
            }
        }
        switch (award.verb()) {
            case "earn", "multiply", "points", "discount" -> {
                call.value = new BigDecimal(arguments.get(0).toString());
                if (arguments.size() > 1) {
                    call.maxQuantity = Long.parseLong(arguments.get(1).toString());
                }
            }
            case "exclude" -> {}
            case "message" -> {
                call.code = arguments.get(0).toString();
                call.messageArguments.addAll(arguments.subList(1, arguments.size()));
            }
            case "voucher", "gift", "benefit", "tier", "tag", "untag", "reject" -> {
                call.code = arguments.get(0).toString();
                if (arguments.size() > 1) {
                    call.validity = Period.parse(arguments.get(1).toString());
                }
            }
            default -> throw new IllegalArgumentException("No such award: " + award.verb());
        }
        return call;
    }

    private Fact bound(String variable, List<Fact> tuple) {
        for (int position = 0; position < tuple.size(); position++) {
            if (variable.equals(rule.patterns().get(position).binding())) {
                return tuple.get(position);
            }
        }
        throw new IllegalArgumentException("No such variable in \"" + rule.name() + "\": " + variable);
    }
}
