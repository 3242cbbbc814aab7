package org.loyaltyrules.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.rules.Expression.Operator;

/** Reads expressions: {@code ||}, {@code &&}, comparisons, arithmetic, paths and calls, in this order of binding. */
final class ExpressionParser {

    private static final int DEEPEST = 2 * Limits.NESTING;

    private final List<Token> tokens;
    private final OperatorParser operators = new OperatorParser(this);
    private int at;
    private int depth;
    private int combined;
    private @Nullable Expression lastLeft;

    ExpressionParser(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** A condition of a pattern, perhaps with a variable in front. */
    record Constraint(@Nullable Token variable, Expression expression) {}

    Constraint constraint() {
        Token variable = null;
        if (peek().kind() == Token.Kind.WORD && tokens.get(at + 1).is(":")) {
            variable = peek();
            at += 2;
        } else if (peek().kind() == Token.Kind.WORD && tokens.get(at + 1).is(":=")) {
            throw ProblemException.at(
                    tokens.get(at + 1),
                    "not-supported",
                    "unification is not supported",
                    "write ':' to bind a variable");
        }
        Expression expression = expression();
        expectEnd();
        return new Constraint(variable, expression);
    }

    void expectEnd() {
        if (peek().kind() != Token.Kind.END) {
            throw unexpected();
        }
    }

    Token peek() {
        return tokens.get(at);
    }

    Token peekNext() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    Token next() {
        Token token = tokens.get(at);
        if (token.kind() != Token.Kind.END) {
            at++;
        }
        return token;
    }

    /** The token before the next one, which is where something that is missing should have stood. */
    Token previous() {
        return tokens.get(Math.max(0, at - 1));
    }

    boolean accept(String wanted) {
        if (peek().is(wanted)) {
            at++;
            return true;
        }
        return false;
    }

    void expect(String wanted) {
        if (!accept(wanted)) {
            Token found = peek();
            Token place = found.kind() == Token.Kind.END ? previous() : found;
            throw ProblemException.at(
                    place, "syntax", "expected '" + wanted + "' but found " + found.described(), null);
        }
    }

    Expression expression() {
        if (++depth > DEEPEST) {
            throw ProblemException.at(peek(), "too-deep", "this is nested too deeply", null);
        }
        Expression left = conjunction();
        while (accept("||")) {
            countOperator();
            left = new Expression.Or(left, conjunction());
        }
        depth--;
        return left;
    }

    private Expression conjunction() {
        Expression left = comparison();
        while (accept("&&")) {
            countOperator();
            left = new Expression.And(left, comparison());
        }
        return left;
    }

    private Expression comparison() {
        Expression left;
        // "amount > 5 && < 10": the second comparison has the left side of the first.
        if (lastLeft != null && operators.startComparison()) {
            left = lastLeft;
        } else {
            left = sum();
        }
        boolean negated = peek().is("not") && accept("not");
        if (accept("in")) {
            lastLeft = left;
            return in(left, negated);
        }
        Operator kind = operators.read(negated);
        if (kind == null) {
            return left;
        }
        lastLeft = left;
        Expression right = sum();
        lastLeft = left;
        if (operators.startComparison() && !peek().is("not")) {
            throw ProblemException.at(
                    peek(), "syntax", "comparisons cannot be chained", "combine them with '&&': a > 1 && a < 5");
        }
        return new Expression.Comparison(kind, negated, left, right);
    }

    private Expression in(Expression value, boolean negated) {
        expect("(");
        List<Expression> options = new ArrayList<>();
        do {
            options.add(sum());
        } while (accept(","));
        expect(")");
        return new Expression.In(
                value, List.copyOf(options), negated, previous().end());
    }

    private Expression sum() {
        Expression left = product();
        while (peek().is("+") || peek().is("-")) {
            char operator = next().text().charAt(0);
            countOperator();
            left = new Expression.Arithmetic(operator, left, product());
        }
        return left;
    }

    private Expression product() {
        Expression left = unary();
        while (peek().is("*") || peek().is("/") || peek().is("%")) {
            char operator = next().text().charAt(0);
            countOperator();
            left = new Expression.Arithmetic(operator, left, unary());
        }
        return left;
    }

    private Expression unary() {
        if (++depth > DEEPEST) {
            throw ProblemException.at(peek(), "too-deep", "this is nested too deeply", null);
        }
        try {
            Token token = peek();
            if (accept("!")) {
                return new Expression.Not(unary(), token.start());
            }
            if (accept("-")) {
                return new Expression.Negative(unary(), token.start());
            }
            if (accept("+")) {
                return unary();
            }
            return path();
        } finally {
            depth--;
        }
    }

    private Expression path() {
        Expression left = primary();
        while (true) {
            boolean nullSafe = peek().is("!.");
            if (accept(".") || accept("!.")) {
                countOperator();
                Token name = next();
                if (name.kind() != Token.Kind.WORD) {
                    throw ProblemException.at(
                            name, "syntax", "expected a property after '.' but found " + name.described(), null);
                }
                left = peek().is("(")
                        ? new Expression.Call(
                                left,
                                name.text(),
                                arguments(),
                                nullSafe,
                                left.start(),
                                name.start(),
                                previous().end())
                        : new Expression.Access(left, name.text(), nullSafe, name.start(), name.end());
            } else if (accept("[")) {
                countOperator();
                Expression key = expression();
                expect("]");
                left = new Expression.Index(left, key, previous().end());
            } else {
                return left;
            }
        }
    }

    private Expression primary() {
        Token token = next();
        switch (token.kind()) {
            case NUMBER:
                return new Expression.Literal(token.value(), token.start(), token.end());
            case TEXT:
                return new Expression.Literal(token.text(), token.start(), token.end());
            case WORD:
                return word(token, peek());
            default:
                if (token.is("(")) {
                    Expression inner = expression();
                    expect(")");
                    return inner;
                }
                Token place = token.kind() == Token.Kind.END ? previous() : token;
                throw ProblemException.at(place, "syntax", "expected a value but found " + token.described(), null);
        }
    }

    private Expression word(Token token, Token following) {
        switch (token.text()) {
            case "true":
                return new Expression.Literal(true, token.start(), token.end());
            case "false":
                return new Expression.Literal(false, token.start(), token.end());
            case "null":
                return new Expression.Literal(null, token.start(), token.end());
            case "new":
                throw ProblemException.at(
                        token, "not-supported", "objects cannot be created", "write numbers as 1.5 and dates as text");
            case "eval":
                throw ProblemException.at(
                        token, "not-supported", "eval is not supported", "write the condition itself, without eval( )");
            default:
                return following.is("(")
                        ? new Expression.Call(
                                null,
                                token.text(),
                                arguments(),
                                false,
                                token.start(),
                                token.start(),
                                previous().end())
                        : new Expression.Name(token.text(), token.start(), token.end());
        }
    }

    /** Arguments with their parentheses. */
    List<Expression> arguments() {
        expect("(");
        List<Expression> arguments = new ArrayList<>();
        if (!peek().is(")")) {
            do {
                arguments.add(expression());
            } while (accept(","));
        }
        expect(")");
        return List.copyOf(arguments);
    }

    /** What is combined is evaluated one within the other, and so is bounded. */
    private void countOperator() {
        if (++combined > Limits.OPERATORS) {
            throw ProblemException.at(
                    previous(),
                    "too-long",
                    "this expression is too long",
                    Limits.most(Limits.OPERATORS, "operators in an expression; write several constraints or rules"));
        }
    }

    private ProblemException unexpected() {
        Token token = peek();
        String hint = switch (token.text()) {
            case "and" -> "write '&&' or ','";
            case "or" -> "write '||'";
            case "#" -> "inline casts are not supported";
            default -> null;
        };
        return ProblemException.at(token, "syntax", token.described() + " is not expected here", hint);
    }
}
