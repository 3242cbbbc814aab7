package org.loyaltyrules.member;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who a member is, as far as the program must know.
 *
 * @param id the host's id
 * @param enrolledBy the event by which the member enrolled
 * @param enrolledOn its day
 * @param channel where the member enrolled
 * @param referred whether the member was enrolled by a valid referral
 * @param referrer who referred the member; null where nobody did or the referrer was erased
 * @param birthday month and day; null where it is not known
 */
public record Profile(
        String id,
        String enrolledBy,
        LocalDate enrolledOn,
        @Nullable String channel,
        boolean referred,
        @Nullable Referrer referrer,
        @Nullable MonthDay birthday,
        Set<String> tags,
        Map<String, String> attributes) {

    /**
     * Who referred a member.
     *
     * @param enrolledBy the event by which the referrer enrolled: a link must not reach somebody who enrolls afresh
     */
    public record Referrer(String member, String enrolledBy) {}

    public Profile {
        tags = Set.copyOf(tags);
        attributes = Map.copyOf(attributes);
    }

    /** The same with another birthday. */
    public Profile withBirthday(MonthDay newBirthday) {
        return new Profile(id, enrolledBy, enrolledOn, channel, referred, referrer, newBirthday, tags, attributes);
    }

    /** The same with other attributes. */
    public Profile withAttributes(Map<String, String> newAttributes) {
        return new Profile(id, enrolledBy, enrolledOn, channel, referred, referrer, birthday, tags, newAttributes);
    }

    /** The same with some tags added and others removed; added wins. */
    public Profile withTags(Set<String> added, Set<String> removed) {
        if (added.isEmpty() && removed.isEmpty()) {
            return this;
        }
        Set<String> changed = new TreeSet<>(tags);
        changed.removeAll(removed);
        changed.addAll(added);
        return new Profile(id, enrolledBy, enrolledOn, channel, referred, referrer, birthday, changed, attributes);
    }

    /** The same without the link to the referrer. */
    public Profile withoutReferrer() {
        return new Profile(id, enrolledBy, enrolledOn, channel, referred, null, birthday, tags, attributes);
    }

    /** Says nothing of the member: accounts must not leak into logs. */
    @Override
    public String toString() {
        return "Profile";
    }
}
