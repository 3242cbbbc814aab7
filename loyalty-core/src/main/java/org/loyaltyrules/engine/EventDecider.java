package org.loyaltyrules.engine;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.decision.BudgetAlert;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.decision.VoucherCodes;
import org.loyaltyrules.event.Action;
import org.loyaltyrules.event.Adjustment;
import org.loyaltyrules.event.Conversion;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.Erasure;
import org.loyaltyrules.event.Event;
import org.loyaltyrules.event.MemberEvent;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.event.Redemption;
import org.loyaltyrules.event.Return;
import org.loyaltyrules.event.Transfer;
import org.loyaltyrules.event.Update;
import org.loyaltyrules.explanation.Explanation;
import org.loyaltyrules.explanation.NearMiss;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.rules.RuleSet;
import org.loyaltyrules.store.UnitOfWork;

/** Decides events on what a unit of work sees. Reads no clock. Immutable and thread-safe. */
public final class EventDecider {

    private final ProgramDefinition program;
    private final String programLabel;
    private final RuleSet rules;
    private final VoucherCodes codes;

    /** A decider for one program. */
    public EventDecider(ProgramDefinition program, RuleSet rules, VoucherCodes codes) {
        this.program = program;
        this.programLabel = program.label();
        this.rules = rules;
        this.codes = codes;
    }

    /**
     * What was decided, and what the host must hear of it.
     *
     * @param decisions one for a member's event; any number for a day
     */
    public record Decided(List<Decision> decisions, List<BudgetAlert> alerts) {

        public Decided {
            decisions = List.copyOf(decisions);
            alerts = List.copyOf(alerts);
        }
    }

    /** Decides an event; what it changes is written to the unit of work, unless the event is refused. */
    public Decided decide(Event event, UnitOfWork unit) {
        return decide(event, unit, null);
    }

    Decided decide(Event event, UnitOfWork unit, @Nullable EventRecord record) {
        Deciding deciding = new Deciding(program, programLabel, rules, codes, unit, event, local(event.at()), record);
        List<Decision> decisions = event instanceof MemberEvent memberEvent
                ? List.of(decide(memberEvent, deciding))
                : new DayDecider(deciding).decide();
        return new Decided(decisions, deciding.budgets.alerts());
    }

    /** Decides an event and says why; the unit of work must not be committed. */
    public Explanation explain(MemberEvent event, UnitOfWork unit) {
        EventRecord record = new EventRecord(null);
        MemberAccount before = unit.member(event.member());
        Decision decision = decide(event, unit, record).decisions().get(0);
        EventExplainer explainer = new EventExplainer(program, rules, dayOf(event));
        return explainer.explain(event, before, decision, record);
    }

    /** Decides a day and says why for one member; the unit of work must not be committed. */
    public Explanation explain(Day day, String member, UnitOfWork unit) {
        EventRecord record = new EventRecord(member);
        Decision decision = decide(day, unit, record).decisions().stream()
                .filter(one -> one.member().equals(member))
                .findFirst()
                .orElse(null);
        return new EventExplainer(program, rules, day.date()).explain(day, member, decision, record);
    }

    /**
     * What a member is closest to, in the order of {@link NearMiss#ORDER}; none where nobody of this id is enrolled.
     *
     * @param asOf the day; the latest that the member has seen counts where that is later
     * @param units begins units of work on the member, none of which is committed
     */
    public List<NearMiss> nearMisses(String member, LocalDate asOf, Supplier<UnitOfWork> units) {
        return new NearMissFinder(program, rules, units, asOf).find(member);
    }

    private LocalDate dayOf(Event event) {
        return event instanceof Day one ? one.date() : local(event.at()).toLocalDate();
    }

    /** Mostly an event's offset is that of the program's zone, and nothing needs to be converted. */
    private LocalDateTime local(OffsetDateTime at) {
        ZoneOffset offset = program.zone().getRules().getOffset(at.toInstant());
        return at.withOffsetSameInstant(offset).toLocalDateTime();
    }

    private static Decision decide(MemberEvent event, Deciding deciding) {
        if (event instanceof Purchase purchase) {
            return new PurchaseDecider(deciding).decide(purchase);
        } else if (event instanceof Enrollment enrollment) {
            return new EnrollmentDecider(deciding).decide(enrollment);
        } else if (event instanceof Update update) {
            return new UpdateDecider(deciding).decide(update);
        } else if (event instanceof Return brought) {
            return new ReturnDecider(deciding).decide(brought);
        } else if (event instanceof Action action) {
            return new PointsDecider(deciding).decide(action);
        } else if (event instanceof Redemption redemption) {
            return new PointsDecider(deciding).decide(redemption);
        } else if (event instanceof Transfer transfer) {
            return new PointsDecider(deciding).decide(transfer);
        } else if (event instanceof Conversion conversion) {
            return new PointsDecider(deciding).decide(conversion);
        } else if (event instanceof Adjustment adjustment) {
            return new PointsDecider(deciding).decide(adjustment);
        } else if (event instanceof Erasure erasure) {
            return new ErasureDecider(deciding).decide(erasure);
        }
        throw new IllegalArgumentException("no event type " + event.type());
    }
}
