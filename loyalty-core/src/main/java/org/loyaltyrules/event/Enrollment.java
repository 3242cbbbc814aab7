package org.loyaltyrules.event;

import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody joins the program.
 *
 * @param birthday month and day alone; null where it is not known
 * @param channel where they enrolled, as the host names it
 * @param referrer the id of the member who referred them
 * @param tags given by the host
 * @param attributes given by the host
 */
public record Enrollment(
        String id,
        OffsetDateTime at,
        String member,
        @Nullable MonthDay birthday,
        @Nullable String channel,
        @Nullable String referrer,
        Set<String> tags,
        Map<String, String> attributes)
        implements MemberEvent {

    public Enrollment {
        Field.text("id", id);
        Field.at(at);
        Field.text("member", member);
        tags = Field.set("tags", tags);
        attributes = Field.named("attributes", attributes);
    }

    /** An enrollment that says nothing but who and when. */
    public static Enrollment of(String id, OffsetDateTime at, String member) {
        return new Enrollment(id, at, member, null, null, null, Set.of(), Map.of());
    }

    /** The same with a birthday. */
    public Enrollment birthday(MonthDay birthday) {
        return new Enrollment(id, at, member, birthday, channel, referrer, tags, attributes);
    }

    /** The same with a channel. */
    public Enrollment channel(String channel) {
        return new Enrollment(id, at, member, birthday, channel, referrer, tags, attributes);
    }

    /** The same with a referrer. */
    public Enrollment referrer(String referrer) {
        return new Enrollment(id, at, member, birthday, channel, referrer, tags, attributes);
    }

    /** The same with these tags. */
    public Enrollment tags(Set<String> tags) {
        return new Enrollment(id, at, member, birthday, channel, referrer, tags, attributes);
    }

    /** The same with these attributes. */
    public Enrollment attributes(Map<String, String> attributes) {
        return new Enrollment(id, at, member, birthday, channel, referrer, tags, attributes);
    }

    @Override
    public String type() {
        return "enroll";
    }
}
