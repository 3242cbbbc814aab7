package org.loyaltyrules.rules;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.program.Rule;
import org.loyaltyrules.program.RuleOutline;

/** Checks and compiles the rules of one file. */
final class RuleReader {

    private final ProgramDefinition program;
    private final SourceText source;
    private final Diagnostics diagnostics;

    RuleReader(ProgramDefinition program, SourceText source, Diagnostics diagnostics) {
        this.program = program;
        this.source = source;
        this.diagnostics = diagnostics;
    }

    CompiledRule read(RuleFileReader.Parsed parsed) {
        RuleDescr written = parsed.rule();
        RuleChunk chunk = parsed.chunk();
        Rule rule = new RuleAnnotations(program, source, diagnostics).read(chunk);
        RuleAttributes attributes = RuleAttributes.read(written, source, diagnostics);
        Set<FactKind> matched = EnumSet.noneOf(FactKind.class);
        List<CompiledRule.Alternative> alternatives = new ArrayList<>();
        List<RuleOutline.PossibleAward> awards = new ArrayList<>();
        try {
            checkShape(written, chunk);
            PatternCount.check(written, chunk.name(), Alternatives.MOST * Limits.PATTERNS);
            AndDescr conditions = written.getLhs() == null ? new AndDescr() : written.getLhs();
            List<Statement> statements = new ConsequenceParser(
                            Tokenizer.tokens(source.text(), chunk.consequenceStart(), chunk.consequenceEnd()))
                    .statements();
            for (List<BaseDescr> alternative : Alternatives.of(conditions, source)) {
                PatternCount.check(alternative, chunk.name(), Limits.PATTERNS);
                awards.clear();
                alternatives.add(alternative(rule, alternative, statements, matched, awards));
            }
        } catch (ProblemException problem) {
            diagnostics.report(source, problem);
        } catch (StackOverflowError tooDeep) {
            diagnostics.report(
                    source,
                    ProblemException.at(
                            chunk.name(), "too-deep", "this rule is nested too deeply", "write several rules"));
        }
        return new CompiledRule(outline(rule, chunk, matched, awards), attributes, alternatives, matched, false);
    }

    private RuleOutline outline(
            Rule rule, RuleChunk chunk, Set<FactKind> matched, List<RuleOutline.PossibleAward> awards) {
        List<Token> header = chunk.header();
        int conditions = (header.isEmpty() ? chunk.name() : header.get(header.size() - 1)).end();
        SortedSet<String> words = new TreeSet<>();
        for (Token token : Tokenizer.scan(source.text(), conditions, chunk.consequenceStart())) {
            if (token.kind() == Token.Kind.WORD && !token.is("when") && !token.is("then")) {
                words.add(token.text());
            }
        }
        SortedSet<String> facts = new TreeSet<>();
        matched.forEach(kind -> facts.add(kind.word()));
        return new RuleOutline(rule, facts, words, awards);
    }

    private static void checkShape(RuleDescr written, RuleChunk chunk) {
        if (written.hasParent()) {
            throw ProblemException.at(
                    chunk.name(),
                    "not-supported",
                    "a rule cannot extend another",
                    "write its conditions in both rules");
        }
        if (!written.getNamedConsequences().isEmpty()) {
            throw ProblemException.at(
                    chunk.name(),
                    "not-supported",
                    "a rule can have only one 'then'",
                    "write two rules, or if (…) { … } after 'then'");
        }
    }

    private CompiledRule.Alternative alternative(
            Rule rule,
            List<BaseDescr> written,
            List<Statement> statements,
            Set<FactKind> matched,
            List<RuleOutline.PossibleAward> awards) {
        ConditionReader reader = new ConditionReader(program, source, diagnostics);
        Scope scope = new Scope();
        List<Condition> conditions = new ArrayList<>(reader.read(written, scope));
        if (!startsWithFacts(conditions)) {
            // Something must come and go with each evaluation, or the rule would match once for good.
            conditions.add(
                    0, new Condition.FactPattern(reader.nextElement(), Type.fact(FactKind.MEMBER), List.of(), null));
            matched.add(FactKind.MEMBER);
        }
        matched.addAll(reader.matched());
        ConsequenceCompiler compiler =
                new ConsequenceCompiler(program, rule, source, diagnostics, scope, present(conditions));
        List<Step> steps = compiler.compile(statements);
        awards.addAll(compiler.awards());
        return new CompiledRule.Alternative(List.copyOf(conditions), steps, compiler.elements(), lines(conditions));
    }

    private static boolean startsWithFacts(List<Condition> conditions) {
        return !conditions.isEmpty()
                && conditions.get(0) instanceof Condition.FactPattern pattern
                && pattern.from() == null;
    }

    /** The types of facts that are there whenever the rule fires. */
    private static Set<FactKind> present(List<Condition> conditions) {
        Set<FactKind> present = EnumSet.noneOf(FactKind.class);
        for (Condition condition : conditions) {
            if (condition instanceof Condition.FactPattern pattern
                    && pattern.type().fact() != null) {
                present.add(pattern.type().fact());
            } else if (condition instanceof Condition.Group group
                    && (group.kind() == Condition.Group.Kind.EXISTS || group.kind() == Condition.Group.Kind.AND)) {
                present.addAll(present(group.parts()));
            }
        }
        return present;
    }

    private static List<Element> lines(List<Condition> conditions) {
        List<Element> lines = new ArrayList<>();
        for (Condition condition : conditions) {
            if (condition instanceof Condition.FactPattern pattern
                    && pattern.type().fact() == FactKind.LINE_ITEM) {
                lines.add(pattern);
            }
        }
        return List.copyOf(lines);
    }
}
