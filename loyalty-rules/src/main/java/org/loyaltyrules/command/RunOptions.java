package org.loyaltyrules.command;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options of the commands that decide a file of events. */
final class RunOptions {

    @Option(names = "--daily", description = "Begin each day with a day event, from the first event's day on.")
    private boolean daily;

    @Option(
            names = "--until",
            paramLabel = "DATE",
            converter = DateConverter.class,
            description = "Go on until this day, such as 2026-05-02.")
    private @Nullable LocalDate until;

    boolean daily() {
        return daily;
    }

    /** Null where nothing was said. */
    @Nullable
    LocalDate until() {
        return until;
    }

    /** Says what a date looks like, where it is none. */
    private static final class DateConverter implements ITypeConverter<LocalDate> {
        @Override
        public LocalDate convert(String text) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException e) {
                throw new TypeConversionException("'" + text + "' is not a date such as 2026-05-02");
            }
        }
    }
}
