package org.loyaltyrules.explanation;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what conditions met. */
final class CheckWriter {

    private final JsonGenerator json;

    CheckWriter(JsonGenerator json) {
        this.json = json;
    }

    void mismatch(Mismatch mismatch) throws IOException {
        json.writeStartObject();
        if (mismatch instanceof Mismatch.ConditionFailed failed) {
            start("CONDITION", failed);
            json.writeFieldName("fact");
            fact(failed.fact());
            json.writeNumberField("facts", failed.facts());
            texts("held", failed.held());
            json.writeFieldName("check");
            check(failed.check());
        } else if (mismatch instanceof Mismatch.FactMissing missing) {
            start("FACT_MISSING", missing);
            json.writeStringField("fact", missing.kind());
        } else if (mismatch instanceof Mismatch.Forbidden forbidden) {
            start("NOT", forbidden);
            json.writeArrayFieldStart("found");
            for (MatchedFact fact : forbidden.found()) {
                fact(fact);
            }
            json.writeEndArray();
            texts("conditions", forbidden.conditions());
        } else if (mismatch instanceof Mismatch.NotForAll not) {
            start("FORALL", not);
            json.writeFieldName("fact");
            fact(not.fact());
            json.writeFieldName("lacks");
            mismatch(not.reason());
        } else if (mismatch instanceof Mismatch.NoneExists none) {
            start("EXISTS", none);
            json.writeFieldName("closest");
            mismatch(none.closest());
        } else if (mismatch instanceof Mismatch.AccumulationFailed failed) {
            accumulation(failed);
        }
        json.writeEndObject();
    }

    private void start(String kind, Mismatch mismatch) throws IOException {
        json.writeStringField("kind", kind);
        json.writeNumberField("line", mismatch.line());
    }

    private void accumulation(Mismatch.AccumulationFailed failed) throws IOException {
        start("ACCUMULATE", failed);
        json.writeArrayFieldStart("functions");
        for (Mismatch.Result result : failed.functions()) {
            json.writeStartObject();
            json.writeStringField("function", result.function());
            value("value", result.value());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("facts", failed.facts());
        json.writeFieldName("check");
        Check check = failed.check();
        if (check == null) {
            json.writeNull();
        } else {
            check(check);
        }
    }

    private void check(Check check) throws IOException {
        json.writeStartObject();
        json.writeStringField("written", check.written());
        json.writeBooleanField("holds", check.holds());
        if (check instanceof Check.Comparison comparison) {
            json.writeStringField("value", comparison.value());
            value("met", comparison.met());
            json.writeStringField("operator", comparison.operator());
            json.writeArrayFieldStart("wanted");
            for (Object wanted : comparison.wanted()) {
                write(wanted);
            }
            json.writeEndArray();
            distance("off", comparison.off());
        } else if (check instanceof Check.Combination combination) {
            json.writeStringField("way", combination.way().name());
            json.writeArrayFieldStart("sides");
            for (Check side : combination.sides()) {
                check(side);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    void fact(MatchedFact fact) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", fact.kind());
        if (fact.number() != null) {
            json.writeNumberField("line", fact.number());
        }
        if (fact.text() != null) {
            json.writeStringField("text", fact.text());
        }
        json.writeEndObject();
    }

    void distance(String name, @Nullable Distance distance) throws IOException {
        json.writeFieldName(name);
        if (distance == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeNumberField("amount", distance.amount());
        json.writeStringField("unit", distance.unit().name());
        json.writeEndObject();
    }

    void value(String name, @Nullable Object value) throws IOException {
        json.writeFieldName(name);
        write(value);
    }

    private void write(@Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof BigDecimal number) {
            json.writeNumber(number);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof List<?> several) {
            json.writeStartArray();
            for (Object one : several) {
                write(one);
            }
            json.writeEndArray();
        } else {
            json.writeString(value.toString());
        }
    }

    private void texts(String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
