package org.loyaltyrules.event;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member brings something back.
 *
 * @param purchase the id of the purchase
 * @param lines what comes back; empty: all that is left
 * @param currency ISO 4217; null: the program's
 */
public record Return(
        String id,
        OffsetDateTime at,
        String member,
        String purchase,
        List<Line> lines,
        @Nullable String currency) implements MemberEvent {

    /**
     * Pieces of one line of the purchase.
     *
     * @param line 1 for the first
     * @param quantity pieces, 1 or more
     */
    public record Line(int line, long quantity) {

        public Line {
            Field.atLeast("line", line, 1);
            Field.atLeast("quantity", quantity, 1);
        }
    }

    public Return {
        Field.text("id", id);
        Field.at(at);
        Field.text("member", member);
        Field.text("purchase", purchase);
        lines = Field.items("lines", lines);
    }

    /** All that is left of a purchase. */
    public static Return of(String id, OffsetDateTime at, String member, String purchase) {
        return new Return(id, at, member, purchase, List.of(), null);
    }

    /** The same for these lines alone. */
    public Return lines(List<Line> lines) {
        return new Return(id, at, member, purchase, lines, currency);
    }

    @Override
    public String type() {
        return "return";
    }
}
