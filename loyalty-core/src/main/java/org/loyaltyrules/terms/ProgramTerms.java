package org.loyaltyrules.terms;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.loyaltyrules.program.Partner;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.program.Reward;
import org.loyaltyrules.program.Rule;
import org.loyaltyrules.program.RuleOutline;
import org.loyaltyrules.program.RuleOutline.PossibleAward;
import org.loyaltyrules.program.VoucherDefinition;

/**
 * The terms that a shop publishes to its members, in Markdown: what rules say of themselves ({@code @terms}), and what the
 * catalog and the policies mean for a member. Each rule with terms stands in it once. The same program gives the same text.
 */
public final class ProgramTerms {

    private final ProgramDefinition program;
    private final List<RuleOutline> rules;
    private final Labels labels;
    private final Wording words;
    private final StringBuilder page = new StringBuilder();

    private ProgramTerms(ProgramDefinition program, List<RuleOutline> rules, Labels labels, Wording words) {
        this.program = program;
        this.rules = rules.stream()
                .filter(rule -> !rule.rule().terms().isEmpty())
                .sorted(Comparator.comparingInt(ProgramTerms::importance)
                        .thenComparing(rule -> rule.rule().file())
                        .thenComparingInt(rule -> rule.rule().line()))
                .toList();
        this.labels = labels;
        this.words = words;
    }

    /** What every purchase earns comes before what some earn, and this before points for other things. */
    private static int importance(RuleOutline rule) {
        return rule.awards("earn") ? 0 : rule.awards("multiply") ? 1 : 2;
    }

    /** The languages in which terms can be written, as ISO 639-1 codes. */
    public static List<String> languages() {
        return List.of("en", "zh");
    }

    /**
     * Writes the terms of a program.
     *
     * @param rules what every rule of the program says; those without terms are left out
     * @param language one of {@link #languages}; a text that is missing in it is taken from one without a language, then
     *     from English, then from any other
     * @throws IllegalArgumentException for any other language
     */
    public static String markdown(ProgramDefinition program, List<RuleOutline> rules, String language) {
        Labels labels = new Labels(program.labels(), language);
        Wording words = switch (language) {
            case "en" -> new EnglishWording(program, labels);
            case "zh" -> new ChineseWording(program, labels);
            default ->
                throw new IllegalArgumentException(
                        "there are no terms in '" + language + "'; there are: " + String.join(", ", languages()));
        };
        return new ProgramTerms(program, rules, labels, words).write();
    }

    private String write() {
        page.append("# ").append(Markdown.escaped(words.title())).append("\n\n");
        paragraph(words.introduction());
        section(Subject.WELCOME, List.of());
        tiers();
        section(Subject.BENEFITS, List.of());
        section(Subject.POINTS, words.pointPolicies());
        section(Subject.DISCOUNTS, words.discountPolicy(!of(Subject.DISCOUNTS).isEmpty()));
        section(Subject.BIRTHDAYS, words.leapDayPolicy(!of(Subject.BIRTHDAYS).isEmpty()));
        section(Subject.FRIENDS, words.referralPolicy(!of(Subject.FRIENDS).isEmpty()));
        section(Subject.CAMPAIGNS, List.of());
        section(Subject.GIFTS, List.of());
        vouchers();
        rewards();
        partners();
        section(Subject.CONDITIONS, List.of());
        section(words.returnsHeading(), words.returns());
        return page.toString().stripTrailing() + "\n";
    }

    private List<RuleOutline> of(Subject subject) {
        return rules.stream().filter(rule -> Subject.of(rule) == subject).toList();
    }

    private void section(Subject subject, List<String> policies) {
        List<String> sentences =
                of(subject).stream().map(this::sentence).collect(Collectors.toCollection(ArrayList::new));
        sentences.addAll(policies);
        section(words.heading(subject), sentences);
    }

    private void section(String heading, List<String> sentences) {
        if (!sentences.isEmpty()) {
            heading(heading);
            sentences.forEach(this::item);
            page.append('\n');
        }
    }

    /** The tiers in their order, each with the ways that lead to it. */
    private void tiers() {
        heading(words.heading(Subject.TIERS));
        List<RuleOutline> ways = new ArrayList<>(of(Subject.TIERS));
        for (String tier : program.tiers()) {
            page.append("- **").append(Markdown.escaped(labels.of(tier))).append("**\n");
            if (tier.equals(program.lowestTier())) {
                page.append("  - ").append(words.lowestTier()).append('\n');
            }
            for (RuleOutline way : List.copyOf(ways)) {
                if (way.awards().stream().anyMatch(award -> isTier(award, tier))) {
                    page.append("  - ").append(sentence(way)).append('\n');
                    ways.remove(way);
                }
            }
        }
        ways.forEach(way -> item(sentence(way)));
        page.append('\n');
        words.tierPolicies().forEach(this::item);
        page.append(words.tierPolicies().isEmpty() ? "" : "\n");
    }

    private static boolean isTier(PossibleAward award, String tier) {
        return award.verb().equals("tier") && tier.equals(award.code());
    }

    private String sentence(RuleOutline outline) {
        Rule rule = outline.rule();
        StringBuilder sentence = new StringBuilder();
        sentence.append(words.opening(labels.text(rule.title()), rule.from(), rule.until()));
        String terms = labels.text(rule.terms());
        sentence.append(Markdown.escaped(terms));
        if (rule.limit() != null && !words.tellsOf(terms, rule.limit().per())) {
            sentence.append(words.limit(rule.limit()));
        }
        if (rule.budget() != null && !words.tellsOfBudget(terms)) {
            sentence.append(words.budget());
        }
        return sentence.toString();
    }

    private void vouchers() {
        List<String> sentences = new ArrayList<>();
        for (VoucherDefinition voucher : program.vouchers().values()) {
            sentences.add("**" + Markdown.escaped(labels.of(voucher.code())) + "**" + words.voucher(voucher));
        }
        sentences.addAll(words.voucherPolicy());
        section(words.vouchersHeading(), sentences);
    }

    private void rewards() {
        if (program.rewards().isEmpty()) {
            return;
        }
        heading(words.rewardsHeading());
        page.append(words.rewardsTable()).append('\n');
        for (Map.Entry<String, Reward> reward : program.rewards().entrySet()) {
            page.append("| ")
                    .append(Markdown.escaped(words.reward(reward.getValue())))
                    .append(" | ")
                    .append(words.number(reward.getValue().points()))
                    .append(" |\n");
        }
        page.append('\n');
    }

    private void partners() {
        List<String> sentences = new ArrayList<>();
        for (Partner partner : program.partners().values()) {
            sentences.add("**" + Markdown.escaped(labels.of(partner.code())) + "**" + words.partner(partner));
        }
        section(words.partnersHeading(), sentences);
    }

    private void heading(String heading) {
        page.append("## ").append(heading).append("\n\n");
    }

    private void paragraph(String text) {
        page.append(text).append("\n\n");
    }

    private void item(String text) {
        page.append("- ").append(text).append('\n');
    }
}
