package org.loyaltyrules.rules;

import java.util.List;
import java.util.Set;
import org.drools.drl.ast.descr.PatternDescr;

/** Reads patterns on the elements of a list: {@code LineItem( … ) from $purchase.lines}. */
final class ListReader {

    private static final Set<String> TEXTS = Set.of("String", "java.lang.String", "Object");

    private final ConditionReader reader;
    private final PatternReader patterns;

    ListReader(ConditionReader reader, PatternReader patterns) {
        this.reader = reader;
        this.patterns = patterns;
    }

    Condition read(PatternDescr pattern, Scope scope) {
        patterns.checkShape(pattern);
        List<Token> tokens = listTokens(pattern);
        ExpressionParser parser = new ExpressionParser(tokens);
        Expression expression = parser.expression();
        parser.expectEnd();
        ExpressionChecker checker = new ExpressionChecker(reader.program(), scope, null, null);
        Operand list = checker.check(expression);
        Type element = switch (list.type().kind()) {
            case LINES -> Type.fact(FactKind.LINE_ITEM);
            case TEXTS -> Type.TEXT;
            default ->
                throw ProblemException.at(
                        expression,
                        "not-a-list",
                        "'from' needs a list, and this is " + list.type().words(),
                        "write from $purchase.lines");
        };
        String expected = element.fact() == null ? "String" : element.fact().word();
        boolean fits = element.fact() == null
                ? TEXTS.contains(pattern.getObjectType())
                : patterns.kind(pattern) == element.fact();
        if (!fits) {
            throw patterns.at(
                    pattern,
                    "wrong-type",
                    "the list holds " + element.words() + ", never " + pattern.getObjectType(),
                    "write " + expected + "( … )");
        }
        return patterns.build(
                pattern, element, new Condition.ListSource(list, checker.slots().elements()), scope);
    }

    /** The words after {@code from}, which Drools gives no place for. */
    private List<Token> listTokens(PatternDescr pattern) {
        String text = reader.source().text();
        int end = Math.min(pattern.getEndCharacter() + 1, text.length());
        List<Token> tokens = Tokenizer.tokens(text, pattern.getStartCharacter(), end);
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (depth == 0 && token.is("from") && i > 0 && tokens.get(i - 1).is(")")) {
                Token last = tokens.get(tokens.size() - 2);
                // Within an accumulate the place that Drools gives takes in the sign that follows.
                boolean beyond = last.is(";") || last.is(",") || depth(tokens.subList(i, tokens.size())) < 0;
                return Tokenizer.tokens(text, token.end(), beyond ? last.start() : end);
            }
        }
        throw patterns.at(pattern, "syntax", "this 'from' cannot be read", null);
    }

    private static int depth(List<Token> tokens) {
        int depth = 0;
        for (Token token : tokens) {
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
        }
        return depth;
    }
}
