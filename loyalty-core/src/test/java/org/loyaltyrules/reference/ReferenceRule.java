package org.loyaltyrules.reference;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule as data. The reference engine matches and executes it as it stands; {@link #toDrl()} prints it in the
 * vocabulary of section 3 for an engine that reads DRL.
 */
public final class ReferenceRule {

    /**
     * A condition on one property of a fact.
     *
     * @param path a property, {@code spend.lifetime}, or a call, {@code atLeast("GOLD")}
     * @param operator {@code ==}, {@code !=}, {@code <}, {@code <=}, {@code >}, {@code >=}, {@code contains} or
     *     {@code not contains}; empty where the path is a condition by itself
     * @param operand a text, an Integer, a Long, a BigDecimal, a Boolean, null or an {@link Expression}
     */
    public record Constraint(String path, String operator, Object operand) {}

    /**
     * One pattern of the left-hand side.
     *
     * @param binding a variable with its dollar sign, or null
     */
    public record Pattern(String factType, String binding, List<Constraint> constraints) {

        public Pattern where(String path, String operator, Object operand) {
            List<Constraint> more = new ArrayList<>(constraints);
            more.add(new Constraint(path, operator, operand));
            return new Pattern(factType, binding, List.copyOf(more));
        }

        /** A condition that is a boolean property or call. */
        public Pattern where(String path) {
            return where(path, "", Boolean.TRUE);
        }

        public Pattern as(String variable) {
            return new Pattern(factType, variable, constraints);
        }
    }

    /** A bound variable as an argument of an award, such as the line. */
    public record Variable(String name) {}

    /**
     * A property of a bound variable as an argument of an award, {@code $q.missing("spend.lifetime", 500)}, or, with
     * variable null, a property of the pattern's own fact to compare with, {@code date}.
     */
    public record Expression(String variable, String path) {}

    /** One call on {@code award}. */
    public record Award(String verb, List<Object> arguments) {}

    private final String name;
    private final List<Pattern> patterns = new ArrayList<>();
    private final List<Award> awards = new ArrayList<>();
    private String limit;
    private String budget;
    private String exclusive;
    private LocalDate from;
    private LocalDate until;
    private String file = "rules.drl";

    private ReferenceRule(String name) {
        this.name = name;
    }

    public static ReferenceRule named(String name) {
        return new ReferenceRule(name);
    }

    public static Pattern fact(String factType) {
        return new Pattern(factType, null, List.of());
    }

    public static Variable variable(String name) {
        return new Variable(name);
    }

    public static Expression expression(String variable, String path) {
        return new Expression(variable, path);
    }

    /** A property of the same fact, for the right-hand side of a condition. */
    public static Expression property(String path) {
        return new Expression(null, path);
    }

    public ReferenceRule when(Pattern... newPatterns) {
        patterns.addAll(List.of(newPatterns));
        return this;
    }

    public ReferenceRule award(String verb, Object... arguments) {
        awards.add(new Award(verb, List.of(arguments)));
        return this;
    }

    /** {@code "1 per year"}. */
    public ReferenceRule limit(String newLimit) {
        limit = newLimit;
        return this;
    }

    public ReferenceRule budget(String newBudget) {
        budget = newBudget;
        return this;
    }

    public ReferenceRule exclusive(String group) {
        exclusive = group;
        return this;
    }

    public ReferenceRule from(LocalDate firstDay) {
        from = firstDay;
        return this;
    }

    public ReferenceRule until(LocalDate lastDay) {
        until = lastDay;
        return this;
    }

    public ReferenceRule inFile(String newFile) {
        file = newFile;
        return this;
    }

    public String name() {
        return name;
    }

    public List<Pattern> patterns() {
        return patterns;
    }

    public List<Award> awards() {
        return awards;
    }

    public String limit() {
        return limit;
    }

    public String budget() {
        return budget;
    }

    public String exclusive() {
        return exclusive;
    }

    public LocalDate from() {
        return from;
    }

    public LocalDate until() {
        return until;
    }

    public String file() {
        return file;
    }

    boolean looksAt(String factType) {
        return patterns.stream().anyMatch(pattern -> pattern.factType().equals(factType));
    }

    long limitCount() {
        return Long.parseLong(limit.substring(0, limit.indexOf(' ')));
    }

    String limitPeriod() {
        return limit.substring(limit.lastIndexOf(' ') + 1);
    }

    boolean activeOn(LocalDate day) {
        return (from == null || !day.isBefore(from)) && (until == null || !day.isAfter(until));
    }

    /** The same rule without one annotation, one condition or one award: what a failure is shrunk with. */
    List<ReferenceRule> simpler() {
        List<ReferenceRule> simpler = new ArrayList<>();
        if (limit != null) {
            simpler.add(copy().limit(null));
        }
        if (budget != null) {
            simpler.add(copy().budget(null));
        }
        if (exclusive != null) {
            simpler.add(copy().exclusive(null));
        }
        if (from != null || until != null) {
            simpler.add(copy().from(null).until(null));
        }
        for (int position = 0; position < patterns.size(); position++) {
            Pattern pattern = patterns.get(position);
            for (int condition = 0; condition < pattern.constraints().size(); condition++) {
                List<Constraint> fewer = new ArrayList<>(pattern.constraints());
                fewer.remove(condition);
                ReferenceRule copy = copy();
                copy.patterns.set(position, new Pattern(pattern.factType(), pattern.binding(), List.copyOf(fewer)));
                simpler.add(copy);
            }
        }
        for (int award = 0; award < awards.size() && awards.size() > 1; award++) {
            ReferenceRule copy = copy();
            copy.awards.remove(award);
            simpler.add(copy);
        }
        return simpler;
    }

    private ReferenceRule copy() {
        ReferenceRule copy = new ReferenceRule(name).limit(limit).budget(budget).exclusive(exclusive);
        copy.from(from).until(until).inFile(file);
        copy.patterns.addAll(patterns);
        copy.awards.addAll(awards);
        return copy;
    }

    /** The rule as DRL. */
    public String toDrl() {
        return DrlText.of(this);
    }

    /** All rules as the text of one file. */
    public static String toDrl(List<ReferenceRule> rules) {
        StringBuilder text = new StringBuilder();
        rules.forEach(rule -> text.append(rule.toDrl()).append('\n'));
        return text.toString();
    }

    @Override
    public String toString() {
        return toDrl();
    }
}
