package org.loyaltyrules.rules;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rules of a file by their words alone, before anything is parsed. What is missing or refused is reported
 * where it is and made blank, so that it hides no problem of another rule.
 */
final class RuleScanner {

    private static final Set<String> HARMLESS = Set.of("package", "import", "dialect");
    private static final Map<String, String> REFUSED = Map.of(
            "global", "award is there without being declared; nothing else can be reached",
            "function", "write the expression where it is needed",
            "declare", "the facts are those of the reference; use tags or attributes for what is your own",
            "query", "write a rule",
            "unit", "leave it out",
            "expander", "leave it out");
    private static final Set<String> STARTS =
            Set.of("rule", "package", "import", "global", "function", "declare", "query", "unit", "expander");

    private final SourceText source;
    private final Diagnostics diagnostics;
    private final StringBuilder text;
    private final List<Token> tokens;
    private final List<RuleChunk> chunks = new ArrayList<>();
    private int at;
    private int depth;

    RuleScanner(SourceText source, Diagnostics diagnostics) {
        this.source = source;
        this.diagnostics = diagnostics;
        this.text = new StringBuilder(source.text());
        this.tokens = Tokenizer.scan(source.text(), 0, source.text().length());
    }

    /** The rules that are whole. */
    List<RuleChunk> scan() {
        if (!Characters.areLegal(source, tokens, diagnostics)) {
            blank(0, text.length());
            return List.of();
        }
        while (token().kind() != Token.Kind.END) {
            Token first = token();
            if (first.is("rule")) {
                rule();
            } else if (first.is(";")) {
                at++;
            } else if (first.kind() == Token.Kind.WORD && HARMLESS.contains(first.text())) {
                toNextLine();
            } else {
                refuse(first);
            }
        }
        return List.copyOf(chunks);
    }

    /** The file's text without what was reported. */
    String remainingText() {
        return text.toString();
    }

    private Token token() {
        return tokens.get(at);
    }

    private void toNextLine() {
        int line = source.line(token().start());
        while (token().kind() != Token.Kind.END && source.line(token().start()) == line) {
            at++;
        }
    }

    private void refuse(Token first) {
        String hint = REFUSED.get(first.text());
        if (hint != null) {
            diagnostics.report(
                    source,
                    ProblemException.at(
                            first, "not-supported", "'" + first.text() + "' is not supported in rule files", hint));
        } else {
            diagnostics.report(
                    source,
                    ProblemException.at(
                            first,
                            "syntax",
                            "expected 'rule' but found " + first.described(),
                            first.kind() == Token.Kind.WORD ? DidYouMean.hint(first.text(), Set.of("rule")) : null));
        }
        at++;
        while (token().kind() != Token.Kind.END && !startsSomething(at)) {
            at++;
        }
        blank(first.start(), token().start());
    }

    private boolean startsSomething(int index) {
        Token token = tokens.get(index);
        if (token.kind() != Token.Kind.WORD || !STARTS.contains(token.text())) {
            return false;
        }
        boolean firstOnLine = index == 0 || source.line(tokens.get(index - 1).end()) < source.line(token.start());
        Token following = tokens.get(Math.min(index + 1, tokens.size() - 1));
        return firstOnLine && (following.kind() == Token.Kind.WORD || following.kind() == Token.Kind.TEXT);
    }

