package org.loyaltyrules.examples.benchmarks;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.loyaltyrules.engine.EventDecider;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.examples.benchmarks.retailer.Customer;
import org.loyaltyrules.examples.benchmarks.retailer.PlainRules;
import org.loyaltyrules.examples.benchmarks.retailer.Till;
import org.loyaltyrules.member.MemberAccount;

/** What the benchmarks decide: members with some purchases behind them, each with the next one. The same in every run. */
public final class Shop {

    /** A purchase to decide, with the member's state before it, in the engine's terms and in the retailer's. */
    public record Visit(MemberAccount account, Customer customer, Purchase event) {}

    private static final List<String> CATEGORIES =
            List.of("PHONE", "CASE", "AUDIO", "CHARGER", "WATCH", "FRESH", "TABLET", "SERVICE");
    private static final ZoneOffset OFFSET = ZoneOffset.ofHours(8);

    private final Random random;

    private Shop(long seed) {
        this.random = new Random(seed);
    }

    /**
     * Visits of different members.
     *
     * @param mostBefore purchases that a member has behind him, at most
     * @param mostLines lines of a purchase, at most
     */
    public static List<Visit> visits(int members, int mostBefore, int mostLines) {
        return new Shop(42).make(members, mostBefore, mostLines, false);
    }

    /** As {@link #visits}, but each member has exactly so many purchases behind him and each purchase so many lines. */
    public static List<Visit> exactVisits(int members, int before, int lines) {
        return new Shop(42).make(members, before, lines, true);
    }

    private List<Visit> make(int members, int before, int lines, boolean exact) {
        EventDecider decider = Programs.decider(Programs.texts(0));
        Till till = new Till(new PlainRules());
        List<Visit> visits = new ArrayList<>(members);
        for (int i = 0; i < members; i++) {
            visits.add(visit(decider, till, "m" + i, exact ? before : random.nextInt(before + 1), lines, exact));
        }
        return visits;
    }

    private Visit visit(EventDecider decider, Till till, String member, int before, int lines, boolean exact) {
        LocalDate enrolled = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(60));
        MonthDay birthday = random.nextInt(4) == 0
                ? null
                : MonthDay.from(LocalDate.of(2026, 1, 1).plusDays(random.nextInt(365)));
        OffsetDateTime at = enrolled.atTime(9, 0).atOffset(OFFSET);
        Enrollment enrollment = Enrollment.of("e-" + member, at, member);
        enrollment = birthday == null ? enrollment : enrollment.birthday(birthday);
        MemberAccount account = OneMember.decide(decider, null, enrollment).account();
        String welcome = "WELCOME10-" + enrollment.id() + "-1";
        Customer customer = Customer.enrolled(
                member, birthday, new Customer.Coupon(welcome, "WELCOME10", enrolled.plusDays(30), false));
        // A year at most in all, where it is not said exactly.
        double step = exact ? 4 : 330.0 / (before + 1);
        for (int i = 0; i < before; i++) {
            LocalDate day = enrolled.plusDays((long) (step * i) + 1);
            Purchase event = purchase(member, i, day, lines, exact, customer);
            account = OneMember.decide(decider, account, event).account();
            customer = till.decide(customer, event).customer();
        }
        LocalDate day = enrolled.plusDays((long) (step * before) + 1 + random.nextInt(8));
        return new Visit(account, customer, purchase(member, before, day, lines, exact, customer));
    }

    private Purchase purchase(String member, int number, LocalDate on, int most, boolean exact, Customer customer) {
        boolean friday = random.nextInt(12) == 0;
        LocalDate day = friday ? on.plusDays((12 - on.getDayOfWeek().getValue()) % 7) : on;
        OffsetDateTime at = day.atTime(friday ? 20 : 8 + random.nextInt(12), random.nextInt(60))
                .atOffset(OFFSET);
        int count = exact ? most : 1 + random.nextInt(most);
        List<Purchase.Line> lines = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            lines.add(line(day, friday));
        }
        Purchase event = Purchase.of("p-" + member + "-" + number, at, member, lines)
                .channel(random.nextBoolean() ? "APP" : "STORE")
                .store("S" + random.nextInt(50));
        String code = "FIRST10-p-" + member + "-0-1";
        if (number == 1 && customer.spend() >= 30_00 && random.nextBoolean()) {
            return event.vouchers(code);
        }
        return number > 2 && random.nextInt(10) == 0 ? event.pointsToSpend(100) : event;
    }

    private Purchase.Line line(LocalDate day, boolean friday) {
        String category = CATEGORIES.get(random.nextInt(CATEGORIES.size()));
        long quantity = random.nextInt(5) == 0 ? 2 + random.nextInt(4) : 1;
        BigDecimal price = BigDecimal.valueOf(500 + (long) (Math.exp(random.nextDouble() * 5) * 300), 2);
        Set<String> tags = friday && random.nextBoolean()
                ? Set.of("FLASH")
                : random.nextInt(10) == 0 ? Set.of("SPECIAL", "CLEARANCE") : Set.of();
        if (random.nextInt(150) == 0) {
            return new Purchase.Line("GOLD_UPGRADE", "MEMBERSHIP", null, 1, new BigDecimal("299"), Set.of(), null);
        }
        LocalDate availableFrom = random.nextInt(200) == 0 ? day.plusDays(2) : null;
        return new Purchase.Line(
                "SKU" + random.nextInt(900),
                category,
                "BRAND" + random.nextInt(20),
                quantity,
                price.multiply(BigDecimal.valueOf(quantity)),
                tags,
                availableFrom);
    }
}
