package org.loyaltyrules.settlement;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.award.Award;
import org.loyaltyrules.decision.Decision.Granted;
import org.loyaltyrules.explanation.ExplainedAward;
import org.loyaltyrules.explanation.ExplainedAward.WhyNothing;

/** Awards in the words of decisions. */
public final class AwardWords {

    private AwardWords() {}

    /** An award and what became of it. */
    public static ExplainedAward explained(Award award, @Nullable Granted granted, @Nullable WhyNothing whyNothing) {
        return new ExplainedAward(kind(award), value(award), line(award), code(award), granted, whyNothing);
    }

    /** The verb of an award, as decisions name it. */
    static String kind(Award award) {
        if (award instanceof Award.Earn) {
            return "earn";
        } else if (award instanceof Award.Multiply) {
            return "multiply";
        } else if (award instanceof Award.Points) {
            return "points";
        } else if (award instanceof Award.Discount) {
            return "discount";
        } else if (award instanceof Award.Exclude) {
            return "exclude";
        } else if (award instanceof Award.IssueVoucher) {
            return "voucher";
        } else if (award instanceof Award.Gift) {
            return "gift";
        } else if (award instanceof Award.Benefit) {
            return "benefit";
        } else if (award instanceof Award.QualifyTier) {
            return "tier";
        } else if (award instanceof Award.Tag) {
            return "tag";
        } else if (award instanceof Award.Untag) {
            return "untag";
        }
        return award instanceof Award.Message ? "message" : "reject";
    }

    private static @Nullable BigDecimal value(Award award) {
        if (award instanceof Award.Earn earn) {
            return earn.rate();
        } else if (award instanceof Award.Multiply multiply) {
            return multiply.factor();
        } else if (award instanceof Award.Points points) {
            return BigDecimal.valueOf(points.points());
        }
        return award instanceof Award.Discount discount ? discount.percent() : null;
    }

    private static @Nullable Integer line(Award award) {
        Integer line = null;
        if (award instanceof Award.Earn earn) {
            line = earn.line();
        } else if (award instanceof Award.Multiply multiply) {
            line = multiply.line();
        } else if (award instanceof Award.Discount discount) {
            line = discount.line();
        } else if (award instanceof Award.Exclude exclude) {
            line = exclude.line();
        }
        return line == null ? null : line + 1;
    }

    private static @Nullable String code(Award award) {
        if (award instanceof Award.IssueVoucher voucher) {
            return voucher.code();
        } else if (award instanceof Award.Gift gift) {
            return gift.code();
        } else if (award instanceof Award.Benefit benefit) {
            return benefit.code();
        } else if (award instanceof Award.QualifyTier tier) {
            return tier.code();
        } else if (award instanceof Award.Tag tag) {
            return tag.tag();
        } else if (award instanceof Award.Untag tag) {
            return tag.tag();
        } else if (award instanceof Award.Message message) {
            return message.code();
        }
        return award instanceof Award.Reject reject ? reject.reason() : null;
    }
}
