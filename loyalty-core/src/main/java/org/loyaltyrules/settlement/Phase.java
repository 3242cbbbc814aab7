package org.loyaltyrules.settlement;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.award.Award;
import org.loyaltyrules.award.Firing;
import org.loyaltyrules.decision.Decision.Granted;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.program.Rule;
import org.loyaltyrules.settlement.GrantLog.Logged;
import org.loyaltyrules.settlement.GrantLog.Stage;

/** What the admitted firings of one phase come to: money, points, and which awards grant something. */
final class Phase {

    private static final long[] NO_LINES = {};
    /** Stands for an array in which nothing is true. */
    private static final boolean[] NO_EXCLUSIONS = {};

    private final Settlement settlement;
    private final Stage stage;
    private final LocalDate day;
    private final Logged[] admitted;
    private boolean[] excluded = NO_EXCLUSIONS;
    private List<Claim> discounts = List.of();
    private List<Claim> points = List.of();
    private List<Claim> changes = List.of();
    final @Nullable Pricing pricing;

    @Nullable
    Refusal refusal;

    long earned;

    /** The place of a firing that found its budget of points used up by others of the phase; -1 for none. */
    int exhausted = -1;

    Phase(Settlement settlement, List<Firing> admitted, Stage stage, LocalDate day, @Nullable Purchase purchase) {
        this.settlement = settlement;
        this.stage = stage;
        this.day = day;
        this.admitted = new Logged[admitted.size()];
        for (int i = 0; i < this.admitted.length; i++) {
            this.admitted[i] = new Logged(admitted.get(i), this);
        }
        this.pricing = purchase == null ? null : new Pricing(settlement, purchase);
        settle();
    }

    Stage stage() {
        return stage;
    }

    /** The evaluation's day. */
    LocalDate day() {
        return day;
    }

    /** How many firings were let through. */
    int size() {
        return admitted.length;
    }

    /** A firing that was let through, and what its awards granted. */
    Logged logged(int firing) {
        return admitted[firing];
    }

    /** Discounts and awards of points, with what became of each. */
    List<Claim> claims() {
        List<Claim> all = new ArrayList<>(discounts);
        all.addAll(points);
        return all;
    }

    /** Whether a line gets no discount and earns nothing. */
    static boolean isExcluded(boolean[] excluded, int line) {
        return excluded.length > 0 && excluded[line];
    }

    /** Whether all lines that a claim is for are excluded. */
    boolean excludes(Claim claim) {
        for (int line = 0; line < excluded.length; line++) {
            if (claim.appliesTo(line) && !excluded[line]) {
                return false;
            }
        }
        return excluded.length > 0;
    }

    boolean granted(int firing) {
        return admitted[firing].grantedSomething();
    }

    /** Whether a firing granted nothing since better awards of its group counted. */
    boolean beaten(int firing) {
        return !granted(firing)
                && (anyOf(discounts, firing, one -> one.beaten) || anyOf(points, firing, one -> one.beaten));
    }

    /** Whether a firing granted nothing since a cap is reached. */
    boolean capped(int firing) {
        return !granted(firing) && anyOf(points, firing, one -> one.capped);
    }

    private static boolean anyOf(List<Claim> claims, int firing, Predicate<Claim> what) {
        for (int i = 0; i < claims.size(); i++) {
            if (claims.get(i).firing == firing && what.test(claims.get(i))) {
                return true;
            }
        }
        return false;
    }

    private void settle() {
        for (int i = 0; i < admitted.length; i++) {
            sort(i);
        }
        if (pricing != null) {
            refusal = pricing.settle(discounts, excluded);
            for (int i = 0; i < discounts.size(); i++) {
                mark(discounts.get(i), null);
            }
        }
        if (!isAboutPoints()) {
            markChanges();
            return;
        }
        long[] payables = pricing == null ? NO_LINES : pricing.payables();
        Earning earning = new Earning(
                settlement.program.points(),
                settlement.program.fractionDigits(),
                payables,
                excluded,
                claims(Award.Earn.class),
                claims(Award.Multiply.class),
                settlement.usage::budgetLeft);
        if (!draw(earning, payables.length > 0)) {
            return;
        }
        long total = earning.total();
        earned = Math.min(total, settlement.usage.capRoom());
        boolean nothingLeft = total > 0 && earned == 0;
        for (int i = 0; i < points.size(); i++) {
            Claim claim = points.get(i);
            claim.capped = nothingLeft && claim.granted;
            claim.granted &= !nothingLeft;
            mark(claim, claim.worth);
        }
        markChanges();
    }

    /** The claims of points of one kind; mostly all are. */
    private List<Claim> claims(Class<? extends Award> kind) {
        int count = 0;
        for (int i = 0; i < points.size(); i++) {
            count += kind.isInstance(award(points.get(i))) ? 1 : 0;
        }
        if (count == points.size()) {
            return points;
        }
        List<Claim> claims = List.of();
        for (int i = 0; count > 0 && i < points.size(); i++) {
            claims = kind.isInstance(award(points.get(i))) ? LazyList.with(claims, points.get(i)) : claims;
        }
        return claims;
    }

