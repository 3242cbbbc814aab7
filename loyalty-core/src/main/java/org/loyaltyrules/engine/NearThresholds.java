package org.loyaltyrules.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.award.Award;
import org.loyaltyrules.explanation.Check;
import org.loyaltyrules.explanation.Distance;
import org.loyaltyrules.explanation.Distance.Unit;
import org.loyaltyrules.explanation.Mismatch;
import org.loyaltyrules.explanation.NearMiss;
import org.loyaltyrules.explanation.NearMiss.Kind;
import org.loyaltyrules.explanation.Outcome;
import org.loyaltyrules.fact.Qualification;
import org.loyaltyrules.fact.TierChange;
import org.loyaltyrules.ledger.EntryKind;
import org.loyaltyrules.ledger.PointPosting;
import org.loyaltyrules.member.Activity;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.member.Standing;
import org.loyaltyrules.program.Rule;
import org.loyaltyrules.program.RuleLimit;
import org.loyaltyrules.rules.RuleSet;
import org.loyaltyrules.rules.RuleVerdict;
import org.loyaltyrules.settlement.AwardWords;

/**
 * Rules on {@code Qualification} that only money, purchases or points keep from firing: raises what falls short until they do.
 * Since each step is the least that one condition needs, so is their sum.
 */
final class NearThresholds {

    private static final int MOST_STEPS = 12;
    private static final long MOST_PURCHASES = 12;

    /** What is tried: purchases on the day, the last of so much money, and points. */
    private record Trial(long purchases, BigDecimal spend, long points) {

        boolean isMore() {
            return spend.signum() > 0 || points > 0 || purchases > 1;
        }
    }

    private final Deciding deciding;
    private final MemberAccount account;
    private final RuleSet rules;
    private final LocalDate day;
    private final Standing present;

    /**
     * Creates a search.
     *
     * @param account as of the day
     */
    NearThresholds(Deciding deciding, MemberAccount account, RuleSet rules) {
        this.deciding = deciding;
        this.account = account;
        this.rules = rules;
        this.day = deciding.frame.day();
        this.present = Standing.on(day, account, deciding.program);
    }

    List<NearMiss> find() {
        List<NearMiss> found = new ArrayList<>();
        for (Rule rule : rules.rules()) {
            if (rules.looksAt(rule, Qualification.class) && !rules.looksAt(rule, TierChange.class) && !isUsedUp(rule)) {
                NearMiss miss = byPurchases(rule);
                if (miss == null) {
                    miss = byPoints(rule);
                }
                if (miss != null) {
                    found.add(miss);
                }
            }
        }
        return found;
    }

    private boolean isUsedUp(Rule rule) {
        RuleLimit limit = rule.limit();
        boolean limited = limit != null && account.allowances().uses(rule.name(), limit.per(), day) >= limit.times();
        return limited || rule.budget() != null && deciding.budgets.left(rule.budget()) <= 0;
    }

    private @Nullable NearMiss byPurchases(Rule rule) {
        BigDecimal zero = deciding.program.zero();
        // A purchase that counts for nothing: what fires then needs no purchase, or just any.
        boolean first = account.activity().purchases().total() == 0;
        Distance lacking = lacking(rule, new Qualification(present, present, zero, day, first, true, false));
        if (lacking == null || lacking.unit() == Unit.POINTS) {
            return null;
        }
        Trial trial = new Trial(1, zero, 0);
        for (int step = 0; step < MOST_STEPS; step++) {
            Qualification standing = purchased(trial);
            RuleVerdict verdict = rules.verdict(rule, day, phases(standing));
            if (verdict.otherwise() == null) {
                return miss(rule, trial, verdict);
            }
            Distance more = distance(verdict);
            if (more == null || more.unit() == Unit.POINTS) {
                return null;
            }
            trial = more.unit() == Unit.MONEY
                    ? new Trial(trial.purchases(), trial.spend().add(more.amount()), 0)
                    : new Trial(trial.purchases() + more.amount().longValueExact(), trial.spend(), 0);
            if (trial.purchases() > MOST_PURCHASES) {
                return null;
            }
        }
        return null;
    }

