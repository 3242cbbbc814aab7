package org.loyaltyrules.member;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.loyaltyrules.fact.Counter;
import org.loyaltyrules.fact.Member;

/** A member of whom nothing is known: whatever is asked throws. For asking rules whether they could concern anybody. */
public final class UnknownMember implements Member {

    private static IllegalStateException unknown() {
        return new IllegalStateException("nothing is known of this member");
    }

    @Override
    public String id() {
        throw unknown();
    }

    @Override
    public String tier() {
        throw unknown();
    }

    @Override
    public boolean atLeast(String tier) {
        throw unknown();
    }

    @Override
    public LocalDate tierSince() {
        throw unknown();
    }

    @Override
    public LocalDate tierUntil() {
        throw unknown();
    }

    @Override
    public LocalDate enrolledOn() {
        throw unknown();
    }

    @Override
    public int daysEnrolled() {
        throw unknown();
    }

    @Override
    public boolean anniversary() {
        throw unknown();
    }

    @Override
    public boolean birthday() {
        throw unknown();
    }

    @Override
    public boolean birthdayMonth() {
        throw unknown();
    }

    @Override
    public int daysToBirthday() {
        throw unknown();
    }

    @Override
    public long points() {
        throw unknown();
    }

    @Override
    public long pendingPoints() {
        throw unknown();
    }

    @Override
    public Counter<BigDecimal> spend() {
        throw unknown();
    }

    @Override
    public Counter<Long> purchases() {
        throw unknown();
    }

    @Override
    public Counter<Long> referrals() {
        throw unknown();
    }

    @Override
    public int inactiveDays() {
        throw unknown();
    }

    @Override
    public boolean referred() {
        throw unknown();
    }

    @Override
    public String channel() {
        throw unknown();
    }

    @Override
    public Set<String> tags() {
        throw unknown();
    }

    @Override
    public Map<String, String> attributes() {
        throw unknown();
    }

    @Override
    public int bucket(String experiment) {
        throw unknown();
    }
}
