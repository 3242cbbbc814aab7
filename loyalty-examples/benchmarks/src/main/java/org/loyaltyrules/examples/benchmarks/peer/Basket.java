package org.loyaltyrules.examples.benchmarks.peer;

import org.loyaltyrules.examples.benchmarks.retailer.Visit;

/** The purchase as a fact of other engines. */
public record Basket(int dayOfMonth, String dayOfWeek, int hour, String date, String channel, String store) {

    static Basket of(Visit visit) {
        return new Basket(
                visit.day().getDayOfMonth(),
                visit.day().getDayOfWeek().name(),
                visit.time().getHour(),
                visit.day().toString(),
                visit.event().channel(),
                visit.event().store());
    }

    /** 1 to 31. */
    public int getDayOfMonth() {
        return dayOfMonth;
    }

    /** In English capitals. */
    public String getDayOfWeek() {
        return dayOfWeek;
    }

    /** 0 to 23. */
    public int getHour() {
        return hour;
    }

    /** As in ISO 8601. */
    public String getDate() {
        return date;
    }

    /** Where it was made. */
    public String getChannel() {
        return channel;
    }

    /** The store's code. */
    public String getStore() {
        return store;
    }
}
