package org.loyaltyrules.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.jspecify.annotations.Nullable;

/** Reads both forms of accumulate. */
final class AccumulateReader {

    private static final Set<String> RESULTS =
            Set.of("Number", "Object", "Long", "Integer", "BigDecimal", "java.lang.Number", "java.math.BigDecimal");

    private final ConditionReader reader;
    private final PatternReader patterns;

    AccumulateReader(ConditionReader reader, PatternReader patterns) {
        this.reader = reader;
        this.patterns = patterns;
    }

    /** A function as it is written. */
    private record Written(@Nullable Token variable, Token name, List<Expression> arguments) {}

    Condition read(PatternDescr pattern, AccumulateDescr accumulate, Scope scope) {
        if (!accumulate.getClass().equals(AccumulateDescr.class) || accumulate.getInitCode() != null) {
            throw patterns.at(
                    pattern,
                    "not-supported",
                    "only the functions of accumulate are supported",
                    "write accumulate( LineItem( $q : quantity ); $sum : sum($q); $sum > 3 )");
        }
        patterns.checkShape(pattern);
        Scope inner = scope.inner();
        List<Condition> source = reader.read(List.of(accumulate.getInput()), inner);
        List<Written> written = functions(accumulate);
        boolean single = written.size() == 1 && written.get(0).variable() == null;
        ExpressionChecker checker = new ExpressionChecker(reader.program(), inner, null, null);
        List<AccumulateFunction> functions = new ArrayList<>();
        for (Written function : written) {
            functions.add(function(function, checker));
        }
        PatternReader.Place place = new PatternReader.Place(reader.nextElement());
        Type ownType = null;
        if (single) {
            ownType = functions.get(0).type();
            if (!RESULTS.contains(pattern.getObjectType())) {
                throw patterns.at(
                        pattern,
                        "wrong-type",
                        "the result of an accumulate is a Number",
                        "write Number( … ) from accumulate");
            }
            if (pattern.getIdentifier() != null) {
                patterns.bind(
                        pattern.getIdentifier(),
                        pattern.getStartCharacter(),
                        scope,
                        place,
                        PatternReader.itself(ownType));
            }
        } else {
            bindResults(written, functions, place, scope);
        }
        List<Condition.Constraint> constraints = patterns.constraints(pattern, place, ownType, scope);
        return new Condition.Accumulation(
                place.id(), source, functions, checker.slots().elements(), single, constraints);
    }

    private void bindResults(List<Written> written, List<AccumulateFunction> functions, Element place, Scope scope) {
        for (int i = 0; i < written.size(); i++) {
            Token variable = written.get(i).variable();
            if (variable == null) {
                continue;
            }
            int index = i;
            Operand result = Operand.of(
                    new Expression.Literal(null, variable.start(), variable.end()),
                    functions.get(i).type(),
                    false,
                    Evaluator.reading(self -> ((Object[]) self)[index]),
                    "[" + i + "]" + functions.get(i).written(),
                    List.of());
            patterns.bind(variable.text(), variable.start(), scope, place, result);
        }
    }

    /** The functions between the source and the constraints, which Drools gives no places for. */
    private List<Written> functions(AccumulateDescr accumulate) {
        String text = reader.source().text();
        int start = accumulate.getStartCharacter();
        List<Token> tokens = Tokenizer.scanBrackets(text, start);
        int depth = 0;
        int from = -1;
        int to = -1;
        for (int i = 0; i < tokens.size() && to < 0; i++) {
            Token token = tokens.get(i);
            boolean separator = depth == 1 && (token.is(";") || token.is(",") && from < 0);
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (separator && from < 0) {
                from = token.end();
            } else if (separator || from >= 0 && depth == 0) {
                to = token.start();
            }
        }
        if (from < 0 || to < 0) {
            throw new ProblemException(start, start + 1, "syntax", "this accumulate has no function", null);
        }
        ExpressionParser parser = new ExpressionParser(Tokenizer.tokens(text, from, to));
        List<Written> functions = new ArrayList<>();
        do {
            functions.add(function(parser));
        } while (parser.accept(","));
        parser.expectEnd();
        return functions;
    }

    private static Written function(ExpressionParser parser) {
        Token variable = null;
        if (parser.peekNext().is(":")) {
            variable = parser.next();
            parser.next();
        }
        Token name = parser.next();
        if (name.kind() != Token.Kind.WORD) {
            throw ProblemException.at(name, "syntax", "expected a function but found " + name.described(), null);
        }
        return new Written(variable, name, parser.arguments());
    }

    private static AccumulateFunction function(Written written, ExpressionChecker checker) {
        AccumulateFunction.Kind kind = null;
        for (AccumulateFunction.Kind known : AccumulateFunction.Kind.values()) {
            if (known.word().equals(written.name().text())) {
                kind = known;
            }
        }
        if (kind == null) {
            List<String> known = Arrays.stream(AccumulateFunction.Kind.values())
                    .map(AccumulateFunction.Kind::word)
                    .toList();
            throw ProblemException.at(
                    written.name(),
                    "unknown-function",
                    "accumulate has no function '" + written.name().text() + "'",
                    DidYouMean.hint(written.name().text(), known));
        }
        boolean counting = kind == AccumulateFunction.Kind.COUNT;
        int arguments = written.arguments().size();
        if (arguments > 1 || arguments == 0 && !counting) {
            throw ProblemException.at(
                    written.name(), "wrong-argument", "'" + kind.word() + "' takes one argument", null);
        }
        Operand argument =
                arguments == 0 ? null : checker.check(written.arguments().get(0));
        if (argument != null && !counting) {
            requireArgument(argument, kind);
        }
        Type type = switch (kind) {
            case COUNT -> Type.INTEGER;
            case AVERAGE -> Type.DECIMAL;
            default -> argument == null ? Type.INTEGER : argument.type();
        };
        return new AccumulateFunction(kind, argument, type);
    }

    private static void requireArgument(Operand argument, AccumulateFunction.Kind kind) {
        boolean extreme = kind == AccumulateFunction.Kind.MIN || kind == AccumulateFunction.Kind.MAX;
        Type type = argument.type();
        boolean fits = type.isNumber() || extreme && (type.is(Type.Kind.DATE) || type.is(Type.Kind.TIME));
        if (!fits) {
            throw ProblemException.at(
                    argument.source(),
                    "wrong-argument",
                    "'" + kind.word() + "' needs numbers" + (extreme ? ", dates or times" : "") + ", and this is "
                            + type.words(),
                    null);
        }
    }
}
