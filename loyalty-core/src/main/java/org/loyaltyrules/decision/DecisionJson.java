package org.loyaltyrules.decision;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * Decisions and standings as JSON, one line each. The order of the fields is fixed and numbers are exact and never in
 * scientific notation: equal values give equal texts.
 */
public final class DecisionJson {

    static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            // The library's own output, related decisions included, is read back; it is larger than any event.
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(100_000_000)
                    .maxNestingDepth(100)
                    .maxNumberLength(200)
                    .maxStringLength(1_000_000)
                    .build())
            .build();

    private DecisionJson() {}

    /** The decision in one line. Arguments of messages that are neither text, number nor boolean are written as text. */
    public static String write(Decision decision) {
        return line(json -> new DecisionWriter(json).decision(decision));
    }

    /** The standing in one line. */
    public static String write(MemberStanding standing) {
        return line(json -> new DecisionWriter(json).standing(standing));
    }

    /**
     * Reads what {@link #write(Decision)} wrote. Arguments of messages come back as text, whole numbers (Long or
     * BigInteger), decimals (BigDecimal) and booleans; a date comes back as text. Writing the result gives the same text
     * again.
     *
     * @throws IllegalArgumentException where the text is no decision; says which field is missing or of the wrong type
     */
    public static Decision read(String json) {
        return DecisionReader.read(json);
    }

    private interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    private static String line(Writing writing) {
        StringWriter text = new StringWriter(1024);
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            writing.to(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
