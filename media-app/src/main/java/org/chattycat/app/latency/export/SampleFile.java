package org.chattycat.app.latency.export;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.apache.coyote.CloseNowException;
import org.chattycat.app.latency.export.SampleRow.Column;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one file. While one page is written, the next one is read: two pages are in memory, however long the file is. */
final class SampleFile {
    private static final Logger log = LoggerFactory.getLogger(SampleFile.class);

    /**
     * A page takes a slow reader longer than that. A file is to end within two seconds, as sockets do, and a write may wait for a
     * part of that until the reader has taken enough.
     */
    private static final Duration BETWEEN_CHECKS = Duration.ofMillis(500);

    private final SamplePages pages;
    private final Executor reader;
    private final SampleRange range;
    private final SampleFormat format;
    /** When the access was checked last, by {@link System#nanoTime}. */
    private long checked;

    /** Says whether the file may go on. It is asked after each page that was read, also after the last one, and twice a second. */
    interface Access {
        boolean isValid();
    }

    SampleFile(SamplePages pages, Executor reader, SampleRange range, SampleFormat format) {
        this.pages = pages;
        this.reader = reader;
        this.range = range;
        this.format = format;
    }

    /**
     * Writes the rows.
     *
     * @param after where the file goes on; null for its beginning
     * @param expected how many rows there were when it began. Fewer mean that some were deleted meanwhile.
     * @throws CloseNowException if the file is incomplete, which the format has said where it can: the connection must close,
     *     so that the message does not look complete
     * @throws IOException if the client is gone
     */
    void write(SampleCursor after, long expected, Access access, OutputStream out) throws IOException {
        LineBuffer lines = new LineBuffer();
        if (after == null) {
            format.begin(lines);
        }
        try {
            long rows = writeRows(after, access, lines, out);
            if (rows < expected) {
                throw new Incomplete("ROWS_DELETED", "Some of the samples were deleted while the file was written.");
            }
            format.end(rows, lines);
            lines.writeTo(out);
        } catch (Incomplete reason) {
            end(reason.code, reason.getMessage(), lines, out);
            log.info("A file of samples is incomplete: {}", reason.getMessage());
            throw reason;
        } catch (CompletionException failure) {
            end("FAILED", "The samples could not be read. Continue the file later.", lines, out);
            log.warn("A file of samples is incomplete: {}", failure.getCause().toString());
            throw new CloseNowException("the samples could not be read", failure.getCause());
        }
    }

    private void end(String code, String message, LineBuffer lines, OutputStream out) throws IOException {
        format.fail(code, message, lines);
        lines.writeTo(out);
        out.flush();
    }

    private long writeRows(SampleCursor after, Access access, LineBuffer lines, OutputStream out) throws IOException {
        long rows = 0;
        SamplePage free = new SamplePage();
        CompletableFuture<Page> next = read(after, new SamplePage());
        while (next != null) {
            // The connection's socket has a time limit.
            Page page = next.join();
            // Rows that are gone because the meeting is gone must not look like the end.
            check(access);
            next = page.rows < SamplePages.PAGE ? null : read(page.last, free);
            write(page.read, access, lines, out);
            free = page.read;
            rows += page.rows;
        }
        return rows;
    }

    private void check(Access access) throws Incomplete {
        if (!access.isValid()) {
            throw new Incomplete("ACCESS_ENDED", "The meeting was deleted, or you may no longer see it.");
        }
        checked = System.nanoTime();
    }

    private void write(SamplePage page, Access access, LineBuffer lines, OutputStream out) throws IOException {
        Map<UUID, byte[]> names = new HashMap<>();
        page.names().forEach((participant, name) -> names.put(participant, format.field(name)));
        SampleRow row = new SampleRow(page.rows());
        while (row.next()) {
            format.add(row, names.get(row.uuid(Column.PARTICIPANT_ID)), lines);
            if (lines.isLong()) {
                lines.writeTo(out);
                if (System.nanoTime() - checked > BETWEEN_CHECKS.toNanos()) {
                    check(access);
                }
            }
        }
    }

    private record Page(SamplePage read, int rows, SampleCursor last) {}

    private CompletableFuture<Page> read(SampleCursor after, SamplePage into) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        pages.read(range, after, into);
                        SampleRow row = new SampleRow(into.rows());
                        int rows = 0;
                        SampleCursor last = after;
                        while (row.next()) {
                            rows++;
                            last = rows == SamplePages.PAGE ? SampleCursor.of(row) : last;
                        }
                        return new Page(into, rows, last);
                    } catch (SQLException | IOException e) {
                        throw new CompletionException(e);
                    }
                },
                reader);
    }

    private static final class Incomplete extends CloseNowException {
        private static final long serialVersionUID = 1;

        private final String code;

        Incomplete(String code, String message) {
            super(message);
            this.code = code;
        }
    }
}