    private void rule() {
        int first = at;
        int before = diagnostics.count();
        depth = 0;
        Token start = token();
        at++;
        Token name = token();
        if (name.kind() != Token.Kind.WORD && name.kind() != Token.Kind.TEXT) {
            report(start, "syntax", "this rule has no name", "write rule \"name\"");
        } else {
            check(name);
            at++;
        }
        int header = at;
        skipTo("when", "then");
        List<Token> headerTokens = tokens.subList(header, at);
        boolean conditions = token().is("when");
        if (conditions) {
            at++;
            skipTo("then");
        }
        int consequenceStart = token().end();
        if (!token().is("then")) {
            missingThen(start, name, conditions);
        } else {
            at++;
            while (token().kind() != Token.Kind.END && !token().is("end") && !startsSomething(at)) {
                check(token());
                at++;
            }
            if (!token().is("end")) {
                report(
                        start,
                        name.end(),
                        "missing-end",
                        "rule " + name.described() + " has no 'end'",
                        "write 'end' on a line of its own after its last statement");
            }
        }
        int consequenceEnd = token().start();
        if (consequenceEnd - consequenceStart > Limits.CONSEQUENCE) {
            report(
                    start,
                    name.end(),
                    "too-long",
                    "what rule " + name.described() + " does is too long",
                    Limits.most(Limits.CONSEQUENCE, "characters between 'then' and 'end'; write several rules"));
        }
        if (token().is("end")) {
            at++;
        }
        int end = tokens.get(Math.max(first + 1, at - 1)).end();
        if (diagnostics.count() > before) {
            blank(start.start(), token().start());
        } else {
            chunks.add(new RuleChunk(
                    name, List.copyOf(headerTokens), start.start(), consequenceStart, consequenceEnd, end));
        }
    }

    private void missingThen(Token start, Token name, boolean conditions) {
        report(
                start,
                name.end(),
                "missing-then",
                "rule " + name.described() + " has no '" + (conditions ? "then" : "when' and no 'then") + "'",
                "a rule is: rule \"name\" when … then … end");
        while (token().kind() != Token.Kind.END && !token().is("end") && !startsSomething(at)) {
            at++;
        }
    }

    /** Goes to the first of the words that is not a name within parentheses, or to where the rule must be over. */
    private void skipTo(String... words) {
        int before = diagnostics.count();
        Deque<Token> open = new ArrayDeque<>();
        while (token().kind() != Token.Kind.END && !token().is("end") && !startsSomething(at)) {
            Token token = token();
            check(token);
            if (Set.of(words).contains(token.text()) && token.kind() == Token.Kind.WORD) {
                break;
            }
            if (token.is("(")) {
                open.push(token);
            } else if (token.is(")") && open.poll() == null) {
                report(token, "syntax", "this ')' closes nothing", null);
            }
            at++;
        }
        Token unclosed = open.peek();
        if (unclosed != null && diagnostics.count() == before) {
            report(unclosed, "syntax", "this '(' is never closed", "close it with ')'");
        }
    }

    private void check(Token token) {
        if (token.kind() == Token.Kind.TEXT) {
            if (token.text().length() > Limits.TEXT) {
                report(token, "too-long", "this text is too long", Limits.most(Limits.TEXT, "characters in a text"));
            }
            String written = source.text().substring(token.start(), token.end());
            if (written.length() < 2 || written.charAt(written.length() - 1) != written.charAt(0)) {
                report(token, "syntax", "this text has no closing quote", null);
            }
        } else if (token.is("(") || token.is("[") || token.is("{")) {
            if (++depth == Limits.NESTING + 1) {
                report(
                        token,
                        "too-deep",
                        "this is nested too deeply",
                        Limits.most(Limits.NESTING, "brackets within brackets; write several rules"));
            }
        } else if (token.is(")") || token.is("]") || token.is("}")) {
            depth--;
        }
    }

    private void report(Token token, String code, String message, @Nullable String hint) {
        diagnostics.report(source, ProblemException.at(token, code, message, hint));
    }

    private void report(Token start, int end, String code, String message, String hint) {
        diagnostics.report(source, start.start(), end, code, message, hint);
    }

    private void blank(int start, int end) {
        blank(text, start, end);
    }

    /** Puts spaces for everything but line ends. */
    static void blank(StringBuilder text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) != '\n' && text.charAt(i) != '\r') {
                text.setCharAt(i, ' ');
            }
        }
    }
}