    private Award award(Claim claim) {
        return admitted[claim.firing].award(claim.award);
    }

    /** Whether there are points to be settled, or budgets of points that may be used up. */
    private boolean isAboutPoints() {
        if (!points.isEmpty()) {
            return true;
        }
        for (Logged one : admitted) {
            if (one.rule().budget() != null) {
                return true;
            }
        }
        return false;
    }

    private void mark(Claim claim, @Nullable BigDecimal worth) {
        if (claim.granted) {
            BigDecimal points = worth == null ? null : plain(worth);
            grant(claim, new Granted(AwardWords.kind(award(claim)), claim.value, points, claim.drawn, null));
        }
    }

    private void grant(Claim claim, Granted granted) {
        admitted[claim.firing].grant(claim.award, granted);
    }

    private void sort(int firing) {
        Logged logged = admitted[firing];
        Rule rule = logged.rule();
        for (int i = 0; i < logged.awards(); i++) {
            Award award = logged.award(i);
            if (award instanceof Award.Exclude exclude && pricing != null) {
                excluded = excluded.length == 0 ? new boolean[pricing.lines()] : excluded;
                excluded[exclude.line()] = true;
                logged.grant(i, new Granted("exclude", null, null, null, null));
            } else if (award instanceof Award.Discount discount) {
                discounts = LazyList.with(
                        discounts,
                        new Claim(rule, firing, i, discount.line(), discount.percent(), discount.maxQuantity()));
            } else if (award instanceof Award.Earn earn) {
                points = LazyList.with(points, new Claim(rule, firing, i, earn.line(), earn.rate(), null));
            } else if (award instanceof Award.Multiply multiply) {
                points = LazyList.with(points, new Claim(rule, firing, i, multiply.line(), multiply.factor(), null));
            } else if (award instanceof Award.Points flat) {
                points = LazyList.with(
                        points, new Claim(rule, firing, i, null, BigDecimal.valueOf(flat.points()), null));
            } else {
                Granted other = other(rule, firing, i, award);
                if (other != null) {
                    logged.grant(i, other);
                }
            }
        }
    }

    /** What an award grants that is neither money nor points; tags and tiers are granted where they change something. */
    private @Nullable Granted other(Rule rule, int firing, int place, Award award) {
        if (award instanceof Award.IssueVoucher voucher) {
            return code("voucher", voucher.code());
        } else if (award instanceof Award.Gift gift) {
            return code("gift", gift.code());
        } else if (award instanceof Award.Benefit benefit) {
            return code("benefit", benefit.code());
        } else if (award instanceof Award.Message message) {
            return code("message", message.code());
        } else if (award instanceof Award.QualifyTier tier) {
            ProgramDefinition program = settlement.program;
            boolean higher = program.tierLevel(tier.code()) > program.tierLevel(settlement.account.tier());
            return higher ? code("tier", tier.code()) : null;
        } else if (award instanceof Award.Tag || award instanceof Award.Untag) {
            changes = LazyList.with(changes, new Claim(rule, firing, place, null, BigDecimal.ZERO, null));
        }
        return null;
    }

    /** Of several awards of one tag only one changes something. */
    private void markChanges() {
        if (changes.isEmpty()) {
            return;
        }
        Set<String> present = settlement.account.profile().tags();
        List<Award> seen = new ArrayList<>();
        if (changes.size() > 1) {
            changes.sort(Claim.AMONG_EQUALS);
        }
        for (Claim claim : changes) {
            Award award = award(claim);
            boolean first = !seen.contains(award);
            seen.add(award);
            if (award instanceof Award.Tag tag) {
                boolean adds = first && !present.contains(tag.tag()) && !settlement.isTagged(tag.tag());
                if (adds) {
                    grant(claim, code("tag", tag.tag()));
                }
            } else if (award instanceof Award.Untag tag) {
                boolean removes = first && present.contains(tag.tag());
                if (removes) {
                    grant(claim, code("untag", tag.tag()));
                }
            }
        }
    }

    /** Grants flat points and draws on budgets, in the order of the firings; false where a budget is used up. */
    private boolean draw(Earning earning, boolean hasLines) {
        for (int i = 0; i < admitted.length; i++) {
            Rule rule = admitted[i].rule();
            String budget = settlement.usage.isPointsBudget(rule) ? rule.budget() : null;
            if (budget != null && earning.left(budget) <= 0) {
                exhausted = i;
                return false;
            }
            for (int place = 0; place < points.size(); place++) {
                if (points.get(place).firing == i) {
                    draw(points.get(place), earning, budget, hasLines);
                }
            }
        }
        return true;
    }

    private void draw(Claim claim, Earning earning, @Nullable String budget, boolean hasLines) {
        boolean flat = award(claim) instanceof Award.Points;
        if (flat && budget == null) {
            earning.flat(claim);
        } else if (flat && budget != null) {
            earning.flat(claim, budget);
        } else if (budget != null && hasLines) {
            earning.draw(claim, budget);
        }
    }

    private static Granted code(String kind, String code) {
        return new Granted(kind, null, null, null, code);
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
