package org.loyaltyrules.testing;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.MembershipEngine;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.decision.MemberStanding;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.event.MemberEvent;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.explanation.Explanation;

/** The members and events of one sentence, decided by an engine of their own. Not thread-safe. */
final class VerifierRun {

    /** A day on which nothing in particular is to be expected. */
    private static final LocalDate USUAL_START = LocalDate.of(2026, 3, 3);

    private final ProgramVerifier verifier;
    private final MembershipEngine engine;
    private final ZoneId zone;
    private final List<GivenMember> members;
    private final Map<String, String> lastPurchases = new HashMap<>();
    private final Map<String, List<Decision.Voucher>> vouchers = new HashMap<>();
    private final List<String> story = new ArrayList<>();
    private final Set<String> fired = new TreeSet<>();
    private final List<Decision> decided = new ArrayList<>();
    private @Nullable String subject;
    private @Nullable String about;

    /** Why the last event, or the last of days that passed, was decided as it was; null where nobody is a member. */
    private @Nullable Explanation explanation;

    private LocalDate day;
    private LocalTime time = LocalTime.NOON;
    private int events;

    VerifierRun(
            ProgramVerifier verifier, List<GivenMember> members, @Nullable LocalDate start, List<WhenEvent> events) {
        this.verifier = verifier;
        this.zone = program().definition().zone();
        this.members = members;
        this.day = start == null ? firstDay(events) : start;
        GivenMembers given = new GivenMembers(verifier.giving(), day);
        this.engine = MembershipEngine.builder()
                .program(program())
                .store(given.store())
                .onRuleFired(rule -> {
                    fired.add(rule.name());
                    verifier.fired(rule);
                })
                .build();
        for (GivenMember member : members) {
            given.enroll(member).forEach(this::keepVouchers);
        }
        LocalDate begin = day;
        members.forEach(member -> relive(member, begin));
        this.day = begin;
        this.time = LocalTime.NOON;
        story.clear();
        decideAll(events);
    }

    private static LocalDate firstDay(List<WhenEvent> events) {
        LocalDate day =
                events.get(0) instanceof HostEvent<?> event ? event.setting().day() : null;
        return day == null ? USUAL_START : day;
    }

    /** What the member did before the first event. */
    private void relive(GivenMember member, LocalDate begin) {
        for (WhenEvent event : member.history()) {
            LocalDate on = event instanceof HostEvent<?> one ? one.setting().day() : null;
            if (on == null || on.isAfter(begin)) {
                throw new IllegalArgumentException(VerifierText.withoutDay(member.id(), begin));
            }
            decide((HostEvent<?>) event, member.id());
        }
    }

    /** Lets events happen; what is said afterward is about the last of them. */
    void decideAll(List<WhenEvent> happening) {
        about = null;
        for (WhenEvent event : happening) {
            fired.clear();
            decided.clear();
            explanation = null;
            if (event instanceof PassingDays days) {
                passDays(days);
            } else if (event instanceof HostEvent<?> host) {
                decide(host, members.isEmpty() ? "m1" : members.get(0).id());
            }
        }
    }

    private void passDays(PassingDays days) {
        subject = members.isEmpty() ? null : members.get(0).id();
        LocalDate begun = day;
        LocalDate last = days.last() == null ? day.plusDays(days.days()) : days.last();
        if (!last.isAfter(begun)) {
            throw new IllegalArgumentException(VerifierText.noDays(begun, last));
        }
        while (day.isBefore(last)) {
            day = day.plusDays(1);
            OffsetDateTime at = day.atStartOfDay(zone).toOffsetDateTime();
            Day begins = Day.of("day-" + day, at, day);
            if (day.equals(last) && subject != null) {
                explanation = engine.explain(begins, subject).orElse(null);
            }
            engine.process(begins).forEach(this::keep);
        }
        time = LocalTime.NOON;
        story.add(VerifierText.days(begun.plusDays(1), last));
    }

