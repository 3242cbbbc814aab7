package org.loyaltyrules.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.decision.DecisionJson;
import org.loyaltyrules.decision.MemberStanding;

/** Decisions and standings as trees, with the very fields and values that the command prints. */
final class Json {

    private static final ObjectReader TREE = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .reader();

    private Json() {}

    static JsonNode of(Decision decision) {
        return tree(DecisionJson.write(decision));
    }

    static JsonNode of(MemberStanding standing) {
        return tree(DecisionJson.write(standing));
    }

    private static JsonNode tree(String json) {
        try {
            return TREE.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The library's own JSON can be read", e);
        }
    }
}
