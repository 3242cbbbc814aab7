package org.loyaltyrules.testing;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Members are given; what happens is still to be said. Immutable.
 *
 * @param <T> what can be said afterward
 */
public final class Given<T extends Then<T>> {

    private final ProgramVerifier verifier;
    private final List<GivenMember> members;
    private final @Nullable LocalDate start;
    private final Function<VerifierRun, T> then;

    Given(
            ProgramVerifier verifier,
            List<GivenMember> members,
            @Nullable LocalDate start,
            Function<VerifierRun, T> then) {
        this.verifier = verifier;
        this.members = members;
        this.start = start;
        this.then = then;
    }

    /** The day on which the test begins, such as {@code "2026-05-02"}; that of the first event, or 2026-03-03, without it. */
    public Given<T> on(String date) {
        return new Given<>(verifier, members, LocalDate.parse(date), then);
    }

    /**
     * These events happen, one after the other. What is said afterward is about the last of them; of days that pass, about all
     * of these days.
     *
     * @throws IllegalArgumentException where what is given cannot be so
     */
    public T when(WhenEvent event, WhenEvent... more) {
        VerifierRun run = new VerifierRun(verifier, members, start, ProgramVerifier.list(event, more));
        return then.apply(run);
    }
}
