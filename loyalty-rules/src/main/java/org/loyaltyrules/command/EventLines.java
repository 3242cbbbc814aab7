package org.loyaltyrules.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.event.EventFormatException;

/** The lines of an event file that are not blank, one at a time, however large the file is. */
final class EventLines implements AutoCloseable {

    /** No event within its own bounds is longer, whatever its characters are. */
    static final int MAX_BYTES = 4_000_000;

    private final InputStream bytes;
    private final Runnable beforeWaiting;
    private final byte[] buffer = new byte[1 << 16];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int position;
    private int filled;
    private int number;
    private boolean overlong;

    /**
     * Creates a reader.
     *
     * @param beforeWaiting called each time before bytes are asked for
     */
    EventLines(InputStream bytes, Runnable beforeWaiting) {
        this.bytes = bytes;
        this.beforeWaiting = beforeWaiting;
    }

    /** The number of the line that was read last, 1 for the first; 0 before it. */
    int number() {
        return number;
    }

    /**
     * The next line that is not blank; null at the end.
     *
     * @throws EventFormatException where it is not UTF-8 or too long; reading can go on
     */
    @Nullable
    String next() throws IOException {
        while (readLine()) {
            number++;
            if (overlong) {
                throw new EventFormatException("", "is too large: a line has at most " + MAX_BYTES + " bytes");
            }
            String text = decoded(line.toByteArray(), number == 1);
            if (!text.isBlank()) {
                return text;
            }
        }
        return null;
    }

    /** The text of UTF-8 bytes; at a file's beginning without the byte order mark. */
    static String decoded(byte[] bytes, boolean beginning) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return beginning && text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new EventFormatException("", "must be UTF-8");
        }
    }

    /** Reads up to the next line feed; false where there is nothing more. */
    private boolean readLine() throws IOException {
        line.reset();
        overlong = false;
        boolean any = false;
        while (position < filled || fill()) {
            any = true;
            int start = position;
            while (position < filled && buffer[position] != '\n') {
                position++;
            }
            if (line.size() + position - start > MAX_BYTES) {
                overlong = true;
            } else {
                line.write(buffer, start, position - start);
            }
            if (position < filled) {
                position++;
                return true;
            }
        }
        return any;
    }

    private boolean fill() throws IOException {
        beforeWaiting.run();
        position = 0;
        filled = Math.max(0, bytes.read(buffer));
        return filled > 0;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
