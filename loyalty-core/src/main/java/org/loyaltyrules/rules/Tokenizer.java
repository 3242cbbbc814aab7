package org.loyaltyrules.rules;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Splits a stretch of a rule file into tokens; skips white space and comments. */
final class Tokenizer {

    private static final List<String> LONG_SIGNS =
            List.of("==", "!=", "<=", ">=", "&&", "||", "!.", ":=", "++", "--", "+=", "-=", "->");

    private final String text;
    private final int end;
    private final boolean lenient;
    private int at;

    private Tokenizer(String text, int start, int end, boolean lenient) {
        this.text = text;
        this.at = start;
        this.end = end;
        this.lenient = lenient;
    }

    /** The tokens from {@code start} to before {@code end}, then one of kind {@code END}. */
    static List<Token> tokens(String text, int start, int end) {
        return new Tokenizer(text, start, end, false).all();
    }

    /** As {@link #tokens}, but goes on after a text without an end, which is taken to end with its line. */
    static List<Token> scan(String text, int start, int end) {
        return new Tokenizer(text, start, end, true).all();
    }

    /** The first token. */
    static Token first(String text, int start, int end) {
        Tokenizer tokenizer = new Tokenizer(text, start, end, true);
        tokenizer.skipBlank();
        return tokenizer.at < end ? tokenizer.next() : new Token(Token.Kind.END, "", null, end, end);
    }

    /** As {@link #scan}, but only to the bracket that closes the first one that is opened. */
    static List<Token> scanBrackets(String text, int start) {
        Tokenizer tokenizer = new Tokenizer(text, start, text.length(), true);
        List<Token> tokens = new ArrayList<>();
        int depth = 0;
        for (tokenizer.skipBlank(); tokenizer.at < tokenizer.end; tokenizer.skipBlank()) {
            Token token = tokenizer.next();
            tokens.add(token);
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (depth == 0 && token.is(")")) {
                break;
            }
        }
        return tokens;
    }

    private List<Token> all() {
        List<Token> tokens = new ArrayList<>();
        for (skipBlank(); at < end; skipBlank()) {
            tokens.add(next());
        }
        tokens.add(new Token(Token.Kind.END, "", null, end, end));
        return tokens;
    }

    private void skipBlank() {
        while (at < end) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (text.startsWith("//", at)) {
                while (at < end && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
                    at++;
                }
            } else if (text.startsWith("/*", at)) {
                int close = text.indexOf("*/", at + 2);
                if (!lenient && (close < 0 || close + 2 > end)) {
                    throw new ProblemException(at, at + 2, "syntax", "this comment has no end", "close it with */");
                }
                at = close < 0 ? end : Math.min(end, close + 2);
            } else {
                return;
            }
        }
    }

    private Token next() {
        int start = at;
        char c = text.charAt(at);
        if (Character.isJavaIdentifierStart(c)) {
            while (at < end && Character.isJavaIdentifierPart(text.charAt(at))) {
                at++;
            }
            return token(Token.Kind.WORD, start);
        }
        if (isDigit(c)) {
            return number();
        }
        if (c == '"' || c == '\'') {
            return quoted(c);
        }
        for (String sign : LONG_SIGNS) {
            if (text.startsWith(sign, at)) {
                at = Math.min(end, at + sign.length());
                return token(Token.Kind.SIGN, start);
            }
        }
        at++;
        return token(Token.Kind.SIGN, start);
    }

    private Token token(Token.Kind kind, int start) {
        return new Token(kind, text.substring(start, at), null, start, at);
    }

    private Token number() {
        int start = at;
        boolean fraction = false;
        while (at < end && (isDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        if (at + 1 < end && text.charAt(at) == '.' && isDigit(text.charAt(at + 1))) {
            fraction = true;
            at++;
            while (at < end && (isDigit(text.charAt(at)) || text.charAt(at) == '_')) {
                at++;
            }
        }
        String digits = text.substring(start, at).replace("_", "");
        if (at < end && "BbDdFf".indexOf(text.charAt(at)) >= 0) {
            fraction = true;
            at++;
        } else if (at < end && !fraction && "LlIi".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        if (lenient) {
            // Whoever scans wants to know where tokens are, not what they are worth.
            return new Token(Token.Kind.NUMBER, text.substring(start, at), null, start, at);
        }
        if (at < end && Character.isJavaIdentifierPart(text.charAt(at))) {
            throw new ProblemException(start, at + 1, "syntax", "this is not a number", "write it as 10 or 99.5");
        }
        if (digits.length() > Limits.NUMBER) {
            throw new ProblemException(
                    start, at, "too-long", "this number is too long", Limits.most(Limits.NUMBER, "digits in a number"));
        }
        Number value;
        if (fraction) {
            value = new BigDecimal(digits);
        } else {
            BigInteger whole = new BigInteger(digits);
            if (whole.bitLength() < Long.SIZE) {
                value = whole.longValue();
            } else {
                value = new BigDecimal(whole);
            }
        }
        return new Token(Token.Kind.NUMBER, text.substring(start, at), value, start, at);
    }

    private Token quoted(char quote) {
        int start = at++;
        StringBuilder content = new StringBuilder();
        while (at < end && text.charAt(at) != quote) {
            char c = text.charAt(at);
            if (c == '\n' || c == '\r') {
                break;
            }
            if (c == '\\' && at + 1 < end) {
                at++;
                content.append(escaped(start));
            } else {
                content.append(c);
            }
            at++;
        }
        if (at < end && text.charAt(at) == quote) {
            at++;
        } else if (!lenient) {
            throw new ProblemException(start, at, "syntax", "this text has no closing quote", null);
        }
        return new Token(Token.Kind.TEXT, content.toString(), null, start, at);
    }

    private String escaped(int start) {
        char c = text.charAt(at);
        if (c == 'u' && at + 4 < end) {
            try {
                char unit = (char) Integer.parseInt(text.substring(at + 1, at + 5), 16);
                at += 4;
                return String.valueOf(unit);
            } catch (NumberFormatException malformed) {
                if (lenient) {
                    return "u";
                }
                throw new ProblemException(start, at + 1, "syntax", "\\u needs four hexadecimal digits", null);
            }
        }
        return switch (c) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case '"', '\'', '\\' -> String.valueOf(c);
            // Kept, so that regular expressions can be written as in DRL.
            default -> "\\" + c;
        };
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
