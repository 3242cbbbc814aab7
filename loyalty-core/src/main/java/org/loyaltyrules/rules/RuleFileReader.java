package org.loyaltyrules.rules;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.AttributeDescr;
import org.drools.drl.ast.descr.ImportDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.DroolsParserException;
import org.drools.drl.parser.ParserError;
import org.jspecify.annotations.Nullable;
import org.kie.internal.builder.conf.LanguageLevelOption;

/** Parses one rule file. A rule that Drools cannot parse is reported and left out, and the rest is parsed again. */
final class RuleFileReader {

    private static final Pattern FOUND = Pattern.compile("input '(.*?)'(?= in | expecting |$)");
    private static final Pattern HARMLESS_IMPORT = Pattern.compile("java\\.(lang|math|time|util)\\.(\\w+|\\*)");

    private final SourceText source;
    private final Diagnostics diagnostics;

    RuleFileReader(SourceText source, Diagnostics diagnostics) {
        this.source = source;
        this.diagnostics = diagnostics;
    }

    /** A rule as Drools reads it, and where it stands. */
    record Parsed(RuleDescr rule, RuleChunk chunk) {}

    List<Parsed> read() {
        RuleScanner scanner = new RuleScanner(source, diagnostics);
        List<RuleChunk> chunks = new ArrayList<>(scanner.scan());
        StringBuilder text = new StringBuilder(scanner.remainingText());
        while (true) {
            DrlParser parser = new DrlParser(LanguageLevelOption.DRL6);
            PackageDescr parsed = parse(parser, text.toString());
            if (!parser.hasErrors() && parsed != null) {
                return accept(parsed, chunks);
            }
            RuleChunk broken = report(parser.getErrors(), chunks);
            if (broken == null) {
                return List.of();
            }
            chunks.remove(broken);
            RuleScanner.blank(text, broken.start(), broken.end());
        }
    }

    private static @Nullable PackageDescr parse(DrlParser parser, String text) {
        if (text.isBlank()) {
            return new PackageDescr("");
        }
        try {
            return parser.parse(new StringReader(text));
        } catch (DroolsParserException | StackOverflowError failed) {
            return null;
        }
    }

    /** Reports the first error, which the others follow from, and gives the rule that it is in. */
    private @Nullable RuleChunk report(List<DroolsError> errors, List<RuleChunk> chunks) {
        int offset = 0;
        String message = "this is not a rule file";
        for (DroolsError error : errors) {
            if (error instanceof ParserError place && place.getRow() > 0) {
                offset = source.offset(place.getRow(), place.getCol());
                Matcher found = FOUND.matcher(error.getMessage());
                message = found.find()
                                && !found.group(1).isEmpty()
                                && !found.group(1).equals("<eof>")
                        ? "'" + found.group(1) + "' is not expected here"
                        : "something is missing before this";
                break;
            }
        }
        Token token =
                Tokenizer.scan(source.text(), offset, source.text().length()).get(0);
        diagnostics.report(
                source,
                ProblemException.at(
                        token, "syntax", message, token.is("=") ? "'=' does not compare: write '=='" : null));
        for (RuleChunk chunk : chunks) {
            if (chunk.start() <= offset && offset < chunk.end()) {
                return chunk;
            }
        }
        return null;
    }

    private List<Parsed> accept(PackageDescr parsed, List<RuleChunk> chunks) {
        for (ImportDescr written : parsed.getImports()) {
            checkImport(written);
        }
        refuseImports(parsed);
        for (AttributeDescr attribute : parsed.getAttributes()) {
            if (!attribute.getName().equals("dialect")) {
                report(
                        attribute.getStartCharacter(),
                        attribute.getName(),
                        "not-supported",
                        "'" + attribute.getName() + "' is not supported for a whole file",
                        "write it in each rule");
            }
        }
        List<Parsed> rules = new ArrayList<>();
        for (RuleDescr rule : parsed.getRules()) {
            for (RuleChunk chunk : chunks) {
                if (chunk.start() == rule.getStartCharacter()) {
                    rules.add(new Parsed(rule, chunk));
                }
            }
        }
        return rules;
    }

    private void checkImport(ImportDescr written) {
        String target = written.getTarget();
        boolean known = HARMLESS_IMPORT.matcher(target).matches()
                || target.equals("org.loyaltyrules.fact.*")
                || target.contains(".") && FactKind.named(target) != null;
        if (!known) {
            report(
                    Math.max(0, written.getStartCharacter()),
                    "import",
                    "unknown-import",
                    "'" + target + "' cannot be used in rules",
                    "leave the import out: the facts are known without it");
        }
    }

    private void refuseImports(PackageDescr parsed) {
        if (!parsed.getFunctionImports().isEmpty()
                || !parsed.getAccumulateImports().isEmpty()) {
            int offset = Math.max(
                    0,
                    Math.max(
                            source.text().indexOf("import static"),
                            source.text().indexOf("import function")));
            report(offset, "import", "unknown-import", "functions cannot be imported", "leave the import out");
        }
    }

    private void report(int start, String word, String code, String message, String hint) {
        diagnostics.report(source, start, start + word.length(), code, message, hint);
    }
}
