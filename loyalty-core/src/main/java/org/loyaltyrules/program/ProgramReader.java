package org.loyaltyrules.program;

import java.time.ZoneId;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads {@code program.json}. */
public final class ProgramReader {

    private static final List<String> KEYS = List.of(
            "name",
            "version",
            "zone",
            "currency",
            "tiers",
            "tierPolicy",
            "points",
            "discounts",
            "leapDayBirthday",
            "referral",
            "vouchers",
            "rewards",
            "partners",
            "budgets",
            "labels");

    private final ProblemLog log;
    private final Values values;
    private final PolicyReader policies;

    private ProgramReader(ProblemLog log) {
        this.log = log;
        this.values = new Values(log);
        this.policies = new PolicyReader(log, values);
    }

    /**
     * Reads a program's catalog and policies, filling in every default. Comments are allowed, other extensions of JSON are
     * not; numbers are exact.
     *
     * @param file the file's name, for problems
     * @param text the file's text
     * @param problems receives every problem that was found, in order of place
     * @return null where there are errors
     */
    public static @Nullable ProgramDefinition read(String file, String text, List<Problem> problems) {
        ProblemLog log = new ProblemLog(file, text);
        Located root = LocatedParser.parse(log);
        ProgramDefinition definition = root == null ? null : new ProgramReader(log).program(root);
        problems.addAll(log.problems());
        return log.hasErrors() ? null : definition;
    }

    private @Nullable ProgramDefinition program(Located root) {
        Section program = Section.of(log, "the program", root, KEYS);
        if (program == null) {
            return null;
        }
        String name = program.required("name", values::text);
        String version = program.optional("version", values::text, "1");
        ZoneId zone = program.required("zone", this::zone);
        Currency currency = program.required("currency", this::currency);
        Set<String> tiers = program.required("tiers", this::tiers);
        TierPolicy tierPolicy = program.optional("tierPolicy", policies::tiers, TierPolicy.DEFAULT);
        PointsPolicy points = program.optional("points", policies::points, PointsPolicy.DEFAULT);
        DiscountStacking discounts = program.optional("discounts", policies::discounts, DiscountStacking.BEST);
        LeapDayBirthday leapDayBirthday =
                program.optional("leapDayBirthday", values.choice(LeapDayBirthday.class), LeapDayBirthday.FEB_28);
        OptionalInt maxReferrals = program.optional("referral", policies::maxReferrals, OptionalInt.empty());
        CatalogReader catalog = new CatalogReader(log, values, currency, tiers, codes(program.find("vouchers")));
        Map<String, VoucherDefinition> vouchers =
                program.optional("vouchers", Section.entries(log, catalog::voucher), Map.of());
        Map<String, Reward> rewards = program.optional("rewards", Section.entries(log, catalog::reward), Map.of());
        Map<String, Partner> partners = program.optional("partners", Section.entries(log, catalog::partner), Map.of());
        Map<String, Budget> budgets = program.optional("budgets", Section.entries(log, catalog::budget), Map.of());
        Map<String, Map<String, String>> labels =
                program.optional("labels", Section.entries(log, Section.entries(log, values::text)), Map.of());
        if (!log.hasErrors()) {
            new LabelCheck(log, labels.keySet()).check(program);
        }
        if (name == null || zone == null || currency == null || tiers == null || tiers.isEmpty()) {
            return null;
        }
        return new ProgramDefinition(
                name,
                version,
                zone,
                currency,
                List.copyOf(tiers),
                tierPolicy,
                points,
                discounts,
                leapDayBirthday,
                maxReferrals,
                vouchers,
                rewards,
                partners,
                budgets,
                labels);
    }

    private @Nullable ZoneId zone(String key, Located value) {
        String zone = values.text(key, value);
        if (zone == null) {
            return null;
        }
        Set<String> known = ZoneId.getAvailableZoneIds();
        if (known.contains(zone)) {
            return ZoneId.of(zone);
        }
        return values.wrongValue(
                key,
                value,
                "an IANA time zone such as \"Asia/Shanghai\"",
                Spelling.nearest(zone, known.stream().sorted().toList()));
    }

    private @Nullable Currency currency(String key, Located value) {
        String code = values.text(key, value);
        if (code == null) {
            return null;
        }
        Map<String, Currency> known = Currency.getAvailableCurrencies().stream()
                .collect(Collectors.toMap(Currency::getCurrencyCode, currency -> currency));
        Currency currency = known.get(code);
        return currency != null
                ? currency
                : values.wrongValue(key, value, "an ISO 4217 currency such as \"CNY\"", null);
    }

    private @Nullable Set<String> tiers(String key, Located value) {
        if (value instanceof Located.Items items && items.items().isEmpty()) {
            log.error("wrong-value", value.place(), "\"tiers\" must have at least one tier");
            return null;
        }
        return values.texts(key, value);
    }

    /** The keys of an object; empty where it is none. */
    private static Set<String> codes(@Nullable Located value) {
        return value instanceof Located.Fields fields
                ? fields.fields().stream().map(Located.Field::key).collect(Collectors.toCollection(LinkedHashSet::new))
                : Set.of();
    }
}
