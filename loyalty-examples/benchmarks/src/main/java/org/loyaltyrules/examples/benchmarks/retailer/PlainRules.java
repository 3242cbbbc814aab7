package org.loyaltyrules.examples.benchmarks.retailer;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import org.loyaltyrules.event.Purchase;

/** The program's rules in Java: the practical limit. */
public final class PlainRules implements PurchaseRules {

    private static final int SILVER = 1;
    private static final int GOLD = 2;
    private static final int DIAMOND = 3;

    @Override
    public void onPurchase(Visit visit) {
        LocalDate day = visit.day();
        visit.earn(Term.BASE_POINTS, 1);
        if (visit.first()) {
            visit.discount(Term.FIRST_PURCHASE, 30);
        }
        if (day.getDayOfMonth() == 15) {
            visit.discount(Term.MEMBER_DAY, 5);
        }
        boolean flash = day.getDayOfWeek() == DayOfWeek.FRIDAY && visit.time().getHour() == 20;
        boolean birthdayMonth = visit.birthdayMonth();
        LocalDate onSale = visit.tier() >= GOLD ? day.plusDays(3) : day;
        List<Purchase.Line> lines = visit.event().lines();
        for (int i = 0; i < lines.size(); i++) {
            Purchase.Line line = lines.get(i);
            if (line.availableFrom() != null && line.availableFrom().isAfter(onSale)) {
                visit.reject("NOT_YET_ON_SALE");
            }
            if ("GOLD_UPGRADE".equals(line.sku())) {
                visit.tier(Term.GOLD_UPGRADE, "GOLD");
                visit.exclude(Term.GOLD_UPGRADE, i);
            }
            if (birthdayMonth
                    && !"FRESH".equals(line.category())
                    && !line.tags().contains("SPECIAL")) {
                visit.discount(Term.BIRTHDAY_MONTH, i, 5);
                if (visit.tier() >= SILVER) {
                    visit.discount(Term.BIRTHDAY_MONTH_SILVER, i, 5);
                }
            }
            if (flash && line.tags().contains("FLASH")) {
                visit.discount(Term.FLASH_SALE, i, 10, 3);
            }
        }
    }

    @Override
    public void onStanding(Visit visit) {
        long before = visit.spendBefore();
        long spend = visit.spend();
        if (visit.payable() >= 1_000_00) {
            visit.points(Term.LARGE_PURCHASE, 200);
        }
        if (crosses(before, spend, 10_000_00)) {
            visit.points(Term.REACHES_10000, 5_000);
        }
        if (crosses(before, spend, 20_000_00)) {
            visit.points(Term.REACHES_20000, 10_000);
        }
        if (crosses(before, spend, 30_000_00)) {
            visit.points(Term.REACHES_30000, 20_000);
        }
        if (visit.first() && visit.payable() >= 30_00) {
            visit.voucher(Term.FIRST_VOUCHER, "FIRST10");
        }
        if (spend >= 5_000_00) {
            visit.tier(Term.DIAMOND, "DIAMOND");
        } else if (spend >= 2_000_00) {
            visit.tier(Term.GOLD, "GOLD");
        } else if (spend >= 500_00) {
            visit.tier(Term.SILVER, "SILVER");
        } else if (spend >= 400_00 && visit.tier() == 0) {
            visit.message(Term.NEARLY_SILVER, "NEARLY_SILVER", BigDecimal.valueOf(500_00 - spend, 2));
        }
    }

    private static boolean crosses(long before, long after, long step) {
        return before < step && after >= step;
    }

    @Override
    public void onPromotion(Visit visit) {
        if (visit.tierAfter() == DIAMOND) {
            visit.benefit(Term.DIAMOND_BENEFITS, "PERSONAL_SUPPORT");
            visit.benefit(Term.DIAMOND_BENEFITS, "EARLY_ACCESS");
        }
        if (visit.tierAfter() >= GOLD) {
            visit.benefit(Term.FREE_SHIPPING, "FREE_SHIPPING");
        }
    }
}