    private @Nullable NearMiss byPoints(Rule rule) {
        BigDecimal zero = deciding.program.zero();
        Trial trial = new Trial(0, zero, 0);
        for (int step = 0; step < MOST_STEPS; step++) {
            Standing after = Standing.on(day, withPoints(trial.points()), deciding.program);
            Qualification standing = new Qualification(present, after, zero, day, false, false, false);
            RuleVerdict verdict = rules.verdict(rule, day, phases(standing));
            if (verdict.otherwise() == null) {
                return trial.isMore() ? miss(rule, trial, verdict) : null;
            }
            Distance more = distance(verdict);
            if (more == null || more.unit() != Unit.POINTS) {
                return null;
            }
            trial = new Trial(0, zero, trial.points() + more.amount().longValueExact());
        }
        return null;
    }

    private MemberAccount withPoints(long points) {
        PointPosting posting = new PointPosting(
                account.id(),
                deciding.frame.id(),
                day.atStartOfDay(deciding.program.zone()).toOffsetDateTime(),
                account.points());
        if (points > 0) {
            posting.add(EntryKind.ADJUST, points, day, day, null, day, null);
        }
        return account.with(posting.book());
    }

    private Qualification purchased(Trial trial) {
        long order = deciding.unit.order();
        Activity earlier = account.activity();
        for (long i = 1; i < trial.purchases(); i++) {
            earlier = earlier.withPurchase(day, 0, order);
        }
        Activity last = earlier.withPurchase(day, deciding.program.units(trial.spend()), order);
        boolean first = earlier.purchases().total() == 0;
        return new Qualification(
                Standing.on(day, account.with(earlier), deciding.program),
                Standing.on(day, account.with(last), deciding.program),
                trial.spend(),
                day,
                first,
                true,
                false);
    }

    private List<List<Object>> phases(Qualification standing) {
        return List.of(List.of(standing.before()), List.of(standing));
    }

    private @Nullable Distance lacking(Rule rule, Qualification standing) {
        RuleVerdict verdict = rules.verdict(rule, day, phases(standing));
        return verdict.otherwise() == null ? null : distance(verdict);
    }

    /** How much more the first condition that fails needs; null where it is no matter of money, purchases or points. */
    private static @Nullable Distance distance(RuleVerdict verdict) {
        if (!(verdict.otherwise() instanceof Outcome.NotMatched notMatched)
                || !(notMatched.reason() instanceof Mismatch.ConditionFailed failed)) {
            return null;
        }
        Distance off = distance(failed.check());
        if (off == null || off.amount().signum() <= 0) {
            return null;
        }
        return off.unit() == Unit.MONEY || off.unit() == Unit.PURCHASES || off.unit() == Unit.POINTS ? off : null;
    }

    private static @Nullable Distance distance(Check check) {
        if (check instanceof Check.Comparison comparison) {
            return comparison.off();
        }
        if (check instanceof Check.Combination combination && combination.way() == Check.Way.ALL) {
            for (Check side : combination.sides()) {
                if (!side.holds()) {
                    return distance(side);
                }
            }
        }
        return null;
    }

    private @Nullable NearMiss miss(Rule rule, Trial trial, RuleVerdict verdict) {
        List<Award> awards = verdict.matches().stream()
                .flatMap(List::stream)
                .flatMap(match -> match.awards().stream())
                .filter(this::wouldGrant)
                .toList();
        if (awards.isEmpty()) {
            return null;
        }
        Kind kind = trial.points() > 0
                ? Kind.POINTS
                : trial.purchases() > 1 || trial.spend().signum() == 0 ? Kind.PURCHASES : Kind.SPEND;
        Distance distance = switch (kind) {
            case POINTS -> Distance.of(trial.points(), Unit.POINTS);
            case PURCHASES -> Distance.of(trial.purchases(), Unit.PURCHASES);
            default -> new Distance(trial.spend(), Unit.MONEY);
        };
        return new NearMiss(
                rule.name(),
                rule.file(),
                rule.line(),
                kind,
                distance,
                kind == Kind.PURCHASES && trial.spend().signum() > 0 ? trial.spend() : null,
                null,
                awards.stream()
                        .map(award -> AwardWords.explained(award, null, null))
                        .toList());
    }

    private boolean wouldGrant(Award award) {
        if (award instanceof Award.QualifyTier tier) {
            return deciding.program.tierLevel(tier.code()) > deciding.program.tierLevel(account.tier());
        }
        if (award instanceof Award.Tag tag) {
            return !account.profile().tags().contains(tag.tag());
        }
        if (award instanceof Award.Untag tag) {
            return account.profile().tags().contains(tag.tag());
        }
        return !(award instanceof Award.Points points) || points.points() > 0;
    }
}
