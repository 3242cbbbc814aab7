package org.loyaltyrules.program;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Warns of what {@code program.json} defines and no rule or reward makes use of, and of rewards that members cannot earn. */
public final class CatalogCheck {

    private final ProgramDefinition program;
    private final List<RuleOutline> rules;
    private final Located.Fields root;
    private final ProblemLog log;
    private final EarnablePoints earnable;

    private CatalogCheck(ProgramDefinition program, List<RuleOutline> rules, Located.Fields root, ProblemLog log) {
        this.program = program;
        this.rules = rules;
        this.root = root;
        this.log = log;
        this.earnable = new EarnablePoints(program, rules);
    }

    /**
     * Checks the catalog of a program without errors.
     *
     * @param file the file's name, for problems
     * @param text the text that the definition was read from
     * @param rules of the program
     * @param problems receives every warning, in order of place
     */
    public static void check(
            String file, String text, ProgramDefinition program, List<RuleOutline> rules, List<Problem> problems) {
        ProblemLog log = new ProblemLog(file, text);
        if (LocatedParser.parse(log) instanceof Located.Fields root) {
            CatalogCheck check = new CatalogCheck(program, rules, root, log);
            check.checkVouchers();
            check.checkBudgets();
            check.checkTiers();
            check.checkPoints();
            check.checkRewards();
        }
        problems.addAll(log.problems());
    }

    private void checkVouchers() {
        Set<String> issued = awarded("voucher");
        if (issued == null) {
            return;
        }
        for (Reward reward : program.rewards().values()) {
            if (reward.gives() instanceof RewardContent.Voucher voucher) {
                issued.add(voucher.code());
            }
        }
        eachEntry("vouchers", field -> {
            if (!issued.contains(field.key())) {
                log.warning(
                        "unused-voucher",
                        field.place(),
                        "no rule and no reward issues this voucher",
                        "issue it with award.voucher(" + Located.quote(field.key()) + "), or leave it out");
            }
        });
    }

    private void checkBudgets() {
        eachEntry("budgets", field -> {
            if (rules.stream().noneMatch(rule -> field.key().equals(rule.rule().budget()))) {
                log.warning(
                        "unused-budget",
                        field.place(),
                        "no rule draws on this budget",
                        "write @budget(" + Located.quote(field.key()) + ") in a rule, or leave it out");
            }
        });
    }

    private void checkTiers() {
        Set<String> reached = awarded("tier");
        if (reached == null || !(find(root, "tiers") instanceof Located.Items tiers)) {
            return;
        }
        reached.add(program.lowestTier());
        for (Reward reward : program.rewards().values()) {
            if (reward.gives() instanceof RewardContent.Tier tier) {
                reached.add(tier.code());
            }
        }
        int highest = reached.stream().mapToInt(program::tierLevel).max().orElse(0);
        boolean stepwise = program.tierPolicy().validity().period() != null
                && program.tierPolicy().downgrade() == Downgrade.ONE_LEVEL;
        for (Located item : tiers.items()) {
            if (item instanceof Located.Text tier
                    && !reached.contains(tier.text())
                    // A review that takes one level away leads to the tiers between.
                    && !(stepwise && program.tierLevel(tier.text()) < highest)) {
                log.warning(
                        "unreachable-tier",
                        tier.place(),
                        "no rule and no reward leads to this tier",
                        "write a rule on Qualification with award.tier(" + Located.quote(tier.text()) + ")");
            }
        }
    }

    private void checkPoints() {
        Located policy = find(root, "points");
        Located pending = policy == null ? null : find(policy, "pending");
        if (pending != null && earnable.expireFirst()) {
            log.warning(
                    "points-never-available",
                    pending.place(),
                    "points expire before they may be spent",
                    "make \"pending\" shorter than \"validity\"");
        }
    }

    private void checkRewards() {
        BigDecimal granted = earnable.granted();
        BigDecimal capped = earnable.capped();
        eachEntry("rewards", field -> {
            Reward reward = program.rewards().get(field.key());
            Located price = find(field.value(), "points");
            if (reward == null || price == null) {
                return;
            }
            if (reward.points() == 0) {
                log.warning(
                        "free-reward",
                        price.place(),
                        "this reward costs nothing, so that members can have it again and again",
                        "give it a price, or grant it in a rule");
            }
            String why = whyUnaffordable(BigDecimal.valueOf(reward.points()), granted, capped);
            if (why != null) {
                log.warning(
                        "unaffordable-reward",
                        price.place(),
                        "members cannot earn so many points: " + why,
                        "lower the price, or let members earn more");
            }
        });
    }

    private static @Nullable String whyUnaffordable(
            BigDecimal price, @Nullable BigDecimal granted, @Nullable BigDecimal capped) {
        if (granted != null && granted.compareTo(price) < 0) {
            return granted.signum() == 0
                    ? "no rule grants any"
                    : "all rules together grant no more than " + granted.toPlainString();
        }
        if (capped != null && capped.compareTo(price) < 0) {
            return "before they expire, the caps leave no more than " + capped.toPlainString();
        }
        return null;
    }

    /** The codes with which rules call the verb; null where some rule makes up the code as it fires. */
    private @Nullable Set<String> awarded(String verb) {
        Set<String> codes = new HashSet<>();
        for (RuleOutline rule : rules) {
            for (RuleOutline.PossibleAward award : rule.awards()) {
                if (award.verb().equals(verb)) {
                    if (award.code() == null) {
                        return null;
                    }
                    codes.add(award.code());
                }
            }
        }
        return codes;
    }

    private void eachEntry(String key, Consumer<Located.Field> check) {
        if (find(root, key) instanceof Located.Fields entries) {
            entries.fields().forEach(check);
        }
    }

    private static @Nullable Located find(Located value, String key) {
        Located.Field field = value instanceof Located.Fields fields ? fields.find(key) : null;
        return field == null ? null : field.value();
    }
}
