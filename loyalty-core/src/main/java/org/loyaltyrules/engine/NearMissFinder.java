package org.loyaltyrules.engine;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.award.Firing;
import org.loyaltyrules.decision.VoucherCodes;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.explanation.Distance;
import org.loyaltyrules.explanation.Distance.Unit;
import org.loyaltyrules.explanation.ExplainedAward;
import org.loyaltyrules.explanation.ExplainedFiring;
import org.loyaltyrules.explanation.NearMiss;
import org.loyaltyrules.explanation.NearMiss.Kind;
import org.loyaltyrules.fact.Referral;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.member.Profile;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.program.Rule;
import org.loyaltyrules.rules.RuleSet;
import org.loyaltyrules.store.UnitOfWork;

/**
 * Finds out what a member is closest to by trying: lets days pass, friends enroll and purchases be made in units of work that
 * are never committed.
 */
final class NearMissFinder {

    private static final int MOST_DAYS = 366;
    private static final int MOST_REFERRALS = 12;

    private final ProgramDefinition program;
    private final RuleSet rules;
    private final Supplier<UnitOfWork> units;
    private final LocalDate asOf;
    private final List<NearMiss> found = new ArrayList<>();

    /**
     * Creates a finder.
     *
     * @param units begins units of work on the member, which are not committed
     */
    NearMissFinder(ProgramDefinition program, RuleSet rules, Supplier<UnitOfWork> units, LocalDate asOf) {
        this.program = program;
        this.rules = rules;
        this.units = units;
        this.asOf = asOf;
    }

    /** In the order of {@link NearMiss#ORDER}; none where nobody of this id is enrolled. */
    List<NearMiss> find(String member) {
        try (UnitOfWork unit = units.get()) {
            MemberAccount account = unit.member(member);
            if (account == null) {
                return List.of();
            }
            LocalDate day = account.booksDay().isAfter(asOf) ? account.booksDay() : asOf;
            Deciding deciding = deciding(unit, day, null);
            try (Evaluation evaluation = new Evaluation(deciding, account)) {
                found.addAll(
                        new NearThresholds(deciding, evaluation.settlement().account(), rules).find());
            }
        }
        try (UnitOfWork unit = units.get()) {
            passDays(member, unit);
        }
        for (Kind stage : List.of(Kind.REFERRALS, Kind.REFERRAL_PURCHASES)) {
            if (rules.inspects(Referral.class) || stage == Kind.REFERRALS) {
                try (UnitOfWork unit = units.get()) {
                    refer(member, unit, stage);
                }
            }
        }
        return found.stream()
                .filter(NearMissFinder::isWorthTelling)
                .sorted(NearMiss.ORDER)
                .toList();
    }

    /** A message is told in time; it is nothing that a member could look forward to. */
    private static boolean isWorthTelling(NearMiss miss) {
        return !miss.grants().stream().allMatch(award -> award.kind().equals("message"));
    }

    private Deciding deciding(UnitOfWork unit, LocalDate day, @Nullable EventRecord record) {
        Day event = Day.of("near-" + day, day.atStartOfDay(program.zone()).toOffsetDateTime(), day);
        return new Deciding(
                program, program.label(), rules, VoucherCodes.SEQUENTIAL, unit, event, day.atStartOfDay(), record);
    }

    /** Lets the coming days pass without activity; the first on which each rule grants something. */
    private void passDays(String member, UnitOfWork unit) {
        Map<String, NearMiss> first = new TreeMap<>();
        for (int days = 1; days <= MOST_DAYS; days++) {
            MemberAccount account = unit.member(member);
            LocalDate day = asOf.plusDays(days);
            if (account == null || day.isBefore(account.booksDay())) {
                continue;
            }
            EventRecord record = EventRecord.ofWhatHappens(member);
            new DayDecider(deciding(unit, day, record)).decide(account);
            Distance distance = Distance.of(days, Unit.DAYS);
            granted(record)
                    .forEach((rule, awards) ->
                            first.putIfAbsent(rule.name(), miss(rule, Kind.DAY, distance, day, awards)));
        }
        found.addAll(first.values());
    }

    /** Lets one friend after the other enroll, or buy; the first with which each rule grants something. */
    private void refer(String member, UnitOfWork unit, Kind stage) {
        Map<String, NearMiss> first = new TreeMap<>();
        Set<String> others = new HashSet<>();
        for (int more = 1; more <= MOST_REFERRALS; more++) {
            MemberAccount account = unit.member(member);
            if (account == null || isOverLimit(account, stage)) {
                break;
            }
            LocalDate day = account.booksDay().isAfter(asOf) ? account.booksDay() : asOf;
            EventRecord record = new EventRecord(member);
            ReferralDecider decider = new ReferralDecider(deciding(unit, day, record));
            Profile.Referrer link =
                    new Profile.Referrer(member, account.profile().enrolledBy());
            if (stage == Kind.REFERRALS) {
                decider.enrolled(link);
            } else {
                decider.purchased(link);
            }
            Distance distance = Distance.of(more, Unit.REFERRALS);
            boolean any = more == 1;
            granted(record).forEach((rule, awards) -> {
                // What the first referral brings to rules on other facts, any event would bring.
                if (any && !rules.looksAt(rule, Referral.class)) {
                    others.add(rule.name());
                } else if (!others.contains(rule.name())) {
                    first.putIfAbsent(rule.name(), miss(rule, stage, distance, null, awards));
                }
            });
        }
        found.addAll(first.values());
    }

    private boolean isOverLimit(MemberAccount account, Kind stage) {
        if (program.maxReferrals().isEmpty()) {
            return false;
        }
        long counted = stage == Kind.REFERRALS
                ? account.activity().referrals().total()
                : account.activity().referralPurchases().total();
        return counted >= program.maxReferrals().getAsInt();
    }

    /** The rules that granted something, each with the awards that did. */
    private static Map<Rule, List<ExplainedAward>> granted(EventRecord record) {
        Map<Rule, List<ExplainedAward>> granted = new LinkedHashMap<>();
        for (EvaluationRecord evaluation : record.evaluations()) {
            for (List<Firing> phase : evaluation.firings()) {
                for (Firing firing : phase) {
                    ExplainedFiring explained = evaluation.grants.explained(firing, List.of());
                    explained.awards().stream()
                            .filter(award -> award.granted() != null)
                            .forEach(award -> granted.computeIfAbsent(firing.rule(), rule -> new ArrayList<>())
                                    .add(award));
                }
            }
        }
        return granted;
    }

    private static NearMiss miss(
            Rule rule, Kind kind, Distance distance, @Nullable LocalDate day, List<ExplainedAward> awards) {
        List<ExplainedAward> grants = awards.stream()
                .map(award -> new ExplainedAward(award.kind(), award.value(), award.line(), award.code(), null, null))
                .toList();
        return new NearMiss(rule.name(), rule.file(), rule.line(), kind, distance, null, day, grants);
    }
}
