package org.loyaltyrules.rules;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.loyaltyrules.fact.Counter;

/** What rules may ask of values that are no facts: pure questions, none of which can change or hold up anything. */
final class ValueVocabulary {

    private static final List<Type> NOTHING = List.of();
    private static final List<Type> A_TEXT = List.of(Type.TEXT);
    private static final List<Type> A_NUMBER = List.of(Type.INTEGER);
    private static final List<Type> A_DATE = List.of(Type.DATE);
    private static final List<Type> A_TIME = List.of(Type.TIME);

    private static final Terms<?> TEXT = text();
    private static final Terms<?> DATE = date();
    private static final Terms<?> TIME = time();
    private static final Terms<?> TEXTS = texts();
    private static final Terms<?> LINES = lines();
    private static final Terms<?> ATTRIBUTES = attributes();
    private static final Terms<?> AMOUNTS = counter(Type.DECIMAL);
    private static final Terms<?> NUMBERS = counter(Type.INTEGER);
    private static final Terms<?> NUMBER = number();
    private static final Terms<?> NOTHING_TO_ASK = new Terms<>();

    private ValueVocabulary() {}

    static Terms<?> of(Type type) {
        if (type.fact() != null) {
            return FactVocabulary.of(type.fact());
        }
        return switch (type.kind()) {
            case TEXT -> TEXT;
            case DATE -> DATE;
            case TIME -> TIME;
            case TEXTS -> TEXTS;
            case LINES -> LINES;
            case ATTRIBUTES -> ATTRIBUTES;
            case AMOUNTS -> AMOUNTS;
            case NUMBERS -> NUMBERS;
            case INTEGER, DECIMAL -> NUMBER;
            case BOOLEAN, FACT, NULL -> NOTHING_TO_ASK;
        };
    }

    private static Terms<String> text() {
        return new Terms<String>()
                .whole("length", String::length)
                .truth("empty", String::isEmpty)
                .truth("blank", String::isBlank)
                .method("contains", Type.BOOLEAN, A_TEXT, (o, a) -> ((String) o).contains((String) a[0]))
                .method("startsWith", Type.BOOLEAN, A_TEXT, (o, a) -> ((String) o).startsWith((String) a[0]))
                .method("endsWith", Type.BOOLEAN, A_TEXT, (o, a) -> ((String) o).endsWith((String) a[0]))
                .method(
                        "equalsIgnoreCase",
                        Type.BOOLEAN,
                        A_TEXT,
                        (o, a) -> ((String) o).equalsIgnoreCase((String) a[0]))
                .method("toUpperCase", Type.TEXT, NOTHING, (o, a) -> ((String) o).toUpperCase(Locale.ROOT))
                .method("toLowerCase", Type.TEXT, NOTHING, (o, a) -> ((String) o).toLowerCase(Locale.ROOT))
                .method("trim", Type.TEXT, NOTHING, (o, a) -> ((String) o).trim())
                .method("strip", Type.TEXT, NOTHING, (o, a) -> ((String) o).strip());
    }

    private static Terms<LocalDate> date() {
        return new Terms<LocalDate>()
                .whole("year", LocalDate::getYear)
                .whole("monthValue", LocalDate::getMonthValue)
                .whole("dayOfMonth", LocalDate::getDayOfMonth)
                .whole("dayOfYear", LocalDate::getDayOfYear)
                .whole("lengthOfMonth", LocalDate::lengthOfMonth)
                .truth("leapYear", LocalDate::isLeapYear)
                .word(
                        "dayOfWeek",
                        Domain.DAY_OF_WEEK,
                        date -> date.getDayOfWeek().name())
                .method("isBefore", Type.BOOLEAN, A_DATE, (o, a) -> ((LocalDate) o).isBefore((LocalDate) a[0]))
                .method("isAfter", Type.BOOLEAN, A_DATE, (o, a) -> ((LocalDate) o).isAfter((LocalDate) a[0]))
                .method("isEqual", Type.BOOLEAN, A_DATE, (o, a) -> ((LocalDate) o).isEqual((LocalDate) a[0]))
                .method("plusDays", Type.DATE, A_NUMBER, (o, a) -> ((LocalDate) o).plusDays((Long) a[0]))
                .method("plusWeeks", Type.DATE, A_NUMBER, (o, a) -> ((LocalDate) o).plusWeeks((Long) a[0]))
                .method("plusMonths", Type.DATE, A_NUMBER, (o, a) -> ((LocalDate) o).plusMonths((Long) a[0]))
                .method("plusYears", Type.DATE, A_NUMBER, (o, a) -> ((LocalDate) o).plusYears((Long) a[0]))
                .method("minusDays", Type.DATE, A_NUMBER, (o, a) -> ((LocalDate) o).minusDays((Long) a[0]))
                .method("minusWeeks", Type.DATE, A_NUMBER, (o, a) -> ((LocalDate) o).minusWeeks((Long) a[0]))
                .method("minusMonths", Type.DATE, A_NUMBER, (o, a) -> ((LocalDate) o).minusMonths((Long) a[0]))
                .method("minusYears", Type.DATE, A_NUMBER, (o, a) -> ((LocalDate) o).minusYears((Long) a[0]));
    }

