package org.loyaltyrules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.member.TierStep;
import org.loyaltyrules.program.ProgramDefinition;

/** Whether the tiers that a member had follow each other without gap, overlap or a fall that nothing explains. */
final class TierChain {

    private final Step step;
    private final ProgramDefinition program;

    private TierChain(Step step) {
        this.step = step;
        this.program = step.scene.program().definition();
    }

    /** Fails where a step broke the chain; how many tiers changed. */
    static int check(Step step) {
        TierChain chain = new TierChain(step);
        Map<String, Decision> told = new HashMap<>();
        for (Decision decision : step.decisions) {
            if (decision.accepted() && !decision.replayed()) {
                remember(decision, told);
                decision.related().forEach(related -> remember(related, told));
            }
        }
        int changes = 0;
        for (MemberAccount account : step.accounts.values()) {
            changes += chain.check(account, told.get(account.id())) ? 1 : 0;
        }
        return changes;
    }

    private static void remember(Decision decision, Map<String, Decision> told) {
        assertThat(told.put(decision.member(), decision))
                .as("one decision a member")
                .isNull();
    }

    private boolean check(MemberAccount account, Decision decision) {
        MemberAccount before = step.accountsBefore.get(account.id());
        String tierBefore = before == null ? program.lowestTier() : before.tier();
        String told = decision == null ? tierBefore : decision.tier().after();
        assertThat(account.tier()).as("the tier that was told last").isEqualTo(told);
        if (decision != null) {
            assertThat(decision.tier().before()).isEqualTo(tierBefore);
            assertThat(decision.tier().until())
                    .isEqualTo(account.tiers().present().until());
        }
        checkLadder(account);
        boolean falls = program.tierLevel(account.tier()) < program.tierLevel(tierBefore);
        if (falls && before != null && !step.is("return")) {
            LocalDate until = before.tiers().present().until();
            assertThat(until != null && until.plus(program.tierPolicy().grace()).isBefore(account.booksDay()))
                    .as("a review was due")
                    .isTrue();
        }
        return !account.tier().equals(tierBefore);
    }

    /** Each step of the ladder is above the one before it, ends no earlier than it began, and the lowest does not end. */
    private void checkLadder(MemberAccount account) {
        int level = -1;
        for (TierStep one : account.tiers().steps()) {
            assertThat(program.tierLevel(one.tier())).isGreaterThan(level);
            level = program.tierLevel(one.tier());
            assertThat(one.until() != null && (level == 0 || one.until().isBefore(one.since())))
                    .as("%s", one)
                    .isFalse();
        }
    }
}
