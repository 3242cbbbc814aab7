package org.loyaltyrules.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the statements of a consequence. */
final class ConsequenceParser {

    private static final Set<String> FACT_CHANGES =
            Set.of("insert", "insertLogical", "update", "modify", "delete", "retract");
    private static final Set<String> LOOPS = Set.of("for", "while", "do");
    private static final String ALLOWED = "a consequence holds award.…(…); and if (…) { … } else { … }";
    private static final int DEEPEST = 50;

    private final ExpressionParser parser;
    private int depth;

    ConsequenceParser(List<Token> tokens) {
        this.parser = new ExpressionParser(tokens);
    }

    List<Statement> statements() {
        List<Statement> statements = new ArrayList<>();
        while (parser.peek().kind() != Token.Kind.END) {
            statement(statements);
        }
        return statements;
    }

    private void statement(List<Statement> statements) {
        Token first = parser.peek();
        if (parser.accept(";")) {
            return;
        }
        if (parser.accept("if")) {
            statements.add(choice(first));
        } else if (first.is("award") && parser.peekNext().is(".")) {
            statements.add(award());
        } else if (first.is("{")) {
            block(statements);
        } else {
            throw refused(first);
        }
    }

    private Statement award() {
        Token award = parser.next();
        parser.expect(".");
        Token verb = parser.next();
        if (verb.kind() != Token.Kind.WORD) {
            throw ProblemException.at(verb, "syntax", "expected a word after 'award.'", null);
        }
        List<Expression> arguments = parser.arguments();
        int end = parser.previous().end();
        if (!parser.accept(";")) {
            throw new ProblemException(parser.previous().start(), end, "syntax", "';' is missing after this", null);
        }
        return new Statement.AwardCall(verb, arguments, award.start(), end);
    }

    private Statement choice(Token first) {
        if (++depth > DEEPEST) {
            throw ProblemException.at(first, "too-deep", "this is nested too deeply", "write several rules");
        }
        parser.expect("(");
        Expression condition = parser.expression();
        parser.expect(")");
        List<Statement> then = branch();
        List<Statement> otherwise = parser.accept("else") ? branch() : List.of();
        depth--;
        return new Statement.If(condition, then, otherwise);
    }

    private List<Statement> branch() {
        List<Statement> statements = new ArrayList<>();
        statement(statements);
        return List.copyOf(statements);
    }

    private void block(List<Statement> statements) {
        Token open = parser.next();
        while (!parser.accept("}")) {
            if (parser.peek().kind() == Token.Kind.END) {
                throw ProblemException.at(open, "syntax", "this '{' is never closed", "close it with '}'");
            }
            statement(statements);
        }
    }

    private ProblemException refused(Token first) {
        if (FACT_CHANGES.contains(first.text())) {
            return ProblemException.at(
                    first, "not-allowed", "'" + first.text() + "' is not allowed: rules do not change facts", ALLOWED);
        }
        if (LOOPS.contains(first.text())) {
            return ProblemException.at(
                    first,
                    "not-allowed",
                    "loops are not allowed",
                    "write a pattern on LineItem: the rule then fires once for each line");
        }
        Token following = parser.peekNext();
        if (first.kind() == Token.Kind.WORD && (following.kind() == Token.Kind.WORD || following.is("="))) {
            return ProblemException.at(
                    first,
                    "not-allowed",
                    "a consequence cannot have variables of its own",
                    "bind the value in the condition: $name : property");
        }
        return ProblemException.at(first, "not-allowed", first.described() + " is not allowed here", ALLOWED);
    }
}
