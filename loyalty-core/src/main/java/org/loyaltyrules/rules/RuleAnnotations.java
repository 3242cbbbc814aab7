package org.loyaltyrules.rules;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.program.CalendarPeriod;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.program.Rule;
import org.loyaltyrules.program.RuleLimit;

/** Reads the annotations in a rule's header. */
final class RuleAnnotations {

    private static final Set<String> KNOWN =
            Set.of("limit", "budget", "exclusive", "from", "until", "title", "terms", "owner");
    private static final Set<String> BY_LANGUAGE = Set.of("title", "terms");
    private static final Pattern LIMIT =
            Pattern.compile("\\s*([1-9][0-9]{0,8})\\s+per\\s+(\\w+)\\s*|\\s*([1-9][0-9]{0,8})\\s+(ever)\\s*");

    /** An annotation with its texts by language; the key is "" where no language is named. */
    private record Annotation(Token name, Map<String, Token> values) {}

    private final ProgramDefinition program;
    private final SourceText source;
    private final Diagnostics diagnostics;
    private final Map<String, Annotation> annotations = new LinkedHashMap<>();

    RuleAnnotations(ProgramDefinition program, SourceText source, Diagnostics diagnostics) {
        this.program = program;
        this.source = source;
        this.diagnostics = diagnostics;
    }

    /** The rule that the header describes; what is wrong in it is reported and left out. */
    Rule read(RuleChunk chunk) {
        collect(chunk.header());
        LocalDate from = date("from");
        LocalDate until = date("until");
        if (from != null && until != null && until.isBefore(from)) {
            Token place = token("until");
            if (place != null) {
                report(place, "illegal-dates", "@until is before @from", "the rule would never be in effect");
            }
            until = null;
        }
        return new Rule(
                chunk.name().text(),
                source.file(),
                source.line(chunk.start()),
                limit(),
                budget(),
                plain("exclusive"),
                from,
                until,
                byLanguage("title"),
                byLanguage("terms"),
                plain("owner"));
    }

    private void collect(List<Token> header) {
        for (int i = 0; i < header.size(); i++) {
            if (!header.get(i).is("@") || i + 1 == header.size()) {
                continue;
            }
            Token name = header.get(i + 1);
            int open = i + 2;
            int close = open;
            if (open < header.size() && header.get(open).is("(")) {
                while (close < header.size() && !header.get(close).is(")")) {
                    close++;
                }
            }
            try {
                add(name, open < close ? header.subList(open + 1, close) : List.of());
            } catch (ProblemException problem) {
                diagnostics.report(source, problem);
            }
            i = Math.max(i + 1, close);
        }
    }

    private void add(Token name, List<Token> arguments) {
        if (!KNOWN.contains(name.text())) {
            throw ProblemException.at(
                    name,
                    "unknown-annotation",
                    "there is no annotation @" + name.text(),
                    DidYouMean.hint(name.text(), KNOWN));
        }
        Map<String, Token> values = new LinkedHashMap<>();
        if (arguments.size() == 1 && arguments.get(0).kind() == Token.Kind.TEXT) {
            values.put("", arguments.get(0));
        } else if (BY_LANGUAGE.contains(name.text())) {
            languages(name, arguments, values);
        }
        if (values.isEmpty()
                || values.values().stream().anyMatch(value -> value.text().isBlank())) {
            throw malformed(name);
        }
        if (annotations.putIfAbsent(name.text(), new Annotation(name, values)) != null) {
            throw ProblemException.at(name, "duplicate-annotation", "@" + name.text() + " is there twice", null);
        }
    }

    private void languages(Token name, List<Token> arguments, Map<String, Token> values) {
        for (int i = 0; i < arguments.size(); i += 4) {
            boolean whole = i + 2 < arguments.size()
                    && arguments.get(i).kind() == Token.Kind.WORD
                    && arguments.get(i + 1).is("=")
                    && arguments.get(i + 2).kind() == Token.Kind.TEXT
                    && (i + 3 == arguments.size() || arguments.get(i + 3).is(","));
            if (!whole || values.putIfAbsent(arguments.get(i).text(), arguments.get(i + 2)) != null) {
                throw malformed(name);
            }
        }
    }

    private static ProblemException malformed(Token name) {
        String example = switch (name.text()) {
            case "limit" -> "@limit(\"1 per year\")";
            case "from", "until" -> "@" + name.text() + "(\"2026-06-01\")";
            case "title", "terms" -> "@" + name.text() + "(\"…\") or @" + name.text() + "(en = \"…\", zh = \"…\")";
            default -> "@" + name.text() + "(\"…\")";
        };
        return ProblemException.at(
                name, "malformed-annotation", "@" + name.text() + " needs text in quotes", "write " + example);
    }

    private @Nullable Token token(String name) {
        Annotation annotation = annotations.get(name);
        return annotation == null ? null : annotation.values().get("");
    }

    private @Nullable String plain(String name) {
        Token token = token(name);
        return token == null ? null : token.text();
    }

    private Map<String, String> byLanguage(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        Annotation annotation = annotations.get(name);
        if (annotation != null) {
            annotation.values().forEach((language, token) -> texts.put(language, token.text()));
        }
        return texts;
    }

    private @Nullable LocalDate date(String name) {
        Token token = token(name);
        try {
            return token == null ? null : LocalDate.parse(token.text());
        } catch (DateTimeException malformed) {
            report(token, "malformed-date", "'" + token.text() + "' is not a date", "write it as \"2026-06-01\"");
            return null;
        }
    }

    private @Nullable RuleLimit limit() {
        Token token = token("limit");
        if (token == null) {
            return null;
        }
        Matcher limit = LIMIT.matcher(token.text());
        if (limit.matches()) {
            boolean per = limit.group(1) != null;
            String period = limit.group(per ? 2 : 4);
            for (CalendarPeriod known : CalendarPeriod.values()) {
                if (known.name().toLowerCase(Locale.ROOT).equals(period)) {
                    return new RuleLimit(Integer.parseInt(limit.group(per ? 1 : 3)), known);
                }
            }
        }
        String periods = String.join(
                ", ",
                Arrays.stream(CalendarPeriod.values())
                        .map(known -> known.name().toLowerCase(Locale.ROOT))
                        .toList());
        report(
                token,
                "malformed-limit",
                "'" + token.text() + "' is not a limit",
                "write it as \"1 per year\"; the periods are " + periods);
        return null;
    }

    private @Nullable String budget() {
        Token token = token("budget");
        if (token != null && !program.budgets().containsKey(token.text())) {
            report(
                    token,
                    "unknown-code",
                    "the program has no budget '" + token.text() + "'",
                    DidYouMean.hint(token.text(), program.budgets().keySet()));
        }
        return token == null ? null : token.text();
    }

    private void report(Token place, String code, String message, @Nullable String hint) {
        diagnostics.report(source, ProblemException.at(place, code, message, hint));
    }
}
