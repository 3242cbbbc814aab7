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
        return line(json -> new ExplanationWriter(json).explanation(explanation));
    }

    /** What a member is close to, in one line. */
    public static String write(NearMiss miss) {
        return line(json -> new ExplanationWriter(json).nearMiss(miss));
    }

    private interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    private static String line(Writing writing) {
        StringWriter text = new StringWriter(4096);
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            writing.to(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
