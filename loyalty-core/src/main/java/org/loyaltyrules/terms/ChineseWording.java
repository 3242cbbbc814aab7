package org.loyaltyrules.terms;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.program.CalendarPeriod;
import org.loyaltyrules.program.Clawback;
import org.loyaltyrules.program.DiscountStacking;
import org.loyaltyrules.program.LeapDayBirthday;
import org.loyaltyrules.program.Partner;
import org.loyaltyrules.program.PayWith;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.program.Reward;
import org.loyaltyrules.program.RewardContent;
import org.loyaltyrules.program.RoundTo;
import org.loyaltyrules.program.RuleLimit;
import org.loyaltyrules.program.TierPolicy;
import org.loyaltyrules.program.Validity;
import org.loyaltyrules.program.VoucherDefinition;

/** Terms in Chinese, in simplified characters. */
final class ChineseWording extends Wording {

    private static final Pattern TELLING_OF_BUDGET = Pattern.compile("即止|为止|先到先得|限量|限额|有限|额满|售完|售罄|送完|赠完|发完|用完|领完");

    ChineseWording(ProgramDefinition program, Labels labels) {
        super(program, labels);
    }

    @Override
    String title() {
        return labels.of(program.name()) + "会员条款";
    }

    @Override
    String introduction() {
        return "本条款说明会员的各项权益和要求。日期均以" + zone() + (labels.has(program.zone().getId()) ? "" : "时间") + "为准。";
    }

    @Override
    String heading(Subject subject) {
        return switch (subject) {
            case TIERS -> "会员等级";
            case BENEFITS -> "会员权益";
            case POINTS -> "积分";
            case DISCOUNTS -> "折扣";
            case WELCOME -> "入会礼遇";
            case FRIENDS -> "邀请好友";
            case BIRTHDAYS -> "生日与周年";
            case CAMPAIGNS -> "限时活动";
            case GIFTS -> "赠券与赠礼";
            case CONDITIONS -> "其他说明";
        };
    }

    @Override
    String vouchersHeading() {
        return "优惠券";
    }

    @Override
    String rewardsHeading() {
        return "积分兑换";
    }

    @Override
    String rewardsTable() {
        return "| 兑换内容 | 所需积分 |\n|---|---:|";
    }

    @Override
    String partnersHeading() {
        return "合作伙伴";
    }

    @Override
    String returnsHeading() {
        return "退货";
    }

    @Override
    String lowestTier() {
        return "新会员入会即为此等级。";
    }

    @Override
    List<String> tierPolicies() {
        if (program.tiers().size() == 1) {
            return List.of();
        }
        TierPolicy policy = program.tierPolicy();
        Period validity = policy.validity().period();
        if (validity == null) {
            return List.of("等级一经达到，终身有效；如退回计入升级条件的商品，等级可能相应调整。");
        }
        List<String> sentences = new ArrayList<>();
        sentences.add("等级自达到之日起" + period(validity) + "内有效"
                + rounded(policy.validity().roundTo()) + "。升级后，有效期重新计算。");
        String review =
                "有效期届满" + (policy.grace().isZero() ? "" : "并再过" + period(policy.grace())) + "后，根据截至届满日的升级条件进行评定：";
        sentences.add(review
                + switch (policy.downgrade()) {
                    case TO_QUALIFIED -> "仍符合条件的，等级不变；否则调整为所符合的最高等级。";
                    case ONE_LEVEL -> "仍符合条件的，等级不变；否则最多下降一级。";
                    case NEVER -> "等级不会下降。";
                });
        return sentences;
    }

    private static String rounded(RoundTo roundTo) {
        return switch (roundTo) {
            case DAY -> "";
            case MONTH_END -> "，并顺延至届满当月的最后一天";
            case YEAR_END -> "，并顺延至届满当年的12月31日";
        };
    }

    @Override
    String rounding() {
        return switch (program.points().rounding()) {
            case DOWN -> "每笔消费的积分取整数，不足1分的部分舍去。";
            case UP -> "每笔消费的积分取整数，不足1分的部分按1分计。";
            default -> "每笔消费的积分四舍五入取整数。";
        };
    }

    @Override
    String pending(Period pending) {
        return "积分在获得" + period(pending) + "后可以使用。";
    }

