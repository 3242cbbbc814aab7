package org.loyaltyrules.testing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.decision.Decision.Obstacle;
import org.loyaltyrules.event.MemberEvent;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.program.Rule;

/** All wording of {@link ProgramVerifier} and {@link DecisionAssert}. */
final class VerifierText {

    static final String NOTHING = "nothing";
    static final String FIRES = "the rule fires";
    static final String DOES_NOT_FIRE = "the rule does not fire";
    static final String ACCEPTED = "accepted";
    static final String OTHER_REASONS = "the reasons below";
    static final String NO_REASON = "none is known, as the rule is not asked at such an event";
    static final String NOT_SUPPRESSED = "nothing keeps it from granting";
    static final String NOBODY = "nobody is spoken of; give a member, or name one with about(…)";

    private VerifierText() {}

    /** The whole text of a sentence that is not so. */
    static AssertionError failure(
            String about, VerifierRun run, String expected, String actual, List<String> unexpected, String... asked) {
        StringBuilder text = new StringBuilder(about).append(" is not as said");
        for (GivenMember member : run.members()) {
            text.append("\n  given       ").append(member(member, run.program().definition()));
        }
        String when = "\n  when        ";
        for (String event : run.story()) {
            text.append(when).append(event);
            when = "\n              ";
        }
        text.append("\n  expected    ").append(expected);
        text.append("\n  actual      ").append(actual);
        if (!unexpected.isEmpty()) {
            text.append("\n  unexpected  ").append(String.join(", ", unexpected));
        }
        run.report(List.of(asked)).forEach(line -> text.append("\n  ").append(line));
        return new AssertionError(text.toString());
    }

    /** The whole text of a decision that is not as asserted. */
    static AssertionError failure(Decision decision, String expected, String actual) {
        StringBuilder text = new StringBuilder("The decision on ")
                .append(decision.type())
                .append(' ')
                .append(decision.event())
                .append(" of ")
                .append(decision.member())
                .append(" is not as said");
        text.append("\n  expected    ").append(expected);
        text.append("\n  actual      ").append(actual);
        if (!decision.accepted()) {
            text.append("\n  The event was ").append(status(decision)).append('.');
        }
        List<String> rules = new ArrayList<>();
        decision.fired().forEach(fired -> rules.add(FailureText.fired(fired, null)));
        decision.suppressed().forEach(one -> rules.add(FailureText.suppressed(one, null)));
        if (rules.isEmpty()) {
            text.append("\n  No rule granted anything.");
        } else {
            text.append("\n  ").append(FailureText.rulesTitle());
            rules.forEach(rule -> text.append("\n  ").append(rule));
        }
        return new AssertionError(text.toString());
    }

    static String program(LoyaltyProgram program) {
        return "Program " + program.id();
    }

    static String rule(Rule rule) {
        return "Rule \"" + rule.name() + "\" (" + rule.file() + ":" + rule.line() + ")";
    }

    private static String member(GivenMember member, ProgramDefinition definition) {
        List<String> parts = new ArrayList<>();
        parts.add("tier " + (member.tier() == null ? definition.lowestTier() : member.tier()));
        add(
                parts,
                "birthday",
                member.birthday() == null ? null : member.birthday().toString().substring(2));
        add(parts, "enrolled on", member.enrolledOn());
        add(parts, "enrolled by", member.channel());
        add(parts, "referred by", member.referrer());
        add(
                parts,
                "tags",
                member.tags().isEmpty() ? null : member.tags().stream().sorted().toList());
        add(
                parts,
                "attributes",
                member.attributes().isEmpty()
                        ? null
                        : member.attributes().keySet().stream().sorted().toList());
        add(parts, "points", member.points() == 0 ? null : member.points());
        add(parts, "spent", member.spend() == null ? null : member.spend().toPlainString());
        add(parts, "vouchers", member.vouchers().isEmpty() ? null : member.vouchers());
        add(
                parts,
                "earlier events",
                member.history().isEmpty() ? null : member.history().size());
        return "member " + member.id() + ": " + String.join(", ", parts);
    }

    private static void add(List<String> parts, String what, @Nullable Object value) {
        if (value != null) {
            parts.add(what + " " + value);
        }
    }

    /** What happens, and when. */
    static String happens(MemberEvent event, ProgramDefinition definition) {
        String of =
                event instanceof Purchase purchase ? " of " + purchase.amount().toPlainString() : "";
        return event.type() + of + " by " + event.member() + " on "
                + event.at()
                        .atZoneSameInstant(definition.zone())
                        .toLocalDateTime()
                        .toString()
                        .replace('T', ' ');
    }

