package org.loyaltyrules.examples.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.decision.VoucherCodes;
import org.loyaltyrules.engine.EventDecider;
import org.loyaltyrules.program.Problem;
import org.loyaltyrules.program.ProgramReader;
import org.loyaltyrules.rules.RuleSet;
import org.loyaltyrules.rules.RuleSource;

/** The program {@code mobile-commerce}, with more rules where that is asked for. */
public final class Programs {

    private static final String FOLDER = "/loyalty/programs/mobile-commerce/";
    private static final List<String> FILES = List.of(
            "birthday.drl",
            "campaigns.drl",
            "early-access.drl",
            "member-day.drl",
            "membership.drl",
            "points.drl",
            "referral.drl",
            "tiers.drl",
            "welcome.drl");

    private static final int RULES_IN_A_FILE = 1_000;

    private Programs() {}

    /** The program's texts by path, with so many campaigns that match none of the shop's purchases. */
    static Map<String, String> texts(int campaigns) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("program.json", text("program.json"));
        for (String file : FILES) {
            texts.put(file, text(file));
        }
        for (int first = 0; first < campaigns; first += RULES_IN_A_FILE) {
            int end = Math.min(campaigns, first + RULES_IN_A_FILE);
            texts.put("further-" + first + ".drl", campaigns(first, end));
        }
        return texts;
    }

    /** The program with so many further campaigns. */
    public static LoyaltyProgram program(int campaigns) {
        return LoyaltyProgram.of("mobile-commerce", texts(campaigns));
    }

    /** The program's heart, with rules of one's own. */
    static EventDecider decider(Map<String, String> texts) {
        List<Problem> problems = new ArrayList<>();
        var definition = ProgramReader.read("program.json", texts.get("program.json"), problems);
        List<RuleSource> sources = texts.entrySet().stream()
                .filter(file -> file.getKey().endsWith(".drl"))
                .map(file -> new RuleSource(file.getKey(), file.getValue()))
                .toList();
        RuleSet rules = RuleSet.compile(definition, sources, problems);
        if (rules == null) {
            throw new IllegalStateException(problems.toString());
        }
        return new EventDecider(definition, rules, VoucherCodes.SEQUENTIAL);
    }

    /**
     * Campaigns as a retailer has them: by category, store, channel, day, tag and tier. The shop sells nothing that they
     * are for, has no such store, and their days are past or still to come.
     */
    private static String campaigns(int first, int end) {
        StringBuilder text = new StringBuilder();
        for (int i = first; i < end; i++) {
            LocalDate past = LocalDate.of(2025, 1, 1).plusDays(i % 300);
            String when = switch (i % 6) {
                case 0 -> "$line : LineItem( category == \"CATEGORY_" + i + "\" )";
                case 1 -> "Purchase( store == \"STORE_" + i + "\", amount >= 100 )";
                case 2 -> "Purchase( channel == \"PARTNER_" + i + "\", tier == \"GOLD\" )";
                case 3 -> "Purchase( date == \"" + past + "\" )";
                case 4 -> "$line : LineItem( tags contains \"CAMPAIGN_" + i + "\" )";
                default -> "Purchase( atLeast(\"SILVER\"), store == \"OUTLET_" + i + "\" )";
            };
            String then = when.startsWith("$line") ? "award.multiply($line, 2)" : "award.points(10)";
            text.append("rule \"Further campaign ").append(i).append("\"\n");
            if (i % 2 == 0) {
                text.append("  @from(\"")
                        .append(past)
                        .append("\") @until(\"")
                        .append(past.plusDays(13))
                        .append("\")\n");
            }
            text.append("when\n  ")
                    .append(when)
                    .append("\nthen\n  ")
                    .append(then)
                    .append(";\nend\n\n");
        }
        return text.toString();
    }

    private static String text(String file) {
        try (InputStream in = Programs.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("no " + FOLDER + file + " on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
