package org.loyaltyrules.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.runtime.RecognitionException;
import org.drools.drl.ast.descr.AttributeDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ImportDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.QueryDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DRLFactory;
import org.drools.drl.parser.DroolsParserException;
import org.drools.drl.parser.lang.DRLParser;
import org.jspecify.annotations.Nullable;
import org.kie.internal.builder.conf.LanguageLevelOption;

/** Parses one rule file. A rule that Drools cannot parse is reported and left out. */
final class RuleFileReader {

    private static final Pattern FOUND = Pattern.compile("input '(.*?)'(?= in | expecting |$)");
    /** What stands at the top of files that an editor has helped to write; it changes nothing. */
    private static final Pattern HARMLESS_IMPORT =
            Pattern.compile("java\\.lang\\.(String|Number|Integer|Long|Boolean|Object)"
                    + "|java\\.math\\.(BigDecimal|BigInteger|\\*)"
                    + "|java\\.time\\.(LocalDate|LocalTime|DayOfWeek|Month|Period|\\*)"
                    + "|java\\.util\\.(Collection|List|Map|Set|\\*)");

    private final SourceText source;
    private final Diagnostics diagnostics;
    private List<RuleChunk> chunks = List.of();
    private char[] text = new char[0];

    RuleFileReader(SourceText source, Diagnostics diagnostics) {
        this.source = source;
        this.diagnostics = diagnostics;
    }

    /** A rule as Drools reads it, and where it stands. */
    record Parsed(RuleDescr rule, RuleChunk chunk) {}

    /** What Drools makes of a stretch of the file; without a package where it cannot be read. */
    private record Attempt(@Nullable PackageDescr parsed, List<DroolsParserException> errors, boolean tooDeep) {}

    /** Finds the rules by their words; gives how many there are. */
    int scan() {
        RuleScanner scanner = new RuleScanner(source, diagnostics);
        chunks = scanner.scan();
        text = scanner.remainingText().toCharArray();
        return chunks.size();
    }

    /** All of the file as Drools reads it, supported or not; null where it cannot be read, which is reported. */
    @Nullable
    PackageDescr original(Diagnostics problems) {
        char[] all = source.text().toCharArray();
        if (source.text().isBlank()) {
            return new PackageDescr("");
        }
        Attempt whole = parse(all, 0, all.length);
        if (whole.parsed() == null) {
            report(whole, 0, problems);
        }
        return whole.parsed();
    }

    /** Parses the rules that were found. */
    List<Parsed> read() {
        List<Parsed> rules = new ArrayList<>();
        Attempt whole = parse(text, 0, text.length);
        if (whole.parsed() != null) {
            accept(whole.parsed(), chunks, rules);
            return rules;
        }
        // Each rule for itself, so that those that are right are checked and each that is not is reported.
        StringBuilder header = new StringBuilder(String.valueOf(text));
        chunks.forEach(chunk -> RuleScanner.blank(header, chunk.start(), chunk.end()));
        parse(header.toString().toCharArray(), List.of(), 0, text.length, rules);
        chunks.forEach(chunk -> parse(text, List.of(chunk), chunk.start(), chunk.end(), rules));
        return rules;
    }

    private void parse(char[] content, List<RuleChunk> expected, int start, int end, List<Parsed> rules) {
        Attempt attempt = parse(content, start, end);
        if (attempt.parsed() != null) {
            accept(attempt.parsed(), expected, rules);
        } else {
            report(attempt, start, diagnostics);
        }
    }

    private Attempt parse(char[] content, int start, int end) {
        PatientTokens words = new PatientTokens(
                DRLFactory.getDRLLexer(new FileWindow(content, start, end, source), LanguageLevelOption.DRL6));
        DRLParser parser = DRLFactory.getDRLParser(words, LanguageLevelOption.DRL6);
        try {
            PackageDescr parsed = parser.compilationUnit();
            if (!parser.hasErrors()) {
                return new Attempt(parsed == null ? new PackageDescr("") : parsed, List.of(), false);
            }
        } catch (RecognitionException | RuntimeException | StackOverflowError unreadable) {
            // What the parser fails on is not a rule, and is reported as that.
        }
        return new Attempt(null, parser.getErrors(), words.isExhausted());
    }

    /** Reports the first error, which the others follow from. */
    private void report(Attempt attempt, int start, Diagnostics problems) {
        if (attempt.tooDeep()) {
            Token place = Tokenizer.first(source.text(), start, source.text().length());
            problems.report(
                    source,
                    ProblemException.at(
                            place,
                            "too-deep",
                            "brackets are nested here in ways that cannot be read",
                            "write several constraints or rules"));
            return;
        }
        List<DroolsParserException> errors = attempt.errors();
        int offset = start;
        String message = "this is not a rule file";
        for (DroolsParserException error : errors) {
            if (error.getLineNumber() > 0) {
                offset = source.offset(error.getLineNumber(), error.getColumn());
                Matcher found = FOUND.matcher(error.getMessage());
                message = found.find()
                                && !found.group(1).isEmpty()
                                && !found.group(1).equals("<eof>")
                        ? "'" + found.group(1) + "' is not expected here"
                        : "something is missing before this";
                break;
            }
        }
        Token token = Tokenizer.first(source.text(), offset, source.text().length());
        problems.report(
                source,
                ProblemException.at(
                        token, "syntax", message, token.is("=") ? "'=' does not compare: write '=='" : null));
    }

    private void accept(PackageDescr parsed, List<RuleChunk> expected, List<Parsed> rules) {
        for (ImportDescr written : parsed.getImports()) {
            checkImport(written);
        }
        refuseImports(parsed);
        refuseDeclarations(parsed);
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
        Map<Integer, RuleChunk> byStart = new HashMap<>();
        expected.forEach(chunk -> byStart.put(chunk.start(), chunk));
        for (RuleDescr rule : parsed.getRules()) {
            RuleChunk chunk = byStart.remove(rule.getStartCharacter());
            if (chunk == null || rule instanceof QueryDescr) {
                diagnostics.report(source, Refusals.at(rule, source, "this cannot be read as a rule", null));
            } else {
                rules.add(new Parsed(rule, chunk));
            }
        }
        for (RuleChunk unread : byStart.values()) {
            diagnostics.report(
                    source, ProblemException.at(unread.name(), "syntax", "this cannot be read as a rule", null));
        }
    }

    /** What stands where it was not looked for, such as behind the package's name. */
    private void refuseDeclarations(PackageDescr parsed) {
        List<BaseDescr> refused = new ArrayList<>();
        refused.addAll(parsed.getFunctions());
        refused.addAll(parsed.getGlobals());
        refused.addAll(parsed.getTypeDeclarations());
        refused.addAll(parsed.getEnumDeclarations());
        refused.addAll(parsed.getEntryPointDeclarations());
        refused.addAll(parsed.getWindowDeclarations());
        for (BaseDescr one : refused) {
            diagnostics.report(
                    source, Refusals.at(one, source, "rule files hold rules, and nothing else", "leave this out"));
        }
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
