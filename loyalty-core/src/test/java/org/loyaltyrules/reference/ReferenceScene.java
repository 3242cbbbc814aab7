package org.loyaltyrules.reference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A reference engine on stage: short words for the events that the tests play. */
final class ReferenceScene {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    static final ReferenceRule EARN = ReferenceRule.named("Every purchase earns a point a yuan")
            .when(ReferenceRule.fact("Purchase"))
            .award("earn", 1);

    final ReferenceEngine engine;

    private ReferenceScene(ReferenceEngine engine) {
        this.engine = engine;
    }

    /** A program in Shanghai with three tiers and what else is given, such as {@code points:{validity:'P12M'}}. */
    static ReferenceScene program(String more, ReferenceRule... rules) {
        String json = "{name:'test',zone:'Asia/Shanghai',currency:'CNY',tiers:['BASIC','SILVER','GOLD']"
                + (more.isEmpty() ? "" : "," + more) + "}";
        return new ReferenceScene(new ReferenceEngine(json(json), List.of(rules)));
    }

    /** The same with a member m1, enrolled on 1 January 2026. */
    static ReferenceScene memberIn(String more, ReferenceRule... rules) {
        ReferenceScene scene = program(more, rules);
        scene.enroll("m1", "2026-01-01", "");
        return scene;
    }

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) MAPPER.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    static ObjectNode event(String type, String id, String member, String day, String more) {
        String at = day.contains("T") ? day : day + "T12:00:00+08:00";
        return json("{type:'" + type + "',id:'" + id + "',at:'" + at + "',member:'" + member + "'"
                + (more.isEmpty() ? "" : "," + more) + "}");
    }

    List<ObjectNode> playAll(ObjectNode event) {
        return engine.process(event);
    }

    ObjectNode play(ObjectNode event) {
        List<ObjectNode> decisions = engine.process(event);
        if (decisions.size() != 1) {
            throw new IllegalStateException(decisions.size() + " decisions");
        }
        return decisions.get(0);
    }

    ObjectNode enroll(String member, String day, String more) {
        return play(event("enroll", "enroll-" + member, member, day, more));
    }

    ObjectNode purchase(String id, String day, String more) {
        return play(event("purchase", id, "m1", day, more));
    }

    ObjectNode purchaseBy(String member, String id, String day, String more) {
        return play(event("purchase", id, member, day, more));
    }

    ObjectNode returnOf(String purchase, String id, String day, String more) {
        return play(event("return", id, "m1", day, "purchase:'" + purchase + "'" + (more.isEmpty() ? "" : "," + more)));
    }

    ObjectNode action(String id, String day, String kind) {
        return play(event("action", id, "m1", day, "kind:'" + kind + "'"));
    }

    ObjectNode redeem(String id, String day, String reward) {
        return play(event("redeem", id, "m1", day, "reward:'" + reward + "'"));
    }

    ObjectNode adjust(String id, String day, long points) {
        return play(event("adjust", id, "m1", day, "points:" + points + ",reason:'help desk'"));
    }

    /** A day's decisions; the id is that of {@code loyalty run --daily}. */
    List<ObjectNode> day(String day) {
        return playAll(json("{type:'day',id:'day-" + day + "',at:'" + day + "T00:00:00+08:00',date:'" + day + "'}"));
    }

    ObjectNode member(String id, String asOf) {
        return engine.members(LocalDate.parse(asOf)).stream()
                .filter(member -> member.get("member").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    static long points(JsonNode decision, String field) {
        return decision.get("points").get(field).asLong();
    }

    static String payable(JsonNode decision) {
        return decision.get("payable").decimalValue().toPlainString();
    }

    static String reason(JsonNode decision) {
        return decision.get("reason").asText();
    }

    static String tier(JsonNode decision) {
        return decision.get("tier").get("before").asText() + " > "
                + decision.get("tier").get("after").asText() + " until "
                + decision.get("tier").get("until").asText();
    }

    static List<String> fired(JsonNode decision) {
        return texts(decision.get("fired"), "rule");
    }

    static List<String> suppressed(JsonNode decision) {
        List<String> suppressed = new ArrayList<>();
        decision.get("suppressed")
                .forEach(rule -> suppressed.add(
                        rule.get("rule").asText() + ": " + rule.get("reason").asText()));
        return suppressed;
    }

    static List<String> vouchers(JsonNode decision) {
        return texts(decision.get("vouchers"), "code");
    }

    static List<String> messages(JsonNode decision) {
        return texts(decision.get("messages"), "code");
    }

    static List<String> texts(JsonNode array, String field) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(
                field.isEmpty() ? element.asText() : element.get(field).asText()));
        return texts;
    }

    /** The first award of a rule that fired. */
    static JsonNode award(JsonNode decision, String rule) {
        for (JsonNode fired : decision.get("fired")) {
            if (fired.get("rule").asText().equals(rule)) {
                return fired.get("awards").get(0);
            }
        }
        throw new IllegalStateException("Did not fire: " + rule);
    }
}