    private static Terms<LocalTime> time() {
        return new Terms<LocalTime>()
                .whole("hour", LocalTime::getHour)
                .whole("minute", LocalTime::getMinute)
                .whole("second", LocalTime::getSecond)
                .method("isBefore", Type.BOOLEAN, A_TIME, (o, a) -> ((LocalTime) o).isBefore((LocalTime) a[0]))
                .method("isAfter", Type.BOOLEAN, A_TIME, (o, a) -> ((LocalTime) o).isAfter((LocalTime) a[0]));
    }

    private static Terms<?> texts() {
        return new Terms<Set<?>>()
                .whole("size", Set::size)
                .truth("empty", Set::isEmpty)
                .method("contains", Type.BOOLEAN, A_TEXT, (o, a) -> ((Set<?>) o).contains(a[0]));
    }

    private static Terms<?> lines() {
        return new Terms<List<?>>()
                .whole("size", List::size)
                .truth("empty", List::isEmpty)
                .method(
                        "contains",
                        Type.BOOLEAN,
                        List.of(Type.fact(FactKind.LINE_ITEM)),
                        (o, a) -> ((List<?>) o).contains(a[0]))
                .optionalMethod("get", Type.fact(FactKind.LINE_ITEM), A_NUMBER, (o, a) -> {
                    List<?> list = (List<?>) o;
                    long index = (Long) a[0];
                    return index < 0 || index >= list.size() ? null : list.get((int) index);
                });
    }

    private static Terms<?> attributes() {
        return new Terms<Map<?, ?>>()
                .whole("size", Map::size)
                .truth("empty", Map::isEmpty)
                .method("containsKey", Type.BOOLEAN, A_TEXT, (o, a) -> ((Map<?, ?>) o).containsKey(a[0]))
                .optionalMethod("get", Type.TEXT, A_TEXT, (o, a) -> ((Map<?, ?>) o).get(a[0]));
    }

    private static Terms<?> counter(Type number) {
        return new Terms<Counter<?>>()
                .value("lifetime", number, Counter::lifetime)
                .value("today", number, Counter::today)
                .value("thisMonth", number, Counter::thisMonth)
                .value("thisQuarter", number, Counter::thisQuarter)
                .value("thisYear", number, Counter::thisYear)
                .value("lastMonth", number, Counter::lastMonth)
                .value("lastYear", number, Counter::lastYear)
                .value("sinceTier", number, Counter::sinceTier)
                .method("lastDays", number, A_NUMBER, (o, a) -> ((Counter<?>) o).lastDays(Math.toIntExact((Long) a[0])))
                .method(
                        "lastMonths",
                        number,
                        A_NUMBER,
                        (o, a) -> ((Counter<?>) o).lastMonths(Math.toIntExact((Long) a[0])));
    }

    /** Numbers can be cut to whole ones, as Drools' own accumulate results can. */
    private static Terms<Number> number() {
        return new Terms<Number>()
                .whole("intValue", ValueVocabulary::truncated)
                .whole("longValue", ValueVocabulary::truncated)
                .method(
                        "abs",
                        Type.DECIMAL,
                        NOTHING,
                        (o, a) -> o instanceof Long whole
                                ? BigDecimal.valueOf(whole).abs()
                                : ((BigDecimal) o).abs());
    }

    private static long truncated(Number number) {
        return number instanceof BigDecimal decimal ? decimal.toBigInteger().longValueExact() : number.longValue();
    }
}
