package org.loyaltyrules.engine;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.award.Firing;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.decision.VoucherCodes;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.event.Event;
import org.loyaltyrules.fact.Fact;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.member.Standing;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.rules.RuleSet;
import org.loyaltyrules.settlement.EventFrame;
import org.loyaltyrules.settlement.Refusal;
import org.loyaltyrules.settlement.Settled;
import org.loyaltyrules.settlement.Settlement;
import org.loyaltyrules.store.UnitOfWork;

/** What all kinds of events share while one of them is decided. Not thread-safe. */
final class Deciding {

    final ProgramDefinition program;
    final RuleSet rules;
    final UnitOfWork unit;
    final EventFrame frame;
    final LocalDate day;
    final LocalTime time;
    final UnitBudgets budgets;
    private final @Nullable EventRecord record;

    /**
     * Begins to decide an event.
     *
     * @param record is told what the rules see and do; null where nobody will ask
     */
    Deciding(
            ProgramDefinition program,
            String programLabel,
            RuleSet rules,
            VoucherCodes codes,
            UnitOfWork unit,
            Event event,
            LocalDateTime local,
            @Nullable EventRecord record) {
        this.record = record;
        this.program = program;
        this.rules = rules;
        this.unit = unit;
        this.day = event instanceof Day one ? one.date() : local.toLocalDate();
        this.time = local.toLocalTime();
        this.budgets = new UnitBudgets(program, unit);
        this.frame = new EventFrame(
                program, programLabel, event.id(), event.type(), event.at(), day, budgets, codes, unit::vouchersIssued);
    }

    /** Where to tell what the rules see and do for a member; null where nobody will ask. */
    @Nullable
    EventRecord recordOf(String member) {
        return record != null && record.isAbout(member) ? record : null;
    }

    /** Whether somebody will ask what the rules saw and did. */
    boolean isRecorded() {
        return record != null;
    }

    Decision refused(String member, @Nullable MemberAccount account, Refusal reason) {
        return refused(member, account, reason.name());
    }

    Decision refused(String member, @Nullable MemberAccount account, String reason) {
        return Settlement.refused(frame, member, account, reason);
    }

    /** Keeps what was settled for a member; the decision. */
    Decision keep(Settled settled) {
        unit.put(settled.account());
        unit.append(settled.entries());
        return settled.decision();
    }

    /** Whether a currency that an event names is not the program's; null stands for the program's. */
    boolean isForeign(@Nullable String currency) {
        return currency != null && !currency.equals(program.currency().getCurrencyCode());
    }

    /** Decides an event that does nothing to the member but what rules award. */
    Decision decideByRules(MemberAccount account, Function<Standing, List<? extends Fact>> facts) {
        try (Evaluation evaluation = new Evaluation(this, account)) {
            List<Firing> firings = evaluation.fire(facts.apply(evaluation.before()));
            String rejection = Evaluation.rejection(firings);
            if (rejection != null) {
                return refused(account.id(), account, rejection);
            }
            evaluation.settlement().grant(firings);
            evaluation.qualify();
            return keep(evaluation.finish());
        }
    }
}
