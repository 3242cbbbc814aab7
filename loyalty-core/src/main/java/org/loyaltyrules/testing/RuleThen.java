package org.loyaltyrules.testing;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.decision.Decision.Obstacle;
import org.loyaltyrules.program.Rule;

/** What one rule did at the last event, to any member unless {@link #about} names one. */
public final class RuleThen extends Then<RuleThen> {

    private final Rule rule;

    RuleThen(VerifierRun run, Rule rule) {
        super(run);
        this.rule = rule;
    }

    /** The rule fires, whatever it then grants. */
    public RuleThen fires() {
        if (!hasFired()) {
            throw failure(VerifierText.FIRES, VerifierText.DOES_NOT_FIRE, List.of());
        }
        return this;
    }

    /** The rule does not fire. */
    public RuleThen doesNotFire() {
        if (hasFired()) {
            throw failure(VerifierText.DOES_NOT_FIRE, VerifierText.FIRES, awarded());
        }
        return this;
    }

    /** The rule is kept from granting by this. */
    public RuleThen isSuppressedBy(Obstacle obstacle) {
        List<Obstacle> obstacles = run.everyDecision().stream()
                .flatMap(decision -> decision.suppressed().stream())
                .filter(suppressed -> suppressed.rule().equals(rule.name()))
                .map(Decision.Suppressed::reason)
                .toList();
        if (!obstacles.contains(obstacle)) {
            throw failure(
                    VerifierText.suppressed(List.of(obstacle)),
                    obstacles.isEmpty() ? VerifierText.NOT_SUPPRESSED : VerifierText.suppressed(obstacles),
                    awarded());
        }
        return this;
    }

    /** The rule refuses the event for this reason. */
    public RuleThen refuses(String reason) {
        boolean refused = run.decisions().stream().anyMatch(decision -> reason.equals(decision.reason()));
        if (!refused || !hasFired()) {
            String status = VerifierText.status(run.decisions());
            throw failure(
                    VerifierText.refused(reason), hasFired() ? status : VerifierText.withoutFiring(status), awarded());
        }
        return this;
    }

    /**
     * The explanation of what the rule did contains this text, such as a condition, the value that it met, or how far that was
     * off: {@code because("amount >= 500; it was 499.99")}. Of days that pass, the last one is explained.
     */
    public RuleThen because(String reason) {
        String why = run.why(List.of(rule.name()));
        if (!why.contains(reason)) {
            throw failure(
                    VerifierText.because(reason),
                    why.isEmpty() ? VerifierText.NO_REASON : VerifierText.OTHER_REASONS,
                    List.of());
        }
        return this;
    }

    /** The rule takes so many percent off. */
    public RuleThen awardsPercentOff(String percent) {
        return awardsValue("discount", percent);
    }

    /** The rule earns so many points for each unit of money. */
    public RuleThen awardsRate(String pointsPerUnit) {
        return awardsValue("earn", pointsPerUnit);
    }

    /** The rule multiplies points by this. */
    public RuleThen awardsFactor(String factor) {
        return awardsValue("multiply", factor);
    }

    private RuleThen awardsValue(String verb, String value) {
        BigDecimal expected = new BigDecimal(value);
        boolean found = awards().stream()
                .anyMatch(award -> award.kind().equals(verb)
                        && award.value() != null
                        && award.value().compareTo(expected) == 0);
        if (!found) {
            List<String> actual = awarded();
            throw failure(
                    VerifierText.value(verb, expected),
                    actual.isEmpty() ? VerifierText.NOTHING : String.join(", ", actual),
                    actual);
        }
        return this;
    }

    private boolean hasFired() {
        return run.fired().contains(rule.name());
    }

    private List<Decision.Granted> awards() {
        return run.everyDecision().stream()
                .flatMap(decision -> decision.fired().stream())
                .filter(fired -> fired.rule().equals(rule.name()))
                .flatMap(fired -> fired.awards().stream())
                .toList();
    }

    @Override
    RuleThen self() {
        return this;
    }

    @Override
    BigDecimal pointsAwarded() {
        return awards().stream().map(RuleThen::points).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal points(Decision.Granted award) {
        Long granted = award.granted();
        if (granted != null) {
            return BigDecimal.valueOf(granted);
        }
        return award.points() == null ? BigDecimal.ZERO : award.points();
    }

    @Override
    List<String> codes(Kind kind) {
        String verb = kind.name().toLowerCase(Locale.ROOT);
        return awards().stream()
                .filter(award -> award.kind().equals(verb))
                .<@Nullable String>map(Decision.Granted::code)
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    List<String> awarded() {
        return awards().stream().map(FailureText::award).toList();
    }

    @Override
    AssertionError failure(String expected, String actual, List<String> unexpected) {
        return VerifierText.failure(VerifierText.rule(rule), run, expected, actual, unexpected, rule.name());
    }
}
