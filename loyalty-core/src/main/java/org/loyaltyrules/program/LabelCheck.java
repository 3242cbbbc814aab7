package org.loyaltyrules.program;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Warns of codes that terms show to people and that have no label, in a program that has labels. */
final class LabelCheck {

    private final ProblemLog log;
    private final Set<String> labeled;

    LabelCheck(ProblemLog log, Set<String> labeled) {
        this.log = log;
        this.labeled = labeled;
    }

    void check(Section program) {
        if (labeled.isEmpty()) {
            return;
        }
        if (program.find("tiers") instanceof Located.Items tiers) {
            tiers.items().forEach(this::checkText);
        }
        checkKeys(program.find("vouchers"));
        checkKeys(program.find("partners"));
        if (program.find("rewards") instanceof Located.Fields rewards) {
            rewards.fields().forEach(reward -> checkReward(reward.value()));
        }
    }

    private void checkReward(Located reward) {
        Located.Field gives = reward instanceof Located.Fields fields ? fields.find("gives") : null;
        if (gives != null && gives.value() instanceof Located.Fields content) {
            for (String given : new String[] {"gift", "benefit"}) {
                Located.Field field = content.find(given);
                if (field != null) {
                    checkText(field.value());
                }
            }
        }
    }

    private void checkKeys(@Nullable Located entries) {
        if (entries instanceof Located.Fields fields) {
            fields.fields().forEach(field -> check(field.key(), field.place()));
        }
    }

    private void checkText(Located value) {
        if (value instanceof Located.Text text) {
            check(text.text(), text.place());
        }
    }

    private void check(String code, Located.Place place) {
        if (!labeled.contains(code)) {
            log.warning(
                    "missing-label",
                    place,
                    Located.quote(code) + " has no label, so that terms show the code itself",
                    "add it to \"labels\"");
        }
    }
}
