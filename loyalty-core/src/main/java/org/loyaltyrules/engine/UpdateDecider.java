package org.loyaltyrules.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.loyaltyrules.award.Firing;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.event.Update;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.member.Profile;
import org.loyaltyrules.settlement.Refusal;
import org.loyaltyrules.settlement.Settlement;

/** Decides changes of what the host tells of a member. */
final class UpdateDecider {

    private final Deciding deciding;

    UpdateDecider(Deciding deciding) {
        this.deciding = deciding;
    }

    Decision decide(Update event) {
        MemberAccount account = deciding.unit.member(event.member());
        if (account == null) {
            return deciding.refused(event.member(), null, Refusal.UNKNOWN_MEMBER);
        }
        try (Evaluation evaluation = new Evaluation(deciding, account)) {
            List<Firing> firings = evaluation.fire(List.of());
            String rejection = Evaluation.rejection(firings);
            if (rejection != null) {
                return deciding.refused(event.member(), account, rejection);
            }
            Settlement settlement = evaluation.settlement();
            settlement.grant(firings);
            settlement.change(settlement.account().with(changed(account.profile(), event)));
            evaluation.qualify();
            return deciding.keep(evaluation.finish());
        }
    }

    private static Profile changed(Profile profile, Update event) {
        Map<String, String> attributes = new HashMap<>(profile.attributes());
        event.attributes().forEach((name, value) -> {
            value.ifPresentOrElse(text -> attributes.put(name, text), () -> attributes.remove(name));
        });
        Profile changed = profile.withAttributes(attributes).withTags(event.tags(), event.untag());
        return event.birthday() == null ? changed : changed.withBirthday(event.birthday());
    }
}