    static String days(LocalDate first, LocalDate last) {
        return "days from " + first + " to " + last;
    }

    static String points(BigDecimal points) {
        return points.stripTrailingZeros().toPlainString()
                + (points.compareTo(BigDecimal.ONE) == 0 ? " point" : " points");
    }

    static String balance(long points) {
        return points + " to spend";
    }

    static String tier(String code) {
        return "tier " + code;
    }

    static String amount(String what, BigDecimal amount) {
        return what + " " + amount.toPlainString();
    }

    static String value(String verb, BigDecimal value) {
        return verb + " " + value.toPlainString();
    }

    static String award(Then.Kind kind, String code) {
        return word(kind) + " " + code;
    }

    static String none(Then.Kind kind) {
        return "no " + word(kind);
    }

    static String untagged(String tag) {
        return "tag " + tag + " removed";
    }

    private static String word(Then.Kind kind) {
        return switch (kind) {
            case VOUCHER -> "voucher";
            case GIFT -> "gift";
            case BENEFIT -> "benefit";
            case TIER -> "tier";
            case TAG -> "tag";
            case MESSAGE -> "message";
        };
    }

    static String fires(String rule) {
        return "\"" + rule + "\" fires";
    }

    static String doesNotFire(String rule) {
        return "\"" + rule + "\" does not fire";
    }

    static String firedOnly(Collection<String> rules) {
        return rules.isEmpty()
                ? "no rule fires"
                : rules.stream().map(VerifierText::fires).collect(Collectors.joining(", "));
    }

    static String suppressed(String rule, Obstacle obstacle) {
        return "\"" + rule + "\" kept from granting by " + obstacle;
    }

    static String suppressed(List<Obstacle> obstacles) {
        return "kept from granting by " + obstacles.stream().map(Enum::name).collect(Collectors.joining(", "));
    }

    static String status(List<Decision> decisions) {
        return decisions.isEmpty()
                ? "no decision on the member"
                : decisions.stream().map(VerifierText::status).distinct().collect(Collectors.joining(", "));
    }

    static String status(Decision decision) {
        return decision.accepted() ? ACCEPTED : refused(String.valueOf(decision.reason()));
    }

    static String refused(String reason) {
        return "refused: " + reason;
    }

    static String withoutFiring(String status) {
        return status + ", and the rule does not fire";
    }

    static String because(String reason) {
        return "a reason that contains \"" + reason + "\"";
    }

    static String unknownRule(String name, String program, @Nullable String meant) {
        return "program " + program + " has no rule \"" + name + "\""
                + (meant == null ? "" : "; did you mean \"" + meant + "\"?");
    }

    static String withoutDay(String member, LocalDate start) {
        return "each earlier event of " + member + " needs a day of its own, such as purchase(\"100\").on(\""
                + start.minusDays(1) + "\"), not after " + start + ", on which the test begins";
    }

    static String noDays(LocalDate begun, LocalDate last) {
        return "it is " + begun + "; days cannot begin up to " + last;
    }

    static String noPurchase(String member) {
        return "there is no accepted purchase of " + member + " that could be returned";
    }

    static String notMember(String member) {
        return "nobody of the id " + member + " is enrolled";
    }

    static String enrolledTooLate(String member, LocalDate enrolled, LocalDate start) {
        return member + " cannot have enrolled on " + enrolled + " when the test begins on " + start;
    }

    static String vouchers(List<String> definitions) {
        return "vouchers of " + String.join(", ", definitions);
    }

    static String usable(int vouchers) {
        return vouchers + " that can be used";
    }

    static String notGiven(String member, String expected, String actual) {
        return member + " cannot be given " + expected + ", but only " + actual
                + "; the catalog, and policies on validity and pending points, decide what is possible";
    }

    static String notDecided(Decision decision) {
        String messages =
                decision.messages().stream().map(Decision.Message::code).collect(Collectors.joining(", "));
        return "what is given to " + decision.member() + " is not possible: " + decision.type() + " "
                + (decision.accepted() ? messages : status(decision));
    }

    static String granted(Decision decision) {
        return decision.fired().isEmpty()
                ? "no rule granted anything"
                : decision.fired().stream().map(one -> "\"" + one.rule() + "\"").collect(Collectors.joining(", "));
    }

    static String grants(String rule) {
        return "\"" + rule + "\" grants something";
    }

    static String grantsNothing(String rule) {
        return "\"" + rule + "\" grants nothing";
    }

    /** Codes of a kind, or that there are none. */
    static String codes(Then.Kind kind, List<String> codes) {
        return codes.isEmpty()
                ? none(kind)
                : codes.stream().map(code -> award(kind, code)).collect(Collectors.joining(", "));
    }
}