    private void decide(HostEvent<?> host, String usualMember) {
        HostEvent.Setting setting = host.setting();
        String member = setting.member() == null ? usualMember : setting.member();
        LocalDate on = setting.day() == null ? day : setting.day();
        if (setting.time() != null) {
            time = setting.time();
        } else if (!on.equals(day)) {
            time = LocalTime.NOON;
        }
        day = on;
        String id = "t" + ++events;
        MemberEvent event = host.make(id, day.atTime(time).atZone(zone).toOffsetDateTime(), member, this);
        story.add(VerifierText.happens(event, program().definition()));
        subject = event.member();
        explanation = engine.explain(event);
        Decision decision = engine.process(event);
        keep(decision);
        if (event instanceof Purchase purchase && decision.accepted()) {
            lastPurchases.put(purchase.member(), purchase.id());
            issuedTo(purchase.member()).removeIf(voucher -> purchase.vouchers().contains(voucher.code()));
        }
    }

    private void keep(Decision decision) {
        decided.add(decision);
        keepVouchers(decision);
    }

    private void keepVouchers(Decision decision) {
        issuedTo(decision.member()).addAll(decision.vouchers());
        decision.related().forEach(this::keepVouchers);
    }

    private List<Decision.Voucher> issuedTo(String member) {
        return vouchers.computeIfAbsent(member, one -> new ArrayList<>());
    }

    /** The codes of vouchers given by their definitions or codes. */
    List<String> voucherCodes(String member, List<String> names) {
        List<Decision.Voucher> open = new ArrayList<>(issuedTo(member));
        List<String> codes = new ArrayList<>();
        for (String name : names) {
            Decision.Voucher held = open.stream()
                    .filter(voucher -> voucher.voucher().equals(name))
                    .findFirst()
                    .orElse(null);
            open.remove(held);
            codes.add(held == null ? name : held.code());
        }
        return codes;
    }

    /** The id of the member's last accepted purchase. */
    String lastPurchase(String member) {
        String purchase = lastPurchases.get(member);
        if (purchase == null) {
            throw new IllegalArgumentException(VerifierText.noPurchase(member));
        }
        return purchase;
    }

    void lookAt(String member) {
        about = member;
    }

    LoyaltyProgram program() {
        return verifier.program();
    }

    /** Refuses a name that no rule of the program has. */
    void requireRule(String name) {
        verifier.rule(name);
    }

    /** The decisions on the member who is spoken of. */
    List<Decision> decisions() {
        String who = about == null ? subject : about;
        return all().filter(decision -> decision.member().equals(who)).toList();
    }

    /** The decisions on every member, unless one is spoken of. */
    List<Decision> everyDecision() {
        return about == null ? all().toList() : decisions();
    }

    private Stream<Decision> all() {
        return decided.stream().flatMap(decision -> Stream.concat(Stream.of(decision), decision.related().stream()));
    }

    /** The names of the rules that fired, for any member. */
    Set<String> fired() {
        return fired;
    }

    /** What kept rules from granting, for people. */
    List<String> suppressed() {
        return decisions().stream()
                .flatMap(decision -> decision.suppressed().stream())
                .map(suppressed -> VerifierText.suppressed(suppressed.rule(), suppressed.reason()))
                .toList();
    }

    /** Where the member who is spoken of stands. */
    MemberStanding standing() {
        String who = about == null ? subject : about;
        if (who == null) {
            throw new IllegalArgumentException(VerifierText.NOBODY);
        }
        return engine.standing(who, day).orElseThrow(() -> new IllegalArgumentException(VerifierText.notMember(who)));
    }

    List<GivenMember> members() {
        return members;
    }

    /** What has happened since the first event, for people. */
    List<String> story() {
        return story;
    }

    /** What the rules did at the last event and why these rules did it or not, for people. */
    List<String> report(List<String> asked) {
        List<String> lines = new ArrayList<>(
                new RuleReport(program()).explain(about == null ? decided : decisions(), Set.of(), fired));
        if (!asked.isEmpty()) {
            why(asked).lines().filter(line -> !line.isBlank()).forEach(lines::add);
        }
        return lines;
    }

    /** Why rules fired or did not at the last event, or on the last of days that passed, for people. */
    String why(List<String> rules) {
        return explanation == null ? "" : explanation.of(rules).textOfRules();
    }
}
