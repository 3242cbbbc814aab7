package org.loyaltyrules.settlement;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.award.Award;
import org.loyaltyrules.award.Firing;
import org.loyaltyrules.decision.Decision.Granted;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.program.Rule;

/** What the admitted firings of one phase come to: money, points, and which awards grant something. */
final class Phase {

    private static final BigDecimal[] NO_LINES = {};

    private final Settlement settlement;
    private final ProgramDefinition program;
    private final List<Firing> admitted;
    private final @Nullable Granted[][] grants;
    private final List<Claim> discounts = new ArrayList<>();
    private final List<Claim> points = new ArrayList<>();
    private final List<Claim> changes = new ArrayList<>();
    private final boolean[] beaten;
    private final boolean[] capped;
    private final boolean[] excluded;
    final @Nullable Pricing pricing;

    @Nullable
    Refusal refusal;

    long earned;

    /** The place of a firing that found its budget of points used up by others of the phase; -1 for none. */
    int exhausted = -1;

    Phase(Settlement settlement, List<Firing> admitted, @Nullable Purchase purchase) {
        this.settlement = settlement;
        this.program = settlement.program;
        this.admitted = admitted;
        this.grants = new Granted[admitted.size()][];
        this.beaten = new boolean[admitted.size()];
        this.capped = new boolean[admitted.size()];
        this.pricing = purchase == null ? null : new Pricing(settlement, purchase);
        this.excluded = new boolean[pricing == null ? 0 : pricing.lines()];
        settle();
    }

    List<Firing> admitted() {
        return admitted;
    }

    /** Discounts and awards of points, with what became of each. */
    List<Claim> claims() {
        List<Claim> all = new ArrayList<>(discounts);
        all.addAll(points);
        return all;
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

    /** What a firing's awards granted, in their order; null for those that granted nothing. */
    @Nullable
    Granted[] grants(int firing) {
        return grants[firing];
    }

    boolean granted(int firing) {
        for (Granted grant : grants[firing]) {
            if (grant != null) {
                return true;
            }
        }
        return false;
    }

    /** Whether a firing granted nothing since better awards of its group counted. */
    boolean beaten(int firing) {
        return beaten[firing] && !granted(firing);
    }

    /** Whether a firing granted nothing since a cap is reached. */
    boolean capped(int firing) {
        return capped[firing] && !granted(firing);
    }

    private void settle() {
        List<Claim> rates = new ArrayList<>();
        List<Claim> multipliers = new ArrayList<>();
        for (int i = 0; i < admitted.size(); i++) {
            grants[i] = new Granted[admitted.get(i).awards().size()];
            sort(i, rates, multipliers);
        }
        if (pricing != null) {
            refusal = pricing.settle(discounts, excluded);
            for (Claim claim : discounts) {
                mark(claim, "discount", null);
            }
        }
        if (!isAboutPoints()) {
            markChanges();
            return;
        }
        BigDecimal[] payables = pricing == null ? NO_LINES : pricing.payableMoney();
        Earning earning = new Earning(program.points(), payables, excluded, settlement::budgetLeft);
        rates.forEach(earning::rate);
        multipliers.forEach(earning::multiplier);
        if (!draw(earning, payables.length > 0)) {
            return;
        }
        long total = earning.total();
        earned = Math.min(total, settlement.capRoom());
        boolean nothingLeft = total > 0 && earned == 0;
        for (Claim claim : points) {
            capped[claim.firing] |= nothingLeft && claim.granted;
            claim.granted &= !nothingLeft;
            String kind = rates.contains(claim) ? "earn" : multipliers.contains(claim) ? "multiply" : "points";
            mark(claim, kind, claim.worth);
        }
        markChanges();
    }

    /** Whether there are points to be settled, or budgets of points that may be used up. */
    private boolean isAboutPoints() {
        if (!points.isEmpty()) {
            return true;
        }
        for (Firing firing : admitted) {
            if (firing.rule().budget() != null) {
                return true;
            }
        }
        return false;
    }

    private void mark(Claim claim, String kind, @Nullable BigDecimal worth) {
        beaten[claim.firing] |= claim.beaten;
        if (claim.granted) {
            grants[claim.firing][claim.award] =
                    new Granted(kind, claim.value, worth == null ? null : plain(worth), claim.drawn, null);
        }
    }

    private void sort(int firing, List<Claim> rates, List<Claim> multipliers) {
        Rule rule = admitted.get(firing).rule();
        List<Award> awards = admitted.get(firing).awards();
        for (int i = 0; i < awards.size(); i++) {
            Award award = awards.get(i);
            if (award instanceof Award.Exclude exclude && pricing != null) {
                excluded[exclude.line()] = true;
                grants[firing][i] = new Granted("exclude", null, null, null, null);
            } else if (award instanceof Award.Discount discount) {
                discounts.add(new Claim(rule, firing, i, discount.line(), discount.percent(), discount.maxQuantity()));
            } else if (award instanceof Award.Earn earn) {
                rates.add(pointsClaim(rule, firing, i, earn.line(), earn.rate()));
            } else if (award instanceof Award.Multiply multiply) {
                multipliers.add(pointsClaim(rule, firing, i, multiply.line(), multiply.factor()));
            } else if (award instanceof Award.Points flat) {
                pointsClaim(rule, firing, i, null, BigDecimal.valueOf(flat.points()));
            } else {
                grants[firing][i] = other(rule, firing, i, award);
            }
        }
    }

    private Claim pointsClaim(Rule rule, int firing, int award, @Nullable Integer line, BigDecimal value) {
        Claim claim = new Claim(rule, firing, award, line, value, null);
        points.add(claim);
        return claim;
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
            boolean higher = program.tierLevel(tier.code()) > program.tierLevel(settlement.account.tier());
            return higher ? code("tier", tier.code()) : null;
        } else if (award instanceof Award.Tag || award instanceof Award.Untag) {
            changes.add(new Claim(rule, firing, place, null, BigDecimal.ZERO, null));
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
        changes.sort(Claim.AMONG_EQUALS);
        for (Claim claim : changes) {
            Award award = admitted.get(claim.firing).awards().get(claim.award);
            boolean first = !seen.contains(award);
            seen.add(award);
            if (award instanceof Award.Tag tag) {
                boolean adds = first && !present.contains(tag.tag()) && !settlement.isTagged(tag.tag());
                grants[claim.firing][claim.award] = adds ? code("tag", tag.tag()) : null;
            } else if (award instanceof Award.Untag tag) {
                boolean removes = first && present.contains(tag.tag());
                grants[claim.firing][claim.award] = removes ? code("untag", tag.tag()) : null;
            }
        }
    }

    /** Grants flat points and draws on budgets, in the order of the firings; false where a budget is used up. */
    private boolean draw(Earning earning, boolean hasLines) {
        for (int i = 0; i < admitted.size(); i++) {
            Rule rule = admitted.get(i).rule();
            String budget = settlement.isPointsBudget(rule) ? rule.budget() : null;
            if (budget != null && earning.left(budget) <= 0) {
                exhausted = i;
                return false;
            }
            for (Claim claim : points) {
                if (claim.firing == i) {
                    draw(claim, earning, budget, hasLines);
                }
            }
        }
        return true;
    }

    private void draw(Claim claim, Earning earning, @Nullable String budget, boolean hasLines) {
        boolean flat = admitted.get(claim.firing).awards().get(claim.award) instanceof Award.Points;
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
