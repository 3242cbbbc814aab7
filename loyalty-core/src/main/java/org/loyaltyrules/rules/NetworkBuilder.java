package org.loyaltyrules.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.drools.base.base.ClassObjectType;
import org.drools.base.base.SalienceInteger;
import org.drools.base.definitions.rule.impl.RuleImpl;
import org.drools.base.rule.Declaration;
import org.drools.base.rule.From;
import org.drools.base.rule.GroupElement;
import org.drools.base.rule.GroupElementFactory;
import org.drools.base.rule.Pattern;
import org.drools.base.rule.RuleConditionElement;
import org.drools.base.rule.SingleAccumulate;
import org.drools.base.rule.accessor.Enabled;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.program.Rule;

/** Puts one alternative of a rule in Drools' own terms. */
final class NetworkBuilder {

    private final Rule rule;
    private final String name;
    private final Map<Integer, Declaration> declarations = new HashMap<>();
    private int groups;
    /** The pattern that every rule begins with, which all others can see. */
    private @Nullable Declaration first;

    private NetworkBuilder(Rule rule, String name) {
        this.rule = rule;
        this.name = name;
    }

    /**
     * Builds the rule.
     *
     * @param name unique in the package
     * @param order the order among rules of the same salience
     */
    static RuleImpl build(
            CompiledRule compiled, CompiledRule.Alternative alternative, String packageName, String name, int order) {
        NetworkBuilder builder = new NetworkBuilder(compiled.rule(), name);
        RuleAttributes attributes = compiled.attributes();
        RuleImpl result = new RuleImpl(name);
        result.setPackage(packageName);
        result.setLoadOrder(order);
        result.setSalience(new SalienceInteger(attributes.salience()));
        result.setNoLoop(attributes.noLoop());
        result.setAutoFocus(attributes.autoFocus());
        result.setLockOnActive(attributes.lockOnActive());
        result.setEnabled(builder.inEffect());
        if (attributes.agendaGroup() != null) {
            result.setAgendaGroup(attributes.agendaGroup());
        }
        if (attributes.activationGroup() != null) {
            result.setActivationGroup(attributes.activationGroup());
        }
        for (Condition condition : alternative.conditions()) {
            result.addPattern(builder.condition(condition, false));
        }
        result.setConsequence(new AwardConsequence(
                compiled.rule(),
                alternative.steps(),
                builder.declarations(alternative.elements()),
                builder.declarations(alternative.lines())));
        return result;
    }

    /** Asked when a match is about to fire, before it counts for any group of rules. */
    private Enabled inEffect() {
        Rule dated = rule;
        return (tuple, inner, drools, resolver) -> FiringLog.of(resolver).inEffect(dated);
    }

    private RuleConditionElement condition(Condition condition, boolean grouped) {
        if (condition instanceof Condition.FactPattern pattern) {
            return pattern(pattern, grouped);
        }
        if (condition instanceof Condition.Accumulation accumulation) {
            return accumulation(accumulation);
        }
        Condition.Group group = (Condition.Group) condition;
        GroupElement element = switch (group.kind()) {
            case NOT -> GroupElementFactory.newNotInstance();
            case EXISTS -> GroupElementFactory.newExistsInstance();
            case AND -> GroupElementFactory.newAndInstance();
            case OR -> GroupElementFactory.newOrInstance();
        };
        for (Condition part : group.parts()) {
            element.addChild(condition(part, grouped || !(part instanceof Condition.FactPattern)));
        }
        return element;
    }

    private Pattern pattern(Condition.FactPattern condition, boolean grouped) {
        Class<?> type = condition.type().fact() == null
                ? String.class
                : condition.type().fact().type();
        Pattern pattern = declare(condition.id(), type);
        RulePlace place = new RulePlace(rule, rule.line());
        if (condition.from() != null) {
            From from = new From(new ListProvider(
                    condition.from().list().evaluator(),
                    declarations(condition.from().elements()),
                    place));
            from.setResultPattern(pattern);
            pattern.setSource(from);
        }
        if (grouped) {
            // Drools 10.2 confuses groups of different rules that begin with the same pattern.
            pattern.addConstraint(NetworkConstraint.unshared(name + "#" + groups++, place));
        }
        addConstraints(pattern, condition.constraints(), type.getName());
        boolean joined = condition.constraints().stream()
                .anyMatch(constraint -> !constraint.elements().isEmpty());
        if (first == null) {
            first = pattern.getDeclaration();
        } else if (!joined) {
            pattern.addConstraint(NetworkConstraint.counting(first, place));
        }
        return pattern;
    }

    private Pattern accumulation(Condition.Accumulation condition) {
        List<Condition> parts = condition.source();
        RuleConditionElement source;
        Declaration only = null;
        if (parts.size() == 1 && parts.get(0) instanceof Condition.FactPattern single && single.from() == null) {
            source = pattern(single, false);
            only = declarations.get(single.id());
        } else {
            GroupElement all = GroupElementFactory.newAndInstance();
            for (Condition part : parts) {
                all.addChild(condition(part, true));
            }
            source = all;
        }
        Declaration[] all = declarations(condition.elements());
        NetworkAccumulator accumulator = new NetworkAccumulator(condition, all, only, new RulePlace(rule, rule.line()));
        List<Declaration> outer = new ArrayList<>(List.of(all));
        outer.removeAll(source.getInnerDeclarations().values());
        Pattern result = declare(condition.id(), condition.single() ? Object.class : Object[].class);
        result.setSource(new SingleAccumulate(source, outer.toArray(Declaration[]::new), accumulator));
        addConstraints(result, condition.constraints(), name + "#" + condition.id());
        return result;
    }

    private Pattern declare(int id, Class<?> type) {
        Pattern pattern = new Pattern(id, new ClassObjectType(type), "$" + id);
        declarations.put(id, pattern.getDeclaration());
        return pattern;
    }

    /** The lookup by hash must come first, right below the node of the type, to serve all rules at once. */
    private void addConstraints(Pattern pattern, List<Condition.Constraint> constraints, String owner) {
        for (boolean hashed : new boolean[] {true, false}) {
            for (Condition.Constraint constraint : constraints) {
                if ((constraint.operand().equality() != null) == hashed) {
                    pattern.addConstraint(new NetworkConstraint(
                            constraint,
                            owner,
                            declarations(constraint.elements()),
                            new RulePlace(rule, constraint.line())));
                }
            }
        }
    }

    private Declaration[] declarations(List<Element> elements) {
        return elements.stream()
                .map(element -> Objects.requireNonNull(declarations.get(element.id())))
                .toArray(Declaration[]::new);
    }
}