    @Override
    String pointsValidity() {
        Validity validity = program.points().validity();
        return validity.period() == null
                ? "积分永久有效。"
                : "积分自获得之日起" + period(validity.period()) + "内有效" + rounded(validity.roundTo()) + "，逾期作废。";
    }

    @Override
    String spendingOrder() {
        return "使用积分时，先到期的积分先使用。";
    }

    @Override
    String payWith() {
        PayWith payWith = program.points().payWith();
        if (payWith == null) {
            return "";
        }
        String share = payWith.maxShare().compareTo(BigDecimal.ONE) >= 0
                ? "可抵扣全部应付金额"
                : "最多可抵扣应付金额的" + plain(payWith.maxShare().movePointRight(2)) + "%";
        return "积分可抵扣消费：" + number(payWith.pointsPerUnit()) + "积分抵" + money(BigDecimal.ONE)
                + (payWith.step() == 1 ? "，" : "，以" + number(payWith.step()) + "积分的整数倍使用，") + share + "。";
    }

    @Override
    String cap(CalendarPeriod per, long max) {
        return word(per) + "最多可获得" + number(max) + "积分。";
    }

    private static String word(CalendarPeriod period) {
        return switch (period) {
            case DAY -> "每日";
            case WEEK -> "每周";
            case MONTH -> "每月";
            case QUARTER -> "每季度";
            case YEAR -> "每年";
            case EVER -> "每位会员";
        };
    }

    @Override
    List<String> discountPolicy(boolean hasDiscounts) {
        if (!hasDiscounts) {
            return List.of();
        }
        return List.of(
                program.discounts() == DiscountStacking.BEST
                        ? "同一商品适用多项折扣时，取其中最优惠的一项。"
                        : "同一商品适用多项折扣时，除本条款另有说明外，依次折上折。");
    }

    @Override
    List<String> leapDayPolicy(boolean hasBirthdays) {
        if (!hasBirthdays) {
            return List.of();
        }
        return List.of("2月29日出生的会员，在没有2月29日的年份，生日按"
                + (program.leapDayBirthday() == LeapDayBirthday.FEB_28 ? "2月28日" : "3月1日") + "计算。");
    }

    @Override
    List<String> referralPolicy(boolean hasReferrals) {
        if (!hasReferrals || program.maxReferrals().isEmpty()) {
            return List.of();
        }
        return List.of("每位会员最多可累计邀请" + program.maxReferrals().getAsInt() + "位好友。");
    }

    @Override
    List<String> returns() {
        List<String> sentences = new ArrayList<>();
        sentences.add("退货时，按比例收回该商品所得的积分"
                + (program.points().clawback() == Clawback.NEGATIVE ? "；积分已使用的，由之后获得的积分补足。" : "，以会员现有积分为限。"));
        if (program.points().payWith() != null) {
            sentences.add("抵扣退货商品所用的积分予以退还，有效期不变。");
        }
        if (!program.vouchers().isEmpty()) {
            sentences.add("整单退货时，因该单获得的优惠券作废；该单所用的优惠券在有效期内可再次使用。");
        }
        if (program.tiers().size() > 1) {
            sentences.add("因退货商品而达到的等级相应取消。");
        }
        return sentences;
    }

    @Override
    String days(@Nullable LocalDate from, @Nullable LocalDate until) {
        if (from != null && until != null) {
            return "（" + date(from) + "至" + date(until) + "）";
        } else if (from != null) {
            return "（自" + date(from) + "起）";
        }
        return until == null ? "" : "（至" + date(until) + "止）";
    }

    @Override
    String colon() {
        return "：";
    }

    private static String date(LocalDate date) {
        return date.getYear() + "年" + date.getMonthValue() + "月" + date.getDayOfMonth() + "日";
    }

    @Override
    boolean tellsOf(String terms, CalendarPeriod period) {
        return terms.contains("限")
                || terms.contains("首")
                || terms.contains("最多")
                || telling(period).matcher(terms).find();
    }

