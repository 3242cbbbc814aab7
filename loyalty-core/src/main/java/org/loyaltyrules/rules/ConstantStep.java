package org.loyaltyrules.rules;

import java.util.List;
import org.loyaltyrules.award.Award;

/** A step that awards the same whatever was matched. */
record ConstantStep(Award award) implements Step {

    @Override
    public void run(Variables variables, List<Award> awards) {
        awards.add(award);
    }
}
