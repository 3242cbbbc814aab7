package org.loyaltyrules.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** A random stream of events over few members, made step by step, since later events use what was decided earlier. */
public final class RandomEvents {

    private record Issued(String code, String member) {}

    private static final DateTimeFormatter AT = DateTimeFormatter.ISO_OFFSET_DATE_TIME;

    private final RandomChoice choice;
    private final boolean everything;
    private final ZoneId zone;
    private final int fractionDigits;
    private final String currency;
    private final long payWithStep;
    private final List<String> rewards = new ArrayList<>();
    private final List<String> partners = new ArrayList<>();
    private final List<String> channels;
    private final List<String> skus;
    private final List<String> categories;
    private final List<String> brands;
    private final List<String> lineTags;
    private final List<String> memberTags;
    private final List<String> actions;
    private final List<BigDecimal> amounts;
    private final List<String> members = new ArrayList<>();

    private ZonedDateTime now;
    private int sent;
    private LocalDate lastDay;
    private final List<ObjectNode> past = new ArrayList<>();
    private final List<ObjectNode> refused = new ArrayList<>();
    private final List<Issued> vouchers = new ArrayList<>();
    private final List<ObjectNode> purchases = new ArrayList<>();
    private final Set<String> enrolled = new TreeSet<>();
    private final Map<String, Long> balances = new HashMap<>();
    private ObjectNode last;

    /**
     * A stream drawn from the seed.
     *
     * @param everything all types of events, or only enroll, update and purchase
     */
    public RandomEvents(long seed, ReferenceProgram program, boolean everything) {
        this.choice = new RandomChoice(new Random(seed));
        this.everything = everything;
        JsonNode json = program.json();
        this.zone = ZoneId.of(json.get("zone").asText());
        this.currency = json.get("currency").asText();
        this.fractionDigits = Currency.getInstance(currency).getDefaultFractionDigits();
        this.payWithStep = json.path("points").path("payWith").path("step").asLong(1);
        json.path("rewards").properties().forEach(reward -> rewards.add(reward.getKey()));
        rewards.add("NO_REWARD");
        json.path("partners").properties().forEach(partner -> partners.add(partner.getKey()));
        partners.add("NO_PARTNER");
        RuleWords words = new RuleWords(program.rules());
        this.channels = words.texts(RandomChoice.CHANNELS, null, "channel");
        this.skus = words.texts(RandomChoice.SKUS, "LineItem", "sku");
        this.categories = words.texts(RandomChoice.CATEGORIES, "LineItem", "category");
        this.brands = words.texts(RandomChoice.BRANDS, "LineItem", "brand");
        this.lineTags = words.texts(RandomChoice.LINE_TAGS, "LineItem", "tags");
        this.memberTags = words.texts(RandomChoice.MEMBER_TAGS, null, "member.tags");
        this.actions = words.texts(RandomChoice.ACTIONS, "Action", "kind");
        this.amounts = words.amounts(RandomChoice.AMOUNTS);
        int count = choice.number(3, 8);
        for (int number = 1; number <= count; number++) {
            members.add("m" + number);
        }
        LocalDate start = choice.of(
                LocalDate.of(2026, 1, 1),
                LocalDate.of(2026, 5, 28),
                LocalDate.of(2027, 12, 20),
                LocalDate.of(2028, 2, 20),
                LocalDate.of(2027, 2, 20));
        this.now = start.atTime(9, 0).atZone(zone);
    }

    /** The next event, after what the last one led to; an empty list before the first. */
    public ObjectNode next(List<ObjectNode> lastDecisions) {
        remember(lastDecisions);
        sent++;
        ObjectNode event = sent <= 2 ? enroll() : choose();
        last = event;
        return event.deepCopy();
    }

