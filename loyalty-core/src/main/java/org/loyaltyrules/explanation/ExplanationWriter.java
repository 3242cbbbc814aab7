package org.loyaltyrules.explanation;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.decision.DecisionJson;

/** Writes explanations field by field; the order of the calls is the order of the fields. */
final class ExplanationWriter {

    private final JsonGenerator json;
    private final CheckWriter checks;

    ExplanationWriter(JsonGenerator json) {
        this.json = json;
        this.checks = new CheckWriter(json);
    }

    void explanation(Explanation explanation) throws IOException {
        json.writeStartObject();
        json.writeStringField("event", explanation.event());
        json.writeStringField("member", explanation.member());
        json.writeStringField("currency", explanation.currency());
        json.writeFieldName("decision");
        Decision decision = explanation.decision();
        if (decision == null) {
            json.writeNull();
        } else {
            json.writeRawValue(DecisionJson.write(decision));
        }
        json.writeFieldName("refused");
        refused(explanation.refused());
        json.writeArrayFieldStart("evaluations");
        for (ExplainedEvaluation evaluation : explanation.evaluations()) {
            evaluation(evaluation);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    void nearMiss(NearMiss miss) throws IOException {
        json.writeStartObject();
        json.writeStringField("rule", miss.rule());
        json.writeStringField("file", miss.file());
        json.writeNumberField("line", miss.line());
        json.writeStringField("kind", miss.kind().name());
        checks.distance("distance", miss.distance());
        checks.value("spend", miss.spend());
        date("day", miss.day());
        json.writeArrayFieldStart("grants");
        for (ExplainedAward award : miss.grants()) {
            json.writeStartObject();
            what(award);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void refused(@Nullable Refused refused) throws IOException {
        if (refused == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeStringField("reason", refused.reason());
        texts("rules", refused.rules());
        json.writeStringField("code", refused.code());
        checks.value("asked", refused.asked());
        checks.value("has", refused.has());
        checks.distance("off", refused.off());
        json.writeEndObject();
    }

    private void evaluation(ExplainedEvaluation evaluation) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", evaluation.kind().name());
        json.writeStringField("member", evaluation.member());
        json.writeStringField("day", evaluation.day().toString());
        json.writeArrayFieldStart("rules");
        for (ExplainedRule rule : evaluation.rules()) {
            json.writeStartObject();
            json.writeStringField("rule", rule.rule());
            json.writeStringField("file", rule.file());
            json.writeNumberField("line", rule.line());
            outcome(rule.outcome());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void outcome(Outcome outcome) throws IOException {
        if (outcome instanceof Outcome.Fired fired) {
            json.writeStringField("outcome", "FIRED");
            json.writeArrayFieldStart("firings");
            for (ExplainedFiring firing : fired.firings()) {
                firing(firing);
            }
            json.writeEndArray();
        } else if (outcome instanceof Outcome.NotMatched notMatched) {
            json.writeStringField("outcome", "NOT_MATCHED");
            json.writeNumberField("failing", notMatched.failing());
            json.writeNumberField("away", notMatched.away());
            json.writeNumberField("alternatives", notMatched.alternatives());
            json.writeFieldName("reason");
            checks.mismatch(notMatched.reason());
        } else if (outcome instanceof Outcome.NotInEffect not) {
            json.writeStringField("outcome", "NOT_IN_EFFECT");
            date("from", not.from());
            date("until", not.until());
            checks.distance("off", not.off());
            json.writeBooleanField("wouldMatch", not.wouldMatch());
        } else if (outcome instanceof Outcome.Disabled disabled) {
            json.writeStringField("outcome", "DISABLED");
            json.writeBooleanField("wouldMatch", disabled.wouldMatch());
        } else if (outcome instanceof Outcome.NotAsked not) {
            json.writeStringField("outcome", "NOT_ASKED");
            json.writeStringField("fact", not.fact());
            json.writeStringField("when", not.when());
        } else if (outcome instanceof Outcome.HeldBack held) {
            json.writeStringField("outcome", "HELD_BACK");
            json.writeStringField("group", held.group());
        } else if (outcome instanceof Outcome.NotExplained) {
            json.writeStringField("outcome", "NOT_EXPLAINED");
        } else if (outcome instanceof Outcome.TooManyCombinations many) {
            json.writeStringField("outcome", "TOO_MANY_COMBINATIONS");
            json.writeNumberField("tried", many.tried());
        }
    }

    private void firing(ExplainedFiring firing) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("facts");
        for (MatchedFact fact : firing.facts()) {
            checks.fact(fact);
        }
        json.writeEndArray();
        json.writeFieldName("suppressed");
        suppressed(firing.suppressed());
        json.writeArrayFieldStart("awards");
        for (ExplainedAward award : firing.awards()) {
            award(award);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void suppressed(@Nullable Suppression suppression) throws IOException {
        if (suppression == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        if (suppression instanceof Suppression.LimitUsed limit) {
            json.writeStringField("reason", "LIMIT");
            json.writeNumberField("times", limit.times());
            json.writeStringField("per", limit.per().name().toLowerCase(Locale.ROOT));
            json.writeNumberField("used", limit.used());
            date("anew", limit.anew());
        } else if (suppression instanceof Suppression.BudgetUsed budget) {
            json.writeStringField("reason", "BUDGET");
            json.writeStringField("budget", budget.budget());
            json.writeStringField("unit", budget.unit().name());
            json.writeNumberField("cap", budget.cap());
            json.writeNumberField("left", budget.left());
        } else if (suppression instanceof Suppression.Beaten beaten) {
            json.writeStringField("reason", "EXCLUSIVE");
            json.writeStringField("group", beaten.group());
            json.writeStringField("by", beaten.rule());
            json.writeNumberField("value", beaten.value());
        } else if (suppression instanceof Suppression.CapReached cap) {
            json.writeStringField("reason", "CAP");
            json.writeStringField("per", cap.per().name().toLowerCase(Locale.ROOT));
            json.writeNumberField("max", cap.max());
            date("anew", cap.anew());
        }
        json.writeEndObject();
    }

    private void award(ExplainedAward award) throws IOException {
        json.writeStartObject();
        what(award);
        Decision.Granted granted = award.granted();
        json.writeBooleanField("granted", granted != null);
        if (granted != null) {
            number("points", granted.points());
            number("drawn", granted.granted() == null ? null : BigDecimal.valueOf(granted.granted()));
        }
        ExplainedAward.WhyNothing nothing = award.whyNothing();
        if (nothing != null) {
            json.writeStringField("why", nothing.reason().name());
            json.writeStringField("by", nothing.rule());
        }
        json.writeEndObject();
    }

    private void what(ExplainedAward award) throws IOException {
        json.writeStringField("kind", award.kind());
        number("value", award.value());
        if (award.line() != null) {
            json.writeNumberField("line", award.line());
        }
        if (award.code() != null) {
            json.writeStringField("code", award.code());
        }
    }

    private void number(String name, @Nullable BigDecimal number) throws IOException {
        if (number != null) {
            json.writeNumberField(name, number);
        }
    }

    private void texts(String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private void date(String name, @Nullable LocalDate date) throws IOException {
        json.writeStringField(name, date == null ? null : date.toString());
    }
}
