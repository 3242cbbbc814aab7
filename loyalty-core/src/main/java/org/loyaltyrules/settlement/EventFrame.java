package org.loyaltyrules.settlement;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.decision.VoucherCodes;
import org.loyaltyrules.program.ProgramDefinition;

/** What is the same for all members that one event concerns. Not thread-safe. */
public final class EventFrame {

    private final ProgramDefinition program;
    private final String programLabel;
    private final String id;
    private final String type;
    private final OffsetDateTime at;
    private final LocalDate day;
    private final Budgets budgets;
    private final VoucherCodes codes;
    private final Supplier<Map<String, Integer>> issuedBefore;
    private @Nullable Map<String, Integer> issued;

    /**
     * Creates the frame.
     *
     * @param programLabel the program as decisions name it
     * @param day the event's day in the program's zone
     * @param issuedBefore gives the count of the event's vouchers, by definition; the frame goes on counting in it
     */
    public EventFrame(
            ProgramDefinition program,
            String programLabel,
            String id,
            String type,
            OffsetDateTime at,
            LocalDate day,
            Budgets budgets,
            VoucherCodes codes,
            Supplier<Map<String, Integer>> issuedBefore) {
        this.program = program;
        this.programLabel = programLabel;
        this.id = id;
        this.type = type;
        this.at = at;
        this.day = day;
        this.budgets = budgets;
        this.codes = codes;
        this.issuedBefore = issuedBefore;
    }

    /** The program that decides. */
    public ProgramDefinition program() {
        return program;
    }

    String programLabel() {
        return programLabel;
    }

    /** The event's day in the program's zone. */
    public LocalDate day() {
        return day;
    }

    /** The event's id. */
    public String id() {
        return id;
    }

    String type() {
        return type;
    }

    OffsetDateTime at() {
        return at;
    }

    Budgets budgets() {
        return budgets;
    }

    String nextVoucherCode(String voucher) {
        Map<String, Integer> counts = issued == null ? issuedBefore.get() : issued;
        issued = counts;
        return codes.code(voucher, id, counts.merge(voucher, 1, Integer::sum));
    }
}
