package org.loyaltyrules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.member.Profile;

/** Who referred whom. */
final class ReferralGraph {

    private ReferralGraph() {}

    /** Fails where a step made a circle or counted somebody twice; how many enrollments named somebody. */
    static int check(Step step) {
        step.accounts.values().forEach(account -> checkPath(account, step.accounts));
        if (!step.accepted() || !step.is("enroll")) {
            return 0;
        }
        String member = step.event.get("member").asText();
        Profile profile = step.accounts.get(member).profile();
        assertThat(profile.referred() && step.referredBefore.contains(member))
                .as("referred twice")
                .isFalse();
        long most = step.scene.program().definition().maxReferrals().orElse(Integer.MAX_VALUE);
        for (MemberAccount account : step.accounts.values()) {
            MemberAccount before = step.accountsBefore.get(account.id());
            long counted = before == null ? 0 : before.activity().referrals().total();
            boolean isReferrer =
                    profile.referrer() != null && profile.referrer().member().equals(account.id());
            assertThat(account.activity().referrals().total()).isEqualTo(isReferrer ? counted + 1 : counted);
            assertThat(account.activity().referrals().total()).isLessThanOrEqualTo(most);
        }
        return step.event.has("referrer") ? 1 : 0;
    }

    /** Links reach members of that enrollment only: who was erased and enrolled afresh is somebody else. */
    private static void checkPath(MemberAccount account, Map<String, MemberAccount> accounts) {
        int length = 0;
        Profile.Referrer link = account.profile().referrer();
        while (link != null) {
            assertThat(link.enrolledBy()).isNotEqualTo(account.profile().enrolledBy());
            assertThat(++length).as("a circle").isLessThanOrEqualTo(accounts.size());
            MemberAccount referrer = accounts.get(link.member());
            boolean same = referrer != null && referrer.profile().enrolledBy().equals(link.enrolledBy());
            assertThat(same).as("the referrer is a member").isTrue();
            link = referrer.profile().referrer();
        }
    }
}
