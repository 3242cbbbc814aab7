package org.loyaltyrules.rules;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.award.Award;
import org.loyaltyrules.fact.Awards;
import org.loyaltyrules.fact.LineItem;
import org.loyaltyrules.program.ProgramDefinition;

/** Records what the trusted rule that is firing awards. Every session has its own. */
final class TrustedAwards implements Awards {

    static final String NAME = "award";

    private final ProgramDefinition program;
    private final FiringLog log;
    private @Nullable List<Award> awards;

    TrustedAwards(ProgramDefinition program, FiringLog log) {
        this.program = program;
        this.log = log;
    }

    void begin() {
        awards = new ArrayList<>();
    }

    /** What was awarded since the beginning. */
    List<Award> end() {
        List<Award> given = awards == null ? List.of() : awards;
        awards = null;
        return given;
    }

    private void award(AwardVerb verb, @Nullable Object... arguments) {
        if (awards == null) {
            throw new EvaluationException("award can only be used while a rule fires");
        }
        FactKind late = log.tooLateFor(verb);
        if (late != null) {
            throw new EvaluationException("award." + verb.word() + " comes too late in a rule on " + late.word());
        }
        for (AwardVerb.Form form : verb.forms()) {
            if (form.takes(arguments.length)) {
                Object[] legal = new Object[arguments.length];
                for (int i = 0; i < legal.length; i++) {
                    legal[i] = legal(verb, form.parameter(i), arguments[i]);
                }
                awards.add(form.maker().apply(legal));
                return;
            }
        }
        throw new IllegalStateException(verb + " has no form with " + arguments.length + " arguments");
    }

    private Object legal(AwardVerb verb, AwardParameter parameter, @Nullable Object argument) {
        Object value = exact(argument);
        boolean fits = parameter != AwardParameter.VALUES
                || value == null
                || value instanceof Long
                || value instanceof BigDecimal
                || value instanceof String
                || value instanceof Boolean
                || value instanceof LocalDate;
        Object legal = fits ? parameter.legal(value, program) : null;
        if (legal == null) {
            throw new EvaluationException("award." + verb.word() + " was not given " + parameter.expected());
        }
        return legal;
    }

    /** Whole numbers as Longs and all others as BigDecimals, as they are everywhere else. */
    private static @Nullable Object exact(@Nullable Object value) {
        if (!(value instanceof Number) || value instanceof Long || value instanceof BigDecimal) {
            return value;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof BigInteger whole) {
            return new BigDecimal(whole);
        }
        try {
            // A floating-point number is written as the shortest decimal that stands for it.
            return new BigDecimal(value.toString());
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    @Override
    public void earn(Object rate) {
        award(AwardVerb.EARN, rate);
    }

    @Override
    public void earn(LineItem line, Object rate) {
        award(AwardVerb.EARN, line, rate);
    }

    @Override
    public void multiply(Object factor) {
        award(AwardVerb.MULTIPLY, factor);
    }

    @Override
    public void multiply(LineItem line, Object factor) {
        award(AwardVerb.MULTIPLY, line, factor);
    }

    @Override
    public void points(Number points) {
        award(AwardVerb.POINTS_FLAT, points);
    }

    @Override
    public void discount(Object percent) {
        award(AwardVerb.DISCOUNT, percent);
    }

    @Override
    public void discount(LineItem line, Object percent) {
        award(AwardVerb.DISCOUNT, line, percent);
    }

    @Override
    public void discount(LineItem line, Object percent, Number maxQuantity) {
        award(AwardVerb.DISCOUNT, line, percent, maxQuantity);
    }

    @Override
    public void exclude(LineItem line) {
        award(AwardVerb.EXCLUDE, line);
    }

    @Override
    public void voucher(String code) {
        award(AwardVerb.ISSUE_VOUCHER, code);
    }

    @Override
    public void gift(String code) {
        award(AwardVerb.GIFT, code);
    }

    @Override
    public void benefit(String code) {
        award(AwardVerb.BENEFIT, code);
    }

    @Override
    public void benefit(String code, String period) {
        award(AwardVerb.BENEFIT, code, period);
    }

    @Override
    public void tier(String code) {
        award(AwardVerb.QUALIFY_TIER, code);
    }

    @Override
    public void tag(String tag) {
        award(AwardVerb.TAG, tag);
    }

    @Override
    public void untag(String tag) {
        award(AwardVerb.UNTAG, tag);
    }

    @Override
    public void message(String code, Object... arguments) {
        @Nullable Object[] all = new @Nullable Object[arguments.length + 1];
        all[0] = code;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        award(AwardVerb.MESSAGE, all);
    }

    @Override
    public void reject(String reason) {
        award(AwardVerb.REJECT, reason);
    }
}
