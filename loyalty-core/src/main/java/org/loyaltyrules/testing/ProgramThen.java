package org.loyaltyrules.testing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.decision.Decision.Obstacle;

/** What came of the last event by the whole program, for the member who did it or whom {@link #about} names. */
public final class ProgramThen extends Then<ProgramThen> {

    ProgramThen(VerifierRun run) {
        super(run);
    }

    /** The event is accepted. */
    public ProgramThen isAccepted() {
        run.decisions().stream()
                .filter(decision -> !decision.accepted())
                .findFirst()
                .ifPresent(refused -> {
                    throw failure(VerifierText.ACCEPTED, VerifierText.status(refused), List.of());
                });
        return this;
    }

    /** The event is refused for this reason. */
    public ProgramThen isRefused(String reason) {
        if (run.decisions().stream().noneMatch(decision -> reason.equals(decision.reason()))) {
            throw failure(VerifierText.refused(reason), VerifierText.status(run.decisions()), List.of());
        }
        return this;
    }

    /** Percentage discounts take so much money off, such as {@code "6.40"}. */
    public ProgramThen awardsDiscount(String money) {
        return amount("discount", money, Decision::discount);
    }

    /** So much money is left to pay. */
    public ProgramThen pays(String money) {
        return amount("to pay", money, Decision::payable);
    }

    private ProgramThen amount(String what, String money, Function<Decision, BigDecimal> of) {
        BigDecimal expected = new BigDecimal(money);
        BigDecimal actual = run.decisions().stream().map(of).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (expected.compareTo(actual) != 0) {
            throw failure(VerifierText.amount(what, expected), VerifierText.amount(what, actual), List.of());
        }
        return this;
    }

    /** The member then has so many points to spend. */
    public ProgramThen leavesPoints(long points) {
        long actual = run.standing().points();
        if (actual != points) {
            throw failure(VerifierText.balance(points), VerifierText.balance(actual), List.of());
        }
        return this;
    }

    /** The member then has this tier, whether it is new or not. */
    public ProgramThen leavesTier(String code) {
        String actual = run.standing().tier();
        if (!actual.equals(code)) {
            throw failure(VerifierText.tier(code), VerifierText.tier(actual), List.of());
        }
        return this;
    }

    /** The rule fires, whatever it then grants. */
    public ProgramThen fires(String rule) {
        run.requireRule(rule);
        if (!run.fired().contains(rule)) {
            throw failure(VerifierText.fires(rule), VerifierText.firedOnly(run.fired()), List.of(), rule);
        }
        return this;
    }

    /** The rule does not fire. */
    public ProgramThen doesNotFire(String rule) {
        run.requireRule(rule);
        if (run.fired().contains(rule)) {
            throw failure(
                    VerifierText.doesNotFire(rule),
                    VerifierText.firedOnly(run.fired()),
                    List.of(VerifierText.fires(rule)),
                    rule);
        }
        return this;
    }

    /** The rule is kept from granting by this. */
    public ProgramThen suppresses(String rule, Obstacle obstacle) {
        run.requireRule(rule);
        List<String> suppressed = run.suppressed();
        if (!suppressed.contains(VerifierText.suppressed(rule, obstacle))) {
            throw failure(
                    VerifierText.suppressed(rule, obstacle),
                    suppressed.isEmpty() ? VerifierText.NOT_SUPPRESSED : String.join(", ", suppressed),
                    List.of(),
                    rule);
        }
        return this;
    }

    @Override
    ProgramThen self() {
        return this;
    }

    @Override
    BigDecimal pointsAwarded() {
        return BigDecimal.valueOf(run.decisions().stream()
                .mapToLong(decision -> decision.points().earned())
                .sum());
    }

    @Override
    List<String> codes(Kind kind) {
        return run.decisions().stream()
                .flatMap(decision -> codes(kind, decision).stream())
                .toList();
    }

    static List<String> codes(Kind kind, Decision decision) {
        return switch (kind) {
            case VOUCHER ->
                decision.vouchers().stream().map(Decision.Voucher::voucher).toList();
            case GIFT -> decision.gifts();
            case BENEFIT -> decision.benefits();
            case TAG -> decision.tags().added();
            case MESSAGE ->
                decision.messages().stream().map(Decision.Message::code).toList();
            case TIER -> risen(decision);
        };
    }

    /** The tier to which the member has risen, if so; a fall is a change without an award. */
    private static List<String> risen(Decision decision) {
        String after = decision.tier().after();
        boolean awarded = decision.fired().stream()
                .flatMap(fired -> fired.awards().stream())
                .anyMatch(award -> award.kind().equals("tier") && Objects.equals(award.code(), after));
        boolean changed = !Objects.equals(decision.tier().before(), after);
        return after != null && changed && (awarded || decision.type().equals("redeem")) ? List.of(after) : List.of();
    }

    @Override
    List<String> awarded() {
        List<String> awarded = new ArrayList<>();
        if (pointsAwarded().signum() != 0) {
            awarded.add(VerifierText.points(pointsAwarded()));
        }
        BigDecimal discount = run.decisions().stream().map(Decision::discount).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (discount.signum() != 0) {
            awarded.add(VerifierText.amount("discount", discount));
        }
        for (Kind kind : Kind.values()) {
            codes(kind).forEach(code -> awarded.add(VerifierText.award(kind, code)));
        }
        run.decisions().stream()
                .flatMap(decision -> decision.tags().removed().stream())
                .forEach(tag -> awarded.add(VerifierText.untagged(tag)));
        return awarded;
    }

    @Override
    AssertionError failure(String expected, String actual, List<String> unexpected) {
        return failure(expected, actual, unexpected, new String[0]);
    }

    private AssertionError failure(String expected, String actual, List<String> unexpected, String... asked) {
        return VerifierText.failure(VerifierText.program(run.program()), run, expected, actual, unexpected, asked);
    }
}
