package org.loyaltyrules.testing;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.MembershipEngine;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.decision.MemberStanding;
import org.loyaltyrules.event.Action;
import org.loyaltyrules.event.Adjustment;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.MemberEvent;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.store.InMemoryMembershipStore;
import org.loyaltyrules.store.MembershipStore;

/**
 * Makes members what tests want them to be, by events that a program with the same catalog decides: one that grants what is
 * given, and nothing else.
 */
final class GivenMembers {

    private static final int DAYS_ENROLLED = 60;
    private static final String TIER = "GIVEN_TIER";
    private static final String VOUCHER = "GIVEN_VOUCHER";

    private final MembershipStore store = new InMemoryMembershipStore();
    private final ProgramDefinition definition;
    private final MembershipEngine engine;
    private final LocalDate start;
    private final List<Decision> decisions = new ArrayList<>();
    private int events;

    /**
     * Nobody is a member yet.
     *
     * @param giving what {@link #giving} made
     */
    GivenMembers(LoyaltyProgram giving, LocalDate start) {
        this.definition = giving.definition();
        this.start = start;
        this.engine = MembershipEngine.builder().program(giving).store(store).build();
    }

    /** The program that grants what is given. */
    static LoyaltyProgram giving(LoyaltyProgram program) {
        ProgramDefinition catalog = program.definition();
        StringBuilder rules = new StringBuilder();
        catalog.tiers().stream()
                .filter(tier -> !tier.equals(catalog.lowestTier()))
                .forEach(tier -> rules.append(rule(TIER, tier, "tier")));
        catalog.vouchers().keySet().forEach(code -> rules.append(rule(VOUCHER, code, "voucher")));
        return program.withRules(Map.of("given.drl", rules.toString()));
    }

    private static String rule(String kind, String code, String verb) {
        String quoted = '"' + code.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        return "rule \"" + kind + " " + quoted.substring(1) + "\nwhen\n  Action( kind == \"" + kind + "\", subject == "
                + quoted + " )\nthen\n  award." + verb + "(" + quoted + ");\nend\n";
    }

    /** Where the members are kept. */
    MembershipStore store() {
        return store;
    }

    /** Enrolls a member and gives what is to be given; all that was decided on the way. */
    List<Decision> enroll(GivenMember member) {
        decisions.clear();
        LocalDate enrolled = member.enrolledOn() == null ? start.minusDays(DAYS_ENROLLED) : member.enrolledOn();
        if (enrolled.isAfter(start)) {
            throw new IllegalArgumentException(VerifierText.enrolledTooLate(member.id(), enrolled, start));
        }
        decide(enrollment(member, enrolled));
        if (member.tier() != null && !member.tier().equals(definition.lowestTier())) {
            decide(Action.of(id(), at(enrolled), member.id(), TIER).subject(member.tier()));
        }
        // Earlier events must not be late ones, so what is given comes before them.
        boolean atOnce = !member.history().isEmpty() || start.equals(enrolled);
        LocalDate before = atOnce ? enrolled : start.minusDays(1);
        if (member.spend() != null) {
            decide(Purchase.of(id(), at(before), member.id(), List.of(Purchase.Line.of(member.spend()))));
        }
        for (String voucher : member.vouchers()) {
            decide(Action.of(id(), at(before), member.id(), VOUCHER).subject(voucher));
        }
        if (member.points() > 0) {
            LocalDate early = before.minus(definition.points().pending());
            decide(Adjustment.of(
                    id(), at(early.isBefore(enrolled) ? enrolled : early), member.id(), member.points(), "given"));
        }
        check(member);
        return List.copyOf(decisions);
    }

    private Enrollment enrollment(GivenMember member, LocalDate enrolled) {
        Enrollment enrollment = Enrollment.of(id(), at(enrolled), member.id())
                .tags(member.tags())
                .attributes(member.attributes());
        enrollment = member.birthday() == null ? enrollment : enrollment.birthday(member.birthday());
        enrollment = member.channel() == null ? enrollment : enrollment.channel(member.channel());
        return member.referrer() == null ? enrollment : enrollment.referrer(member.referrer());
    }

    /** What policies keep from being given must not go unseen. */
    private void check(GivenMember member) {
        MemberStanding standing = engine.standing(member.id(), start)
                .orElseThrow(() -> new IllegalStateException("an accepted enrollment makes a member"));
        if (standing.points() != member.points()) {
            throw new IllegalArgumentException(VerifierText.notGiven(
                    member.id(), VerifierText.balance(member.points()), VerifierText.balance(standing.points())));
        }
        String tier = member.tier() == null ? definition.lowestTier() : member.tier();
        if (!standing.tier().equals(tier)) {
            throw new IllegalArgumentException(
                    VerifierText.notGiven(member.id(), VerifierText.tier(tier), VerifierText.tier(standing.tier())));
        }
        if (standing.vouchers().size() != member.vouchers().size()) {
            throw new IllegalArgumentException(VerifierText.notGiven(
                    member.id(),
                    VerifierText.vouchers(member.vouchers()),
                    VerifierText.usable(standing.vouchers().size())));
        }
    }

    private void decide(MemberEvent event) {
        Decision decision = engine.process(event);
        if (!decision.accepted() || !decision.messages().isEmpty()) {
            throw new IllegalArgumentException(VerifierText.notDecided(decision));
        }
        decisions.add(decision);
    }

    private String id() {
        return "given-" + ++events;
    }

    private OffsetDateTime at(LocalDate day) {
        return day.atTime(9, 0).atZone(definition.zone()).toOffsetDateTime();
    }
}
