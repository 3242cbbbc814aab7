package org.loyaltyrules.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.compiler.compiler.DescrBuildError;
import org.drools.compiler.compiler.RuleBuildError;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.jspecify.annotations.Nullable;
import org.kie.api.definition.KiePackage;
import org.kie.api.io.Resource;
import org.kie.api.io.ResourceType;
import org.kie.internal.builder.CompositeKnowledgeBuilder;
import org.kie.internal.builder.KnowledgeBuilder;
import org.kie.internal.builder.KnowledgeBuilderError;
import org.kie.internal.builder.KnowledgeBuilderFactory;
import org.kie.internal.builder.ResultSeverity;
import org.kie.internal.io.ResourceFactory;

/** Lets Drools compile what the rule language does not know, and tells what Drools has to say about it. */
final class TrustedCompiler {

    private static final Pattern WORD = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*");

    private final List<TrustedFile> files;
    private final Diagnostics diagnostics;
    private final Set<String> reportedRules = new HashSet<>();

    TrustedCompiler(List<TrustedFile> files, Diagnostics diagnostics) {
        this.files = files;
        this.diagnostics = diagnostics;
    }

    /** The class loader that sees what rules import: that of the thread, which is the application's. */
    static ClassLoader classLoader() {
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        return ofThread == null ? TrustedCompiler.class.getClassLoader() : ofThread;
    }

    /** The packages; of no use where something was reported. */
    Collection<KiePackage> compile() {
        List<PackageDescr> contents = new ArrayList<>();
        KnowledgeBuilder builder = KnowledgeBuilderFactory.newKnowledgeBuilder(
                KnowledgeBuilderFactory.newKnowledgeBuilderConfiguration(null, classLoader()));
        CompositeKnowledgeBuilder all = builder.batch();
        for (TrustedFile file : files) {
            PackageDescr content = file.content();
            if (content != null) {
                Resource resource = ResourceFactory.newDescrResource(content);
                resource.setSourcePath(file.source().file());
                all.add(resource, ResourceType.DESCR);
                contents.add(content);
            }
        }
        if (contents.isEmpty()) {
            return List.of();
        }
        all.build();
        for (KnowledgeBuilderError error : builder.getErrors()) {
            if (error.getSeverity() == ResultSeverity.ERROR) {
                report(error);
            }
        }
        return !diagnostics.hasErrors() ? builder.getKnowledgePackages() : List.of();
    }

    private void report(KnowledgeBuilderError error) {
        String rule = rule(error);
        TrustedFile file = file(error, rule);
        if (rule != null && !file.doubts(rule).isEmpty()) {
            if (reportedRules.add(rule)) {
                file.doubts(rule).forEach(diagnostics::add);
            }
            return;
        }
        SourceText source = file.source();
        String message = message(error);
        int line = error.getLines().length == 0 ? 1 : Math.max(1, error.getLines()[0]);
        int start = source.offset(line, 0);
        int end = start + 1;
        if (rule != null && file.trusted().containsKey(rule)) {
            RuleChunk chunk = file.chunk(rule);
            start = Math.max(start, chunk.start());
            int found = firstWord(message, source.text(), start, chunk.end());
            start = found < 0 ? start : found;
        }
        Token token = Tokenizer.first(source.text(), start, source.text().length());
        end = Math.max(end, token.end());
        diagnostics.report(source, token.start(), end, "drools", message, "Drools says so; the rule is a trusted one");
    }

    /** Drools knows the place in the Java code that it made of the rule; the word that it complains of is in the rule too. */
    private static int firstWord(String message, String text, int start, int end) {
        Matcher words = WORD.matcher(message);
        while (words.find()) {
            String word = words.group();
            for (int at = text.indexOf(word, start); at >= 0 && at < end; at = text.indexOf(word, at + 1)) {
                int after = at + word.length();
                boolean whole = (at == 0 || !Character.isJavaIdentifierPart(text.charAt(at - 1)))
                        && (after >= text.length() || !Character.isJavaIdentifierPart(text.charAt(after)));
                if (whole) {
                    return at;
                }
            }
        }
        return -1;
    }

    private static String message(KnowledgeBuilderError error) {
        String text = error.getMessage().strip();
        String prefix = "Rule Compilation error ";
        return (text.startsWith(prefix) ? text.substring(prefix.length()) : text).replaceAll("\\s*[\\r\\n]+\\s*", "; ");
    }

    private static @Nullable String rule(KnowledgeBuilderError error) {
        if (error instanceof RuleBuildError built && built.getRule() != null) {
            return built.getRule().getName();
        }
        if (error instanceof DescrBuildError described) {
            for (BaseDescr descr : new BaseDescr[] {described.getDescr(), described.getParentDescr()}) {
                if (descr instanceof RuleDescr rule) {
                    return rule.getName();
                }
            }
        }
        return null;
    }

    private TrustedFile file(KnowledgeBuilderError error, @Nullable String rule) {
        for (TrustedFile file : files) {
            Resource resource = error.getResource();
            boolean same = rule != null
                    ? file.trusted().containsKey(rule)
                    : resource != null && file.source().file().equals(resource.getSourcePath());
            if (same) {
                return file;
            }
        }
        return files.stream().filter(file -> file.content() != null).findFirst().orElseThrow();
    }
}