    private void remember(List<ObjectNode> decisions) {
        if (last == null) {
            return;
        }
        boolean accepted = false;
        for (ObjectNode decision : decisions) {
            accepted |= decision.path("status").asText().equals("ACCEPTED")
                    && !decision.path("replayed").asBoolean();
            rememberStanding(decision);
            decision.path("related").forEach(this::rememberStanding);
        }
        boolean isRefused = decisions.stream()
                .anyMatch(decision -> decision.path("status").asText().equals("REFUSED"));
        if (isRefused) {
            refused.add(last);
        }
        if (accepted) {
            past.add(last);
            for (JsonNode used : last.path("vouchers")) {
                if (choice.chance(80)) {
                    vouchers.removeIf(issued -> issued.code().equals(used.asText()));
                }
            }
            if (last.path("type").asText().equals("purchase")) {
                purchases.add(last);
            }
        }
    }

    private void rememberStanding(JsonNode decision) {
        if (!decision.has("member")) {
            return;
        }
        String member = decision.get("member").asText();
        if (decision.path("status").asText().equals("ACCEPTED")) {
            balances.put(member, decision.path("points").path("balance").asLong());
            if (decision.path("type").asText().equals("erase")) {
                enrolled.remove(member);
                purchases.removeIf(purchase -> purchase.get("member").asText().equals(member));
            } else {
                enrolled.add(member);
            }
        }
        for (JsonNode voucher : decision.path("vouchers")) {
            vouchers.add(new Issued(voucher.get("code").asText(), member));
        }
    }

    private ObjectNode choose() {
        if (choice.chance(4) && !past.isEmpty()) {
            return replay();
        }
        if (choice.chance(2) && !refused.isEmpty()) {
            return choice.of(refused);
        }
        if (choice.chance(3)) {
            return malformed();
        }
        moveOn();
        int draw = choice.number(1, 100);
        if (enrolled.size() < members.size() && choice.chance(20)) {
            return enroll();
        }
        if (!everything) {
            return draw <= 3 ? enroll() : draw <= 15 ? update() : purchase();
        }
        if (draw <= 2) {
            return enroll();
        } else if (draw <= 6) {
            return update();
        } else if (draw <= 46) {
            return purchase();
        } else if (draw <= 59) {
            return returned();
        } else if (draw <= 64) {
            return action();
        } else if (draw <= 72) {
            return redeem();
        } else if (draw <= 77) {
            return transfer();
        } else if (draw <= 80) {
            return convert();
        } else if (draw <= 84) {
            return adjust();
        } else if (draw <= 98) {
            return day();
        }
        return about("erase", member());
    }

    /** Time goes on: often a little, sometimes to a day on which something may happen. */
    private void moveOn() {
        LocalDate today = now.toLocalDate();
        switch (choice.number(1, 20)) {
            case 1, 2, 3, 4, 5, 6 -> now = now.plusMinutes(choice.number(0, 90));
            case 7, 8, 9 -> now = now.plusHours(choice.number(1, 20));
            case 10, 11, 12 -> at(today.plusDays(1));
            case 13 -> at(today.plusDays(choice.number(2, 10)));
            case 14 -> at(later(today.with(TemporalAdjusters.lastDayOfMonth()), today.plusMonths(1)));
            case 15 -> at(today.with(TemporalAdjusters.firstDayOfNextMonth()));
            case 16 -> at(next(choice.of(MonthDay.of(2, 28), MonthDay.of(2, 29), MonthDay.of(3, 1))));
            case 17 ->
                at(next(choice.of(MonthDay.of(5, 2), MonthDay.of(12, 31), MonthDay.of(1, 1), MonthDay.of(7, 1))));
            case 18 -> at(daylightSavingDay());
            case 19 -> at(today.plusMonths(choice.number(1, 3)));
            default -> {
                if (choice.chance(40)) {
                    at(today.plusYears(1));
                }
            }
        }
    }

    private void at(LocalDate day) {
        LocalTime time = choice.of(
                LocalTime.MIDNIGHT,
                LocalTime.of(0, 0, 1),
                LocalTime.of(2, 30),
                LocalTime.NOON,
                LocalTime.of(20, 0),
                LocalTime.of(20, 29, 59),
                LocalTime.of(20, 30),
                LocalTime.of(23, 59, 59));
        ZonedDateTime then = LocalDateTime.of(day, time).atZone(zone);
        now = then.isBefore(now) ? now : then;
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other.with(TemporalAdjusters.lastDayOfMonth());
    }

