package org.loyaltyrules.rules;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.rules.Expression.Operator;

/** Reads the operators between the two sides of a comparison. */
final class OperatorParser {

    private static final Set<String> UNKNOWN_OPERATORS =
            Set.of("soundslike", "before", "after", "during", "coincides", "includes", "excludes", "instanceof");

    private final ExpressionParser parser;

    OperatorParser(ExpressionParser parser) {
        this.parser = parser;
    }

    /** Whether a comparison comes next, without a left side. */
    boolean startComparison() {
        Token token = parser.peek();
        return switch (token.text()) {
            case "==", "!=", "<", "<=", ">", ">=" -> token.kind() == Token.Kind.SIGN;
            case "contains", "memberOf", "matches", "in", "not" ->
                token.kind() == Token.Kind.WORD && !parser.peekNext().is("(") || token.is("in");
            case "str" -> parser.peekNext().is("[");
            default -> false;
        };
    }

    /** The operator that comes next, which is then behind; null where none does. */
    @Nullable
    Operator read(boolean negated) {
        Token token = parser.peek();
        if (token.kind() == Token.Kind.WORD && UNKNOWN_OPERATORS.contains(token.text())) {
            throw ProblemException.at(
                    token,
                    "not-supported",
                    "the operator '" + token.text() + "' is not supported",
                    "use ==, !=, <, <=, >, >=, in, contains, memberOf, matches, str[startsWith] or str[endsWith]");
        }
        if (token.is("=")) {
            throw ProblemException.at(token, "syntax", "'=' does not compare", "write '=='");
        }
        Operator operator = switch (token.kind()) {
            case SIGN -> negated ? null : sign(token.text());
            case WORD -> word(token);
            default -> null;
        };
        if (operator == null && negated) {
            throw ProblemException.at(
                    token, "syntax", "'not' must be followed by in, contains, memberOf, matches or str[…]", null);
        }
        if (operator != null) {
            parser.next();
        }
        return operator;
    }

    private static @Nullable Operator sign(String sign) {
        return switch (sign) {
            case "==" -> Operator.EQUAL;
            case "!=" -> Operator.NOT_EQUAL;
            case "<" -> Operator.LESS;
            case "<=" -> Operator.LESS_OR_EQUAL;
            case ">" -> Operator.GREATER;
            case ">=" -> Operator.GREATER_OR_EQUAL;
            default -> null;
        };
    }

    private @Nullable Operator word(Token token) {
        switch (token.text()) {
            case "contains":
                return Operator.CONTAINS;
            case "memberOf":
                return Operator.MEMBER_OF;
            case "matches":
                return Operator.MATCHES;
            case "str":
                parser.next();
                parser.expect("[");
                Token kind = parser.next();
                // The closing bracket is taken by the caller, as every operator's last token is.
                if (!parser.peek().is("]")) {
                    parser.expect("]");
                }
                return switch (kind.text()) {
                    case "startsWith" -> Operator.STARTS_WITH;
                    case "endsWith" -> Operator.ENDS_WITH;
                    case "length" -> Operator.LENGTH;
                    default ->
                        throw ProblemException.at(
                                kind,
                                "not-supported",
                                "str[" + kind.text() + "] is not known",
                                "use str[startsWith], str[endsWith] or str[length]");
                };
            default:
                return null;
        }
    }
}
