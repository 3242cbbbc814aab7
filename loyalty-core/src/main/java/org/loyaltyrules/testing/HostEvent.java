package org.loyaltyrules.testing;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.event.MemberEvent;

/**
 * An event that the host would send; its id is given to it. Without a day it happens on that of the event before, the first
 * one on the day on which the test begins; without a time of day at noon, or when the event before it on the same day did.
 *
 * @param <S> what kind of event it is
 */
public abstract sealed class HostEvent<S extends HostEvent<S>> implements WhenEvent permits WhenPurchase, WhenOther {

    /**
     * Who does it and when.
     *
     * @param member null for the first given member
     * @param day null for that of the event before
     * @param time null for noon, or that of the event before it on the same day
     */
    record Setting(
            @Nullable String member,
            @Nullable LocalDate day,
            @Nullable LocalTime time) {
        static final Setting NONE = new Setting(null, null, null);
    }

    private final Setting setting;

    HostEvent(Setting setting) {
        this.setting = setting;
    }

    /** Done by this member; by the first given one, where this is not called. */
    public S by(String member) {
        return in(new Setting(member, setting.day(), setting.time()));
    }

    /** On this day, such as {@code "2026-05-02"}, in the program's zone. Days between are skipped, not begun. */
    public S on(String date) {
        return in(new Setting(setting.member(), LocalDate.parse(date), setting.time()));
    }

    /** At this time of day, such as {@code "23:59"}, in the program's zone. */
    public S at(String time) {
        return in(new Setting(setting.member(), setting.day(), LocalTime.parse(time)));
    }

    Setting setting() {
        return setting;
    }

    abstract S in(Setting newSetting);

    abstract MemberEvent make(String id, OffsetDateTime at, String member, VerifierRun run);
}
