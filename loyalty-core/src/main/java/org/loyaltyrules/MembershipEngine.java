package org.loyaltyrules;

import java.sql.Connection;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.decision.BudgetAlert;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.decision.DecisionJson;
import org.loyaltyrules.decision.MemberStanding;
import org.loyaltyrules.decision.VoucherCodes;
import org.loyaltyrules.engine.EventDecider;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.event.Erasure;
import org.loyaltyrules.event.Event;
import org.loyaltyrules.event.EventConflictException;
import org.loyaltyrules.event.EventFormatException;
import org.loyaltyrules.event.MemberEvent;
import org.loyaltyrules.explanation.Explanation;
import org.loyaltyrules.explanation.NearMiss;
import org.loyaltyrules.ledger.Entry;
import org.loyaltyrules.ledger.PointBook;
import org.loyaltyrules.ledger.PointPosting;
import org.loyaltyrules.ledger.Statement;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.program.InvalidProgramException;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.program.Rule;
import org.loyaltyrules.rules.RuleSet;
import org.loyaltyrules.store.AmbiguousCommitException;
import org.loyaltyrules.store.ConcurrentUnitException;
import org.loyaltyrules.store.DecidedEvent;
import org.loyaltyrules.store.InMemoryMembershipStore;
import org.loyaltyrules.store.MembershipStore;
import org.loyaltyrules.store.OtherMember;
import org.loyaltyrules.store.TransactionalStore;
import org.loyaltyrules.store.UnitOfWork;
import org.loyaltyrules.store.UnknownOutcomeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides the events of a program's members: grants points, discounts, vouchers and tiers by the program's rules, and
 * says why. Lives in the host's own process.
 *
 * <p>Thread-safe: events of different members are decided in parallel, those of one member one after the other. Time
 * comes from the events; no clock is asked. An event that fails, or is refused, changes nothing.
 */
