package org.loyaltyrules.examples.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loyaltyrules.MembershipEngine;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.Event;
import org.loyaltyrules.event.MemberEvent;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.examples.benchmarks.retailer.Customer;
import org.loyaltyrules.examples.benchmarks.retailer.PlainRules;
import org.loyaltyrules.examples.benchmarks.retailer.Register;
import org.loyaltyrules.examples.benchmarks.retailer.Till;

/**
 * Runs a file of real purchases, a line each with customer, day (yyyymmdd), pieces and amount, through the engine, through
 * the engine with every day, and through the retailer's own till; says how long each took. Customers enroll with their
 * first purchase.
 *
 * <p>Such a file is the public data set "CDNOW" of Fader and Hardie; it does not come with this project.
 */
public final class Cdnow {

    private static final LocalDate END = LocalDate.of(1998, 6, 30);

    private record Row(String customer, LocalDate day, String amount) {}

    private final List<Row> rows = new ArrayList<>();
    private final PrintStream out;

    private Cdnow(Path file, PrintStream out) throws IOException {
        this.out = out;
        for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
            String[] columns = line.strip().split("\\s+");
            if (columns.length == 4 && Character.isDigit(columns[0].charAt(0))) {
                rows.add(
                        new Row(columns[0], LocalDate.parse(columns[1], DateTimeFormatter.BASIC_ISO_DATE), columns[3]));
            }
        }
        rows.sort((one, other) -> one.day().compareTo(other.day()));
    }

    /**
     * Runs the program.
     *
     * @param arguments the file; then how often to run each, three times where that is not said
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 0) {
            throw new IllegalArgumentException("expected the path of a file of purchases");
        }
        Cdnow cdnow = new Cdnow(Path.of(arguments[0]), System.out);
        int times = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        for (int i = 0; i < times; i++) {
            cdnow.run();
        }
    }

    private void run() {
        out.printf("%,d purchases%n", rows.size());
        long points = timed("the retailer's own till", this::till);
        long engine = timed("the engine", () -> engine(false));
        if (points != engine) {
            throw new IllegalStateException("the engine earned " + engine + " points, the till " + points);
        }
        timed("the engine, with every day", () -> engine(true));
    }

    private interface Work {
        long points();
    }

    private long timed(String name, Work work) {
        System.gc();
        long start = System.nanoTime();
        long points = work.points();
        out.printf("  %-28s %,7d ms, %,d points%n", name, (System.nanoTime() - start) / 1_000_000, points);
        return points;
    }

    private List<Event> events(boolean daily) {
        List<Event> events = new ArrayList<>();
        Set<String> enrolled = new HashSet<>();
        LocalDate next = rows.get(0).day();
        int number = 0;
        for (Row row : rows) {
            for (; daily && !next.isAfter(row.day()); next = next.plusDays(1)) {
                events.add(day(next));
            }
            OffsetDateTime at = at(row.day(), 12);
            if (enrolled.add(row.customer())) {
                events.add(Enrollment.of("e" + row.customer(), at, row.customer()));
            }
            events.add(Purchase.of("p" + number++, at, row.customer(), row.amount()));
        }
        for (; daily && !next.isAfter(END); next = next.plusDays(1)) {
            events.add(day(next));
        }
        return events;
    }

    private static Day day(LocalDate date) {
        return Day.of("day-" + date, at(date, 0), date);
    }

    private static OffsetDateTime at(LocalDate day, int hour) {
        return day.atTime(hour, 0).atOffset(ZoneOffset.ofHours(8));
    }

    private long engine(boolean daily) {
        long points = 0;
        long memberDays = 0;
        try (MembershipEngine engine =
                MembershipEngine.builder().program(Programs.program(0)).build()) {
            Set<String> members = new HashSet<>();
            for (Event event : events(daily)) {
                if (event instanceof MemberEvent one) {
                    members.add(one.member());
                    points += engine.process(one).points().earned();
                } else {
                    engine.process((Day) event);
                    memberDays += members.size();
                }
            }
        }
        if (daily) {
            out.printf("  %,d member-days%n", memberDays);
        }
        return points;
    }

    private long till() {
        Register register = new Register(new Till(new PlainRules()));
        long points = 0;
        Map<String, Customer> known = new HashMap<>();
        int number = 0;
        for (Row row : rows) {
            OffsetDateTime at = at(row.day(), 12);
            known.computeIfAbsent(row.customer(), id -> register.enroll(id, "e" + id, row.day()));
            Decision decision = register.process(Purchase.of(
                    "p" + number++, at, row.customer(), List.of(Purchase.Line.of(new BigDecimal(row.amount())))));
            points += decision.points().earned();
        }
        return points;
    }
}
