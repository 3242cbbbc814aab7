package org.loyaltyrules.rules;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.loyaltyrules.program.ProgramDefinition;

/**
 * A short text for rules and their catalog, the same in every process, by which a store knows whether what it has kept was
 * decided by the same rules.
 */
final class RulesDigest {

    /** To be raised where this library comes to decide days otherwise by the same rules: then nobody sleeps on. */
    private static final String MEANING = "1";

    /** Enough that no two programs share one. */
    private static final int DIGITS = 32;

    private RulesDigest() {}

    static String of(ProgramDefinition program, List<RuleSource> sources) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            update(digest, MEANING);
            update(digest, program.toString());
            sources.stream().sorted(Comparator.comparing(RuleSource::file)).forEach(source -> {
                update(digest, source.file());
                update(digest, source.text());
            });
            return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Of the same rules where somebody hears of each firing: then more members stay awake. */
    static String heard(String digest) {
        return digest + "-heard";
    }

    private static void update(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }
}