public final class MembershipEngine implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(MembershipEngine.class);
    private static final int TRIES = 10;
    private static final String MEMBER = "member must not be null";
    private static final String AS_OF = "asOf must not be null";
    private static final String DECIDED = "the event was decided all the same";

    private final MembershipStore store;
    private final VoucherCodes voucherCodes;
    private final Duration evaluationDeadline;
    private final @Nullable Consumer<Rule> firingListener;
    private final List<Consumer<Decision>> decisionListeners;
    private final List<Consumer<BudgetAlert>> budgetListeners;
    private final List<Consumer<Reload>> reloadListeners;
    private final Object reloading = new Object();

    /** Read once for each event, so that an event is decided by one program from beginning to end. */
    private volatile Deciding deciding;

    private volatile boolean closed;

    private MembershipEngine(Builder builder, LoyaltyProgram program) {
        this.store = builder.store == null ? new InMemoryMembershipStore() : builder.store;
        this.evaluationDeadline = builder.evaluationDeadline;
        this.voucherCodes = builder.voucherCodes;
        this.firingListener = builder.firingListener;
        this.decisionListeners = List.copyOf(builder.decisionListeners);
        this.budgetListeners = List.copyOf(builder.budgetListeners);
        this.reloadListeners = List.copyOf(builder.reloadListeners);
        this.deciding = Deciding.by(program, evaluationDeadline, voucherCodes, firingListener);
    }

    /** A program and what decides by it. */
    private record Deciding(LoyaltyProgram program, EventDecider decider, EventDecider previewer) {

        static Deciding by(
                LoyaltyProgram program, Duration deadline, VoucherCodes codes, @Nullable Consumer<Rule> firings) {
            RuleSet rules = program.ruleSet().withDeadline(deadline);
            return new Deciding(
                    program,
                    new EventDecider(program.definition(), firings == null ? rules : rules.heardBy(firings), codes),
                    new EventDecider(program.definition(), rules, VoucherCodes.SEQUENTIAL));
        }
    }

    /** Begins to build an engine; {@link Builder#program} must be called. */
    public static Builder builder() {
        return new Builder();
    }

    /** The program that decides; another one after {@link #reload}. */
    public LoyaltyProgram program() {
        return deciding.program();
    }

    /**
     * Replaces the program in one step. Events that are being decided end with the program with which they began; those that
     * begin to be decided after this returns are decided by the new one. Each decision names the one that made it. Members
     * keep what they have.
     *
     * @throws InvalidProgramException where what is kept of members would lose its meaning: under another name, zone or
     *     currency, without one of the tiers or voucher definitions, with tiers in another order, or with a budget in another
     *     unit; has every reason, and the old program goes on
     * @throws IllegalStateException where the engine is closed
     */
    public void reload(LoyaltyProgram program) {
        Deciding next = Deciding.by(program, evaluationDeadline, voucherCodes, firingListener);
        LoyaltyProgram before;
        synchronized (reloading) {
            if (closed) {
                throw new IllegalStateException("the engine is closed");
            }
            before = deciding.program();
            Replacement.check(before.definition(), program.definition());
            deciding = next;
        }
        if (before != program) {
            before.ruleSet().releaseSessions();
        }
        tell(reloadListeners, new Reload(before, program), "the program was replaced all the same");
    }

    /**
     * Decides a member's event and keeps what it changes.
     *
     * @return the decision; the first one, marked as replayed, where the event was accepted before
     * @throws EventFormatException where the event does not fit the program, such as an amount with too many digits
     * @throws EventConflictException where its id was used for an event with other content
     * @throws org.loyaltyrules.rules.RuleFailureException where a rule fails; nothing is kept
     * @throws org.loyaltyrules.rules.EvaluationTimeoutException where trusted rules take too long; nothing is kept
     * @throws org.loyaltyrules.rules.EvaluationRefusedException where too many trusted rules never ended; nothing is kept
     * @throws ConcurrentUnitException where other units of work got in the way too often; nothing is kept
     * @throws IllegalStateException where the engine is closed
     */
    public Decision process(MemberEvent event) {
        return run(event, true).get(0);
    }

    /**
     * Decides a member's event in a transaction of the host: what it changes is kept when the host commits, with whatever
     * else the host wrote, and gone when the host rolls back. Listeners do not hear of it, for whether it will be kept is not
     * known here.
     *
     * @param connection to the store's database, with auto-commit off; isolation {@code READ COMMITTED} is recommended.
     *     It is neither committed, rolled back nor closed
     * @return as {@link #process(MemberEvent)}
     * @throws ConcurrentUnitException where the host must roll back and try its own transaction again
     * @throws UnsupportedOperationException where the store is not in a database
     */
    public Decision process(MemberEvent event, Connection connection) {
        if (!(store instanceof TransactionalStore transactional)) {
            throw new UnsupportedOperationException(
                    "the engine's store takes no part in a transaction of the host; use a JdbcMembershipStore");
        }
        return tryRun(event, true, transactional.within(connection)).decisions().get(0);
    }

    /**
     * Decides a day for every member and keeps what it changes. A store in memory keeps all of it or nothing; one in a
     * database keeps it in parts, and goes on after the last part when the same day, or the next one, is processed after a
     * failure.
     *
     * @return the decisions on members for whom anything changed or fired, in order of id
     * @throws EventConflictException where its id was used for an event with other content
     * @throws org.loyaltyrules.rules.RuleFailureException where a rule fails; nothing is kept
     */
    public List<Decision> process(Day day) {
        return runDay(day, true);
    }

    /**
     * The decision that {@link #process(MemberEvent)} would give; changes nothing. Vouchers have sequential codes in it: the
     * host's own code maker is not asked.
     */
    public Decision preview(MemberEvent event) {
        return run(event, false).get(0);
    }

    /** The decisions that {@link #process(Day)} would give; changes nothing. */
    public List<Decision> preview(Day day) {
        return runDay(day, false);
    }

    /**
     * Says why an event gets the decision that {@link #process(MemberEvent)} would give, and for every rule of the program
     * why it fires or does not; changes nothing. An event that was accepted before is not decided anew: its explanation has
     * the first decision and no rules.
     *
     * @throws EventFormatException as {@code process} does
     * @throws EventConflictException as {@code process} does
     * @throws org.loyaltyrules.rules.RuleFailureException as {@code process} does
     */
    public Explanation explain(MemberEvent event) {
        return withUnit(event, false, store, new Unsure(), unit -> {
            DecidedEvent before = decidedBefore(event, unit);
            return before == null
                    ? bounded(() -> deciding.previewer().explain(event, unit))
                    : replayed(event.id(), event.member(), before);
        });
    }

    /**
     * Says why a day does to one member what {@link #process(Day)} would do; changes nothing. Decides the day for every
     * member, since budgets and rankings concern all.
     *
     * @return empty where nobody of this id is enrolled by then
     * @throws EventConflictException as {@code process} does
     * @throws org.loyaltyrules.rules.RuleFailureException as {@code process} does
     */
    public Optional<Explanation> explain(Day day, String member) {
        Objects.requireNonNull(member, MEMBER);
        return withUnit(day, false, store, new Unsure(), unit -> {
            MemberAccount account = unit.member(member);
            if (account == null || account.profile().enrolledOn().isAfter(day.date())) {
                return Optional.empty();
            }
            DecidedEvent before = decidedBefore(day, unit);
            return Optional.of(
                    before == null
                            ? bounded(() -> deciding.previewer().explain(day, member, unit))
                            : replayed(day.id(), member, before));
        });
    }

    /**
     * What a member is closest to, derived from the rules alone: rules that money, purchases or points keep from firing, the
     * first of the coming 366 days on which each rule will grant something, and what up to 12 more friends bring. Rules
     * that are used up or not in effect are left out; {@link NearMiss} says what of. Changes nothing.
     *
     * @param asOf the day in the program's zone; the latest that the member has seen counts where that is later
     * @return in the order of {@link NearMiss#ORDER}; none where nobody of this id is enrolled
     * @throws org.loyaltyrules.rules.RuleFailureException where a rule fails
     */
    public List<NearMiss> nearMisses(String member, LocalDate asOf) {
        Objects.requireNonNull(member, MEMBER);
        Objects.requireNonNull(asOf, AS_OF);
        checkOpen();
        return deciding.previewer().nearMisses(member, asOf, () -> store.begin(Set.of(member)));
    }

    private Explanation replayed(String event, String member, DecidedEvent before) {
        Decision decision = before.decisions().stream()
                .filter(one -> one.member().equals(member))
                .findFirst()
                .map(Decision::asReplay)
                .orElse(null);
        String currency = program().definition().currency().getCurrencyCode();
        return new Explanation(event, member, currency, decision, null, List.of());
    }

    /**
     * Processes a stream of events on several threads: those of one member, and of members linked by referral or
     * transfer, in their order; others in parallel. The decisions are those of one thread, but that it is open who gets the
     * last of a budget, which of equal members ranks first, and which of two events with one id is the conflict.
     *
     * @param threads 1 or more
     * @param results hears what became of each event, in the order of the events, on the calling thread; a few thousand
     *     events are read before the first results come
     */
    public void processAll(Iterator<? extends Event> events, int threads, Consumer<ProcessedEvent> results) {
        new EventStream(this::processOne, store::referrer, threads).process(events, results);
    }

    private ProcessedEvent processOne(Event event) {
        try {
            return new ProcessedEvent(event, event instanceof Day day ? runDay(day, true) : run(event, true), null);
        } catch (RuntimeException e) {
            return new ProcessedEvent(event, List.of(), e);
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the engine is closed");
        }
    }

    private List<Decision> run(Event event, boolean keep) {
        Run run = tryRun(event, keep, store);
        tell(run);
        return run.decisions();
    }

    /** Decides a day part by part, if the store parts it, and before it another that was not finished. */
    private List<Decision> runDay(Day day, boolean keep) {
        for (int parts = 1; ; parts++) {
            Run run = tryRun(day, keep, store);
            tell(run);
            if (run.isWhole()) {
                return !keep || parts == 1 && run.isOnlyPart() ? run.decisions() : decisionsOf(day);
            }
        }
    }

    private List<Decision> decisionsOf(Day day) {
        try (UnitOfWork unit = store.beginDay(day, true)) {
            DecidedEvent decided = unit.decided(day.date());
            return decided == null ? List.of() : decided.decisions();
        }
    }

    private void tell(Run run) {
        if (run.isNew()) {
            run.decisions().forEach(decision -> tell(decisionListeners, decision, DECIDED));
        }
        if (run.isKept()) {
            run.alerts().forEach(alert -> tell(budgetListeners, alert, DECIDED));
        }
    }

    /**
     * What came of an event, or of a part of a day.
     *
     * @param isNew whether it was decided now, other than before or in a preview
     * @param isWhole whether all of the event was decided
     * @param isOnlyPart whether these are all the decisions
     */
    private record Run(
            List<Decision> decisions,
            List<BudgetAlert> alerts,
            boolean isNew,
            boolean isKept,
            boolean isWhole,
            boolean isOnlyPart) {}

    /** What was decided by a try of which it is not known whether it was kept. */
    private static final class Unsure {
        private @Nullable Run run;
        private boolean isLost;
    }

    private Run tryRun(Event event, boolean keep, MembershipStore in) {
        Unsure unsure = new Unsure();
        return withUnit(event, keep, in, unsure, unit -> decide(event, unit, keep, unsure));
    }

    /** Does something in a unit of work on all members that the event concerns; again where others were in its way. */
    private <T> T withUnit(Event event, boolean keep, MembershipStore in, Unsure unsure, Function<UnitOfWork, T> work) {
        Objects.requireNonNull(event, "event must not be null");
        checkOpen();
        for (int tries = 1; ; tries++) {
            try (UnitOfWork unit = begin(event, keep, in)) {
                return work.apply(unit);
            } catch (AmbiguousCommitException e) {
                unsure.isLost = true;
                if (tries == TRIES) {
                    throw new UnknownOutcomeException(event.id(), e);
                }
            } catch (ConcurrentUnitException e) {
                if (tries == TRIES) {
                    throw unsure.isLost ? new UnknownOutcomeException(event.id(), e) : e;
                }
            }
            in.pause(tries);
        }
    }

    private Run decide(Event event, UnitOfWork unit, boolean keep, Unsure unsure) {
        Event decided = event instanceof Day day ? unit.day(day) : event;
        DecidedEvent before = decidedBefore(decided, unit);
        if (before != null) {
            Run lost = unsure.isLost ? unsure.run : null;
            return lost != null && isSame(lost, before.decisions()) ? lost : replay(before);
        }
        EventDecider.Decided now = decideNow(decided, unit, keep);
        boolean accepted =
                !(decided instanceof MemberEvent) || now.decisions().get(0).accepted();
        if (!accepted && decided instanceof Erasure && unsure.isLost && unsure.run != null) {
            return unsure.run;
        }
        boolean last = unit.isLastPart();
        boolean only = last && unit.isFirstPart();
        Run run = new Run(now.decisions(), now.alerts(), keep, keep && accepted, last && decided.equals(event), only);
        if (keep && accepted) {
            unsure.run = run;
            if (!(decided instanceof Erasure)) {
                unit.record(decided, now.decisions());
            }
            unit.commit();
        }
        return run;
    }

    private static Run replay(DecidedEvent before) {
        List<Decision> replays =
                before.decisions().stream().map(Decision::asReplay).toList();
        return new Run(replays, List.of(), false, false, true, true);
    }

    /** Whether decisions are those of a try: then it was that one that was kept, and this is no replay. */
    private static boolean isSame(Run run, List<Decision> decisions) {
        return run.decisions().stream()
                .map(DecisionJson::write)
                .toList()
                .equals(decisions.stream().map(DecisionJson::write).toList());
    }

    private EventDecider.Decided decideNow(Event event, UnitOfWork unit, boolean keep) {
        Deciding now = deciding;
        return bounded(() -> (keep ? now.decider() : now.previewer()).decide(event, unit));
    }

    private static <T> T bounded(Supplier<T> work) {
        try {
            return work.get();
        } catch (ArithmeticException e) {
            throw new EventFormatException("", "leads to more money or points than can be counted");
        }
    }

    /** The event as it was decided before; null where it was not. A day is the same event whenever its date is. */
    private static @Nullable DecidedEvent decidedBefore(Event event, UnitOfWork unit) {
        DecidedEvent day = event instanceof Day one ? unit.decided(one.date()) : null;
        if (day != null) {
            return day;
        }
        DecidedEvent before = unit.decided(event.id());
        if (before != null && !before.says(event)) {
            throw new EventConflictException(event.id());
        }
        return before;
    }

    /** A listener that fails must not make look failed what was done. */
    private static <T> void tell(List<Consumer<T>> listeners, T news, String done) {
        for (Consumer<T> listener : listeners) {
            try {
                listener.accept(news);
            } catch (RuntimeException e) {
                LOGGER.error("A listener failed; {}", done, e);
            }
        }
    }

    private static UnitOfWork begin(Event event, boolean keep, MembershipStore in) {
        if (event instanceof Day day) {
            return in.beginDay(day, !keep);
        }
        return event instanceof Erasure erasure ? in.beginErasure(erasure.member()) : in.begin(involved(event));
    }

    /** The members that an event names. */
    private static Set<String> involved(Event event) {
        String member = ((MemberEvent) event).member();
        String other = OtherMember.namedIn(event);
        return other == null || other.equals(member) ? Set.of(member) : Set.of(member, other);
    }

    /**
     * The member's standing as of a day, or as of the latest day that the member has seen where that is later: books
     * forward, no rules fired. Empty where nobody of this id is enrolled.
     */
    public Optional<MemberStanding> standing(String member, LocalDate asOf) {
        Objects.requireNonNull(member, MEMBER);
        Objects.requireNonNull(asOf, AS_OF);
        return Optional.ofNullable(store.member(member)).map(account -> standing(account, asOf));
    }

    /** Every member's standing as of a day, in order of id: books forward, no rules fired. */
    public List<MemberStanding> standings(LocalDate asOf) {
        Objects.requireNonNull(asOf, AS_OF);
        return store.members().stream().map(account -> standing(account, asOf)).toList();
    }

    /** The member's ledger entries, in order; none where nobody of this id is enrolled. */
    public List<Entry> entries(String member) {
        Objects.requireNonNull(member, MEMBER);
        return store.entries(member);
    }

    /**
     * The member's points over some days.
     *
     * @param from the first day, in the program's zone
     * @param to the last day, not before {@code from}
     */
    public Statement statement(String member, LocalDate from, LocalDate to) {
        Objects.requireNonNull(member, MEMBER);
        Objects.requireNonNull(from, "from must not be null");
        Objects.requireNonNull(to, "to must not be null");
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a statement cannot end on " + to + ", before it begins on " + from);
        }
        long opening = 0;
        long closing = 0;
        List<Entry> shown = new ArrayList<>();
        for (Entry entry : store.entries(member)) {
            LocalDate day =
                    entry.at().atZoneSameInstant(program().definition().zone()).toLocalDate();
            opening += day.isBefore(from) ? entry.points() : 0;
            closing += day.isAfter(to) ? 0 : entry.points();
            if (!day.isBefore(from) && !day.isAfter(to)) {
                shown.add(entry);
            }
        }
        return new Statement(member, from, to, opening, shown, closing);
    }

    /**
     * All that is kept of a member, as one JSON object: for requests of members who want to know. Empty where nobody of this id
     * is enrolled.
     */
    public Optional<String> export(String member) {
        Objects.requireNonNull(member, MEMBER);
        return Optional.ofNullable(store.member(member))
                .map(account -> new MemberExport(account, store, program().definition()).json());
    }

    /**
     * Rolls the ledger entries before a day into one for each member, the opening balance; balances and sums stay. Statements
     * of earlier days are not to be had after it.
     *
     * @param date the first day whose entries stay, in the program's zone
     */
    public void purgeBefore(LocalDate date) {
        store.purgeEntries(date.atStartOfDay(program().definition().zone()).toOffsetDateTime());
    }

    private MemberStanding standing(MemberAccount account, LocalDate asOf) {
        ProgramDefinition definition = program().definition();
        LocalDate day = asOf.isAfter(account.booksDay()) ? asOf : account.booksDay();
        PointBook points = PointPosting.forward(account.points(), day);
        return new MemberStanding(
                account.id(),
                account.tier(),
                account.tiers().present().until(),
                points.balance(),
                points.pending(),
                definition.money(account.activity().spend().total()),
                account.activity().purchases().total(),
                account.wallet().usableVouchers(day),
                account.wallet().benefitsInForce(day),
                account.profile().tags().stream().sorted().toList());
    }

    /** Ends the engine; after that, events are not processed any more. */
    @Override
    public void close() {
        closed = true;
    }

    /** Builds an engine. Not thread-safe. */
    public static final class Builder {

        private @Nullable LoyaltyProgram program;
        private @Nullable MembershipStore store;
        private VoucherCodes voucherCodes = VoucherCodes.SEQUENTIAL;
        private Duration evaluationDeadline = RuleSet.DEADLINE;
        private final List<Consumer<Decision>> decisionListeners = new ArrayList<>();
        private @Nullable Consumer<Rule> firingListener;
        private final List<Consumer<BudgetAlert>> budgetListeners = new ArrayList<>();
        private final List<Consumer<Reload>> reloadListeners = new ArrayList<>();

        private Builder() {}

        /** The program that decides; required. */
        public Builder program(LoyaltyProgram decidingProgram) {
            this.program = decidingProgram;
            return this;
        }

        /** Where members are kept; in memory, where this is not called. */
        public Builder store(MembershipStore membershipStore) {
            this.store = membershipStore;
            return this;
        }

        /**
         * How long rules may take each time that they fire, where the program has trusted rules; 5 seconds, where this is not
         * called. Such rules fire on threads of their own. One that takes longer fails the event; one that does not even end
         * when it is told to keeps its thread, and when several have done so, events fail without rules being asked.
         *
         * @param deadline more than 0
         */
        public Builder evaluationDeadline(Duration deadline) {
            if (deadline.isZero() || deadline.isNegative()) {
                throw new IllegalArgumentException("a deadline must be more than 0, and " + deadline + " is not");
            }
            this.evaluationDeadline = deadline;
            return this;
        }

        /** How codes of vouchers are made; {@link VoucherCodes#SEQUENTIAL}, where this is not called. */
        public Builder voucherCodes(VoucherCodes codes) {
            this.voucherCodes = codes;
            return this;
        }

        /**
         * Hears of every decision, refusals included and replays not, once what was decided is kept. Called on the thread
         * that processed the event, when the engine holds no lock; a failure is logged and goes no further.
         */
        public Builder onDecision(Consumer<Decision> listener) {
            decisionListeners.add(listener);
            return this;
        }

        /**
         * Hears of each rule that fires, also where it refuses the event, where a limit keeps it from granting and where it
         * fires in a tier review; not in previews. Where an event must be tried again, its rules fire again. For finding rules
         * that never fire: called while the event is being decided, so it must be quick and must not fail.
         */
        public Builder onRuleFired(Consumer<Rule> listener) {
            Consumer<Rule> earlier = firingListener;
            firingListener = earlier == null ? listener : earlier.andThen(listener);
            return this;
        }

        /** Hears, once, that a budget has reached its alert share; called as {@link #onDecision}'s listeners are. */
        public Builder onBudgetAlert(Consumer<BudgetAlert> listener) {
            budgetListeners.add(listener);
            return this;
        }

        /** Hears that the program was replaced, on the thread that called {@link #reload}; a failure is logged. */
        public Builder onReload(Consumer<Reload> listener) {
            reloadListeners.add(listener);
            return this;
        }

        /**
         * Builds the engine.
         *
         * @throws IllegalStateException where no program was given
         */
        public MembershipEngine build() {
            if (program == null) {
                throw new IllegalStateException(
                        "an engine needs a program; call program(LoyaltyProgram.load(...)) first");
            }
            return new MembershipEngine(this, program);
        }
    }
}
