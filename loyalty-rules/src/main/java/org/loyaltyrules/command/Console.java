package org.loyaltyrules.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;

/** Where the command reads and writes: UTF-8 and line feeds, whatever the machine's settings are. */
final class Console {

    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Watched watched;

    /**
     * Creates a console.
     *
     * @param watched what a person sees of it
     */
    Console(InputStream in, OutputStream out, OutputStream err, Watched watched) {
        this.in = in;
        this.out = new PrintWriter(new BufferedWriter(new OutputStreamWriter(out, UTF_8), BUFFER), false);
        this.err = new PrintWriter(new OutputStreamWriter(err, UTF_8), true);
        this.watched = watched;
    }

    InputStream in() {
        return in;
    }

    PrintWriter out() {
        return out;
    }

    PrintWriter err() {
        return err;
    }

    /** What a person sees of it. */
    Watched watched() {
        return watched;
    }

    /** A line of results; written out later. */
    void result(String line) {
        out.write(line);
        out.write('\n');
    }

    /** A line of diagnostics; written out at once. */
    void diagnostic(String line) {
        err.write(line);
        err.write('\n');
        err.flush();
    }

    /** Writes out what is still held back; false where the reader of the results has gone. */
    boolean flush() {
        err.flush();
        return !out.checkError();
    }

    /** Writes out what is still held back; fails where the reader of the results has gone, so that no more are made. */
    void flushOrFail() {
        if (!flush()) {
            throw new UncheckedIOException(new IOException("The results cannot be written"));
        }
    }
}