    /** The next day of the year from today on; 29 February only where the year has one. */
    private LocalDate next(MonthDay monthDay) {
        LocalDate today = now.toLocalDate();
        int year = today.getYear();
        LocalDate day = monthDay.atYear(year);
        return day.isBefore(today) ? monthDay.atYear(year + 1) : day;
    }

    private LocalDate daylightSavingDay() {
        LocalDate day = now.toLocalDate();
        for (int days = 0; days < 250; days++) {
            if (!zone.getRules()
                    .getOffset(day.atStartOfDay())
                    .equals(zone.getRules().getOffset(day.plusDays(1).atStartOfDay()))) {
                return day;
            }
            day = day.plusDays(1);
        }
        return now.toLocalDate();
    }

    /** Mostly one of those that are enrolled. */
    private String member() {
        if (choice.chance(3) || enrolled.isEmpty()) {
            return choice.chance(50) ? "nobody" : choice.of(members);
        }
        return choice.of(List.copyOf(enrolled));
    }

    /** Mostly one of those that are not enrolled yet. */
    private String newcomer() {
        List<String> newcomers = new ArrayList<>(members);
        newcomers.removeAll(enrolled);
        return newcomers.isEmpty() || choice.chance(10) ? member() : choice.of(newcomers);
    }

    /** An event of a member: now, or now and then late, with the zone's offset or another. */
    private ObjectNode about(String type, String member) {
        ZonedDateTime moment = now;
        if (choice.chance(8)) {
            moment = choice.chance(50)
                    ? now.minusDays(choice.number(1, 5))
                    : now.minusDays(choice.number(6, 70)).minusHours(3);
        }
        ObjectNode event = Decision.JSON.objectNode();
        event.put("type", type).put("id", "e" + sent);
        event.put("at", text(moment));
        event.put("member", member);
        return event;
    }

    private String text(ZonedDateTime moment) {
        ZonedDateTime written = choice.chance(80)
                ? moment
                : moment.withZoneSameInstant(
                        choice.of(ZoneOffset.UTC, ZoneOffset.ofHours(9), ZoneOffset.ofHoursMinutes(-3, -30)));
        return AT.format(written.toOffsetDateTime());
    }

    private ObjectNode enroll() {
        ObjectNode event = about("enroll", newcomer());
        if (choice.chance(60)) {
            event.put(
                    "birthday",
                    choice.of("--05-02", "1990-05-02", "--02-29", "--02-28", "--12-31", "--03-01", "2000-02-29"));
        }
        if (choice.chance(60)) {
            event.put("channel", choice.of(channels));
        }
        if (choice.chance(50)) {
            event.put("referrer", member());
        }
        if (choice.chance(30)) {
            event.putArray("tags").add(choice.of(memberTags));
        }
        if (choice.chance(30)) {
            event.putObject("attributes").put("segment", choice.of(RandomChoice.SEGMENTS));
        }
        return event;
    }

    private ObjectNode update() {
        ObjectNode event = about("update", member());
        if (choice.chance(40)) {
            event.put("birthday", choice.of("--05-02", "--02-29", "--06-30"));
        }
        if (choice.chance(40)) {
            event.putObject("attributes").put("segment", choice.of("A", "B", null));
        }
        if (choice.chance(40)) {
            event.putArray("tags").add("NEW");
        }
        if (choice.chance(40)) {
            event.putArray("untag").add(choice.of("VALUED", "DORMANT"));
        }
        return event;
    }

