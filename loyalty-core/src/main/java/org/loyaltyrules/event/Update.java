package org.loyaltyrules.event;

import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the host tells of a member changes; what is not given stays.
 *
 * @param birthday the new birthday; null: it stays
 * @param attributes by name; an empty value removes the attribute
 * @param tags added
 * @param untag removed
 */
public record Update(
        String id,
        OffsetDateTime at,
        String member,
        @Nullable MonthDay birthday,
        Map<String, Optional<String>> attributes,
        Set<String> tags,
        Set<String> untag)
        implements MemberEvent {

    public Update {
        Field.text("id", id);
        Field.at(at);
        Field.text("member", member);
        attributes = Field.named("attributes", attributes);
        tags = Field.set("tags", tags);
        untag = Field.set("untag", untag);
    }

    /** An update that changes nothing yet. */
    public static Update of(String id, OffsetDateTime at, String member) {
        return new Update(id, at, member, null, Map.of(), Set.of(), Set.of());
    }

    /** The same with a new birthday. */
    public Update birthday(MonthDay birthday) {
        return new Update(id, at, member, birthday, attributes, tags, untag);
    }

    /** The same, setting an attribute; null removes it. */
    public Update attribute(String name, @Nullable String value) {
        Map<String, Optional<String>> changed = new HashMap<>(attributes);
        changed.put(name, Optional.ofNullable(value));
        return new Update(id, at, member, birthday, Collections.unmodifiableMap(changed), tags, untag);
    }

    /** The same, adding these tags. */
    public Update tags(Set<String> tags) {
        return new Update(id, at, member, birthday, attributes, tags, untag);
    }

    /** The same, removing these tags. */
    public Update untag(Set<String> untag) {
        return new Update(id, at, member, birthday, attributes, tags, untag);
    }

    @Override
    public String type() {
        return "update";
    }
}