    /** Words that tell of a limit per period: 每年, 每个自然年, 每一自然年. */
    private static Pattern telling(CalendarPeriod period) {
        String each = "每一?个?(自然)?";
        return Pattern.compile(
                switch (period) {
                    case DAY -> each + "[日天]";
                    case WEEK -> each + "(周|星期)";
                    case MONTH -> each + "月";
                    case QUARTER -> each + "季";
                    case YEAR -> each + "年";
                    case EVER -> "每一?[位名个]?(会员|人)|终身|一生";
                });
    }

    @Override
    boolean tellsOfBudget(String terms) {
        return TELLING_OF_BUDGET.matcher(terms).find();
    }

    @Override
    String budget() {
        return "先到先得，额满即止。";
    }

    @Override
    String limit(RuleLimit limit) {
        return word(limit.per()) + "最多" + limit.times() + "次。";
    }

    @Override
    String voucher(VoucherDefinition voucher) {
        StringBuilder text = new StringBuilder("：");
        boolean minimum = voucher.minSpend().signum() > 0;
        text.append(minimum ? "满" + money(voucher.minSpend()) : "");
        text.append(
                switch (voucher.kind()) {
                    case AMOUNT_OFF -> (minimum ? "减" : "抵") + money(voucher.value());
                    case PERCENT_OFF -> (minimum ? "可" : "") + "减免" + plain(voucher.value()) + "%";
                    case GIFT -> "凭券领取礼品";
                });
        if (!voucher.onlyCategories().isEmpty()) {
            text.append("，仅限").append(Markdown.escaped(String.join("、", names(voucher.onlyCategories()))));
        }
        if (!voucher.excludedCategories().isEmpty()) {
            text.append("，不适用于").append(Markdown.escaped(String.join("、", names(voucher.excludedCategories()))));
        }
        Period validity = voucher.validity();
        if (validity == null) {
            text.append("；长期有效");
        } else if (validity.isZero()) {
            text.append("；仅限领取当日使用");
        } else {
            text.append("；").append(period(validity)).append("内有效");
        }
        return text.append(voucher.stackable() ? "；可与其他优惠券叠加使用。" : "。").toString();
    }

    @Override
    String minSpend() {
        return "优惠券的消费门槛按适用商品折扣后、用券前的金额计算。";
    }

    @Override
    String oneVoucher(boolean withExceptions) {
        return "每笔消费限用一张优惠券" + (withExceptions ? "，可叠加使用的优惠券除外。" : "。");
    }

    @Override
    String reward(Reward reward) {
        String content = content(reward.gives());
        return reward.minTier() == null ? content : content + "（" + labels.of(reward.minTier()) + "及以上会员）";
    }

    private String content(RewardContent content) {
        if (content instanceof RewardContent.Voucher voucher) {
            return labels.of(voucher.code());
        } else if (content instanceof RewardContent.Gift gift) {
            return labels.of(gift.code());
        } else if (content instanceof RewardContent.Benefit benefit) {
            return labels.of(benefit.code())
                    + (benefit.validity() == null ? "" : "，" + period(benefit.validity()) + "内有效");
        } else if (content instanceof RewardContent.Tier tier) {
            return labels.of(tier.code()) + "等级";
        } else if (content instanceof RewardContent.TierExtension extension) {
            return "当前等级延长" + period(extension.period());
        }
        RewardContent.PointsExtension extension = (RewardContent.PointsExtension) content;
        return "现有积分延长" + period(extension.period()) + "（每批积分限一次）";
    }

    @Override
    String partner(Partner partner) {
        return "：1积分兑换" + plain(partner.rate()) + "，每次至少" + number(partner.min()) + "积分"
                + (partner.step() == 1 ? "" : "，以" + number(partner.step()) + "积分的整数倍兑换") + "，不足1的部分舍去。";
    }

    @Override
    String money(BigDecimal amount) {
        return program.currency().getCurrencyCode().equals("CNY")
                ? written(amount).toPlainString() + "元"
                : currency() + grouped(written(amount));
    }

    @Override
    String number(long number) {
        return String.valueOf(number);
    }

    @Override
    String period(Period period) {
        return (period.getYears() == 0 ? "" : period.getYears() + "年")
                + (period.getMonths() == 0 ? "" : period.getMonths() + "个月")
                + (period.getDays() == 0 && !period.isZero() ? "" : period.getDays() + "天");
    }
}