    private ObjectNode purchase() {
        String member = member();
        ObjectNode event = about("purchase", member);
        BigDecimal total = BigDecimal.ZERO;
        boolean byLines = choice.chance(65);
        if (byLines) {
            ArrayNode lines = event.putArray("lines");
            for (int count = choice.of(1, 1, 2, 3, 4); count > 0; count--) {
                total = total.add(line(lines.addObject()));
            }
        }
        if (!byLines || choice.chance(10)) {
            event.put("amount", byLines ? total : amount());
        }
        if (choice.chance(50)) {
            event.put("channel", choice.of(channels));
        }
        if (choice.chance(30)) {
            event.put("store", choice.of(RandomChoice.STORES));
        }
        if (choice.chance(15)) {
            event.put("currency", choice.chance(80) ? currency : "XTS");
        }
        if (choice.chance(40) && (ownsVouchers(member) || choice.chance(10))) {
            ArrayNode codes = event.putArray("vouchers");
            for (int count = choice.of(1, 1, 2, 3); count > 0; count--) {
                codes.add(voucherFor(member));
            }
        }
        if (choice.chance(30)) {
            event.put("pointsToSpend", pointsToSpend(member));
        }
        return event;
    }

    /** Mostly what the member has, in steps. */
    private long pointsToSpend(String member) {
        long most = balances.getOrDefault(member, 0L) / payWithStep;
        if (choice.chance(15) || most <= 0) {
            return payWithStep * choice.of(0, 0, 1, 5, 50) + choice.of(0, 0, 1);
        }
        return payWithStep * choice.number(1, (int) Math.min(most, choice.of(1, 2, 5, 1000)));
    }

    /** Mostly an amount of points that the member has. */
    private long pointsOf(String member, long step) {
        long most = balances.getOrDefault(member, 0L) / step;
        if (choice.chance(10) || most <= 0) {
            return step * choice.of(1, 2, 5, 50) + choice.of(0, 0, 1);
        }
        return step * (choice.chance(20) ? most : choice.number(1, (int) Math.min(most, 1000)));
    }

    private boolean ownsVouchers(String member) {
        return vouchers.stream().anyMatch(issued -> issued.member().equals(member));
    }

    private BigDecimal line(ObjectNode line) {
        if (choice.chance(60)) {
            line.put("sku", choice.of(skus));
        }
        if (choice.chance(75)) {
            line.put("category", choice.of(categories));
        }
        if (choice.chance(40)) {
            line.put("brand", choice.of(brands));
        }
        if (choice.chance(60)) {
            line.put("quantity", choice.of(1, 2, 3, 3, 4, 7));
        }
        BigDecimal amount = amount();
        line.put("amount", amount);
        if (choice.chance(30)) {
            line.putArray("tags").add(choice.of(lineTags));
        }
        if (choice.chance(10)) {
            line.put(
                    "availableFrom",
                    now.toLocalDate().plusDays(choice.number(-1, 2)).toString());
        }
        return amount;
    }

    /** On the thresholds of the rules, or a cent beside them. */
    private BigDecimal amount() {
        BigDecimal amount = choice.of(amounts).setScale(fractionDigits, RoundingMode.HALF_UP);
        BigDecimal cent = BigDecimal.ONE.movePointLeft(fractionDigits);
        return switch (choice.number(1, 10)) {
            case 1 -> amount.add(cent);
            case 2 -> amount.subtract(cent).max(BigDecimal.ZERO);
            case 3 -> amount.multiply(new BigDecimal(choice.number(1, 9))).setScale(fractionDigits);
            default -> amount;
        };
    }

    private String voucherFor(String member) {
        if (vouchers.isEmpty() || choice.chance(3)) {
            return "V1-none-1";
        }
        List<Issued> own = vouchers.stream()
                .filter(issued -> issued.member().equals(member))
                .toList();
        if (own.isEmpty() || choice.chance(3)) {
            return choice.of(vouchers).code();
        }
        return choice.chance(60)
                ? own.get(own.size() - 1).code()
                : choice.of(own).code();
    }

