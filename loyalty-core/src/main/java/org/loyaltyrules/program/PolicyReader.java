package org.loyaltyrules.program;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads the policies of {@code program.json}: how tiers, points, discounts and referrals work. */
final class PolicyReader {

    private final ProblemLog log;
    private final Values values;

    PolicyReader(ProblemLog log, Values values) {
        this.log = log;
        this.values = values;
    }

    @Nullable
    TierPolicy tiers(String key, Located value) {
        Section section =
                Section.of(log, Values.name(key), value, List.of("validity", "roundTo", "grace", "downgrade"));
        if (section == null) {
            return null;
        }
        TierPolicy byDefault = TierPolicy.DEFAULT;
        return new TierPolicy(
                validity(section),
                section.optional("grace", values::period, byDefault.grace()),
                section.optional("downgrade", values.choice(Downgrade.class), byDefault.downgrade()));
    }

    @Nullable
    PointsPolicy points(String key, Located value) {
        Section section = Section.of(
                log,
                Values.name(key),
                value,
                List.of("rounding", "multipliers", "validity", "roundTo", "pending", "clawback", "payWith", "caps"));
        if (section == null) {
            return null;
        }
        PointsPolicy byDefault = PointsPolicy.DEFAULT;
        return new PointsPolicy(
                section.optional(
                        "rounding",
                        values.choice(List.of(RoundingMode.DOWN, RoundingMode.HALF_UP, RoundingMode.UP)),
                        byDefault.rounding()),
                section.optional("multipliers", values.choice(MultiplierStacking.class), byDefault.multipliers()),
                validity(section),
                section.optional("pending", values::period, byDefault.pending()),
                section.optional("clawback", values.choice(Clawback.class), byDefault.clawback()),
                section.nullable("payWith", this::payWith),
                section.optional("caps", values.list(this::cap), byDefault.caps()));
    }

    private Validity validity(Section section) {
        return new Validity(
                section.nullable("validity", values::period),
                section.optional("roundTo", values.choice(RoundTo.class), RoundTo.DAY));
    }

    private @Nullable PayWith payWith(String key, Located value) {
        Section section = Section.of(log, Values.name(key), value, List.of("pointsPerUnit", "step", "maxShare"));
        if (section == null) {
            return null;
        }
        Long pointsPerUnit = section.required("pointsPerUnit", values.whole(1));
        long step = section.optional("step", values.whole(1), 1L);
        BigDecimal maxShare = section.optional(
                "maxShare",
                values.decimal(
                        "a number from 0 to 1", share -> share.signum() >= 0 && share.compareTo(BigDecimal.ONE) <= 0),
                BigDecimal.ONE);
        return pointsPerUnit == null ? null : new PayWith(pointsPerUnit, step, maxShare);
    }

    private @Nullable PointsCap cap(String key, Located value) {
        Section section = Section.of(log, "a cap", value, List.of("per", "max"));
        if (section == null) {
            return null;
        }
        CalendarPeriod per = section.required(
                "per", values.choice(List.copyOf(EnumSet.complementOf(EnumSet.of(CalendarPeriod.EVER)))));
        Long max = section.required("max", values.whole(0));
        return per == null || max == null ? null : new PointsCap(per, max);
    }

    @Nullable
    DiscountStacking discounts(String key, Located value) {
        Section section = Section.of(log, Values.name(key), value, List.of("stacking"));
        return section == null
                ? null
                : section.optional("stacking", values.choice(DiscountStacking.class), DiscountStacking.BEST);
    }

    @Nullable
    OptionalInt maxReferrals(String key, Located value) {
        Section section = Section.of(log, Values.name(key), value, List.of("maxPerMember"));
        Long most = section == null ? null : section.nullable("maxPerMember", values.whole(0, Integer.MAX_VALUE));
        return most == null ? OptionalInt.empty() : OptionalInt.of(Math.toIntExact(most));
    }
}
