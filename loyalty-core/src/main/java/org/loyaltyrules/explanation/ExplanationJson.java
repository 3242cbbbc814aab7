package org.loyaltyrules.explanation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.loyaltyrules.decision.DecisionJson;

/**
 * Explanations as JSON. The order of the fields is fixed and numbers are exact and never in scientific notation: equal
 * values give equal texts. {@code docs/reference/explain.md} has the fields.
 */
public final class ExplanationJson {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private ExplanationJson() {}

    /** The explanation in one line; the decision in it is that of {@link DecisionJson}. */
    public static String write(Explanation explanation) {
        StringWriter text = new StringWriter(4096);
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            new ExplanationWriter(json).explanation(explanation);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