    private ObjectNode returned() {
        if (purchases.isEmpty()) {
            return purchase();
        }
        ObjectNode purchase = choice.chance(60) && purchases.size() > 4
                ? purchases.get(purchases.size() - choice.number(1, 4))
                : choice.of(purchases);
        ObjectNode event = about(
                "return", choice.chance(3) ? member() : purchase.get("member").asText());
        event.put("purchase", choice.chance(2) ? "e0" : purchase.get("id").asText());
        if (choice.chance(65)) {
            ArrayNode parts = event.putArray("lines");
            int lines = purchase.has("lines") ? purchase.get("lines").size() : 1;
            for (int line = 0; line < lines; line++) {
                if (parts.isEmpty() || choice.chance(40)) {
                    int number = choice.chance(3) ? lines + 1 : choice.number(1, lines);
                    long quantity = purchase.path("lines")
                            .path(number - 1)
                            .path("quantity")
                            .asLong(1);
                    parts.addObject()
                            .put("line", number)
                            .put("quantity", choice.chance(70) ? 1 : choice.number(1, (int) quantity));
                }
            }
        }
        return event;
    }

    private ObjectNode action() {
        ObjectNode event = about("action", member()).put("kind", choice.of(actions));
        if (choice.chance(50)) {
            event.put("subject", choice.of(skus));
        }
        return event;
    }

    private ObjectNode redeem() {
        String member = member();
        for (int tries = 0; tries < 3 && balances.getOrDefault(member, 0L) < 50; tries++) {
            member = member();
        }
        return about("redeem", member).put("reward", choice.of(rewards));
    }

    private ObjectNode transfer() {
        String member = member();
        String receiver = choice.chance(5) ? member : member();
        for (int tries = 0; tries < 5 && receiver.equals(member) && enrolled.size() > 1; tries++) {
            receiver = member();
        }
        return about("transfer", member).put("to", receiver).put("points", pointsOf(member, 1));
    }

    private ObjectNode convert() {
        String member = member();
        String partner = choice.of(partners);
        return about("convert", member)
                .put("partner", partner)
                .put("points", pointsOf(member, partner.equals("AIR") ? 50 : 10));
    }

    private ObjectNode adjust() {
        return about("adjust", member())
                .put("points", choice.of(1, 50, 200, 500, 1000, -1, -50))
                .put("reason", "help desk");
    }

    /** Mostly today, sometimes repeated or one of the days that were skipped. */
    private ObjectNode day() {
        LocalDate today = now.toLocalDate();
        LocalDate day = today;
        if (lastDay != null && lastDay.isBefore(today) && choice.chance(30)) {
            day = lastDay.plusDays(1);
        } else if (choice.chance(15)) {
            at(today.with(TemporalAdjusters.firstDayOfNextMonth()));
            day = now.toLocalDate();
        } else if (choice.chance(5)) {
            day = today.minusDays(choice.number(1, 40));
        }
        lastDay = day;
        ObjectNode event = Decision.JSON.objectNode();
        event.put("type", "day").put("id", choice.chance(60) ? "e" + sent : "day-" + day);
        event.put("at", AT.format(day.atStartOfDay(zone).toOffsetDateTime()));
        return event.put("date", day.toString());
    }

    /** An earlier event as it was, with its numbers spelled otherwise, or changed. */
    private ObjectNode replay() {
        ObjectNode again = choice.of(past).deepCopy();
        if (choice.chance(30) && again.path("amount").isNumber()) {
            BigDecimal amount = again.get("amount").decimalValue();
            again.put("amount", choice.chance(60) ? amount.setScale(amount.scale() + 1) : amount.add(BigDecimal.ONE));
        } else if (choice.chance(30)) {
            again.put("member", member());
            if (again.path("type").asText().equals("day")) {
                again.remove("member");
            }
        }
        return again;
    }

    private ObjectNode malformed() {
        ObjectNode event = about("purchase", member()).put("amount", amount());
        switch (choice.number(1, 10)) {
            case 1 -> event.remove("at");
            case 2 -> event.put("at", "yesterday");
            case 3 -> event.put("amount", new BigDecimal("-1"));
            case 4 -> event.put("amount", BigDecimal.ONE.movePointLeft(fractionDigits + 1));
            case 5 -> event.put("type", "sell");
            case 6 -> event.remove("amount");
            case 7 -> event.put("pointsToSpend", -1);
            case 8 ->
                event.putArray("lines").addObject().put("amount", amount()).put("quantity", 0);
            case 9 -> {
                event.remove("amount");
                event.putArray("lines");
            }
            default -> event.remove("member");
        }
        return event;
    }
}
