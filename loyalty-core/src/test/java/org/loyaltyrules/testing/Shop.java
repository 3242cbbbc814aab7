package org.loyaltyrules.testing;

import java.util.List;
import java.util.Map;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.program.TextFile;

/** A small program for tests of scenarios. */
final class Shop {

    static final LoyaltyProgram PROGRAM =
            LoyaltyProgram.of("shop", Map.of("program.json", """
            {"name": "shop", "zone": "Asia/Shanghai", "currency": "CNY", "tiers": ["BASIC", "GOLD"],
             "vouchers": {"OFF10": {"kind": "AMOUNT_OFF", "value": 10, "validity": "P30D"}},
             "partners": {"AIR": {"rate": 0.5, "min": 0, "step": 1}}}
            """, "points.drl", """
            rule "One point a yuan"
            when
              Purchase()
            then
              award.earn(1);
            end
            rule "A voucher for each of the first two purchases of a month"
              @limit("2 per month")
            when
              Purchase()
            then
              award.voucher("OFF10");
            end
            rule "Nothing above 1,000 yuan"
            when
              Purchase( amount > 1000 )
            then
              award.reject("TOO_MUCH");
            end
            rule "Gold from 500 yuan"
            when
              Qualification( spend.lifetime >= 500 )
            then
              award.tier("GOLD");
            end
            """, "days.drl", """
            rule "A voucher on the birthday"
            when
              Day( member.birthday == true )
            then
              award.voucher("OFF10");
            end
            rule "A message on the first of a month"
            when
              Day( dayOfMonth == 1 )
            then
              award.message("NEW_MONTH", 1, "x");
            end
            """));

    private Shop() {}

    static ScenarioFile read(String json) {
        return ScenarioFile.read(new TextFile("scenarios/test.json", json, List.of()), PROGRAM);
    }

    /** The result of the only scenario with these keys. */
    static ScenarioResult run(String keys) {
        ScenarioFile file = read("{\"name\": \"test\", " + keys + "}");
        if (file.broken()) {
            throw new AssertionError(file.problems().get(0).describe());
        }
        return file.scenarios().get(0).run(PROGRAM);
    }

    /** An event of m1, on a day of January 2026, with further fields. */
    static String event(String type, String id, int day, String further) {
        return "{\"type\": \"" + type + "\", \"id\": \"" + id
                + "\", \"at\": \"2026-01-%02dT12:00:00+08:00\"".formatted(day) + ", \"member\": \"m1\""
                + (further.isEmpty() ? "" : ", " + further) + "}";
    }

    /** The day's own event. */
    static String day(String id, int day, String further) {
        return "{\"type\": \"day\", \"id\": \"" + id + "\", \"at\": \"2026-01-%02dT00:00:00+08:00\"".formatted(day)
                + ", \"date\": \"2026-01-%02d\"".formatted(day) + (further.isEmpty() ? "" : ", " + further) + "}";
    }
}
