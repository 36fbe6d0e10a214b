package org.chattycat.app.probe;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The command {@code probe}: a synthetic monitor of an installation. In each round two guests join a meeting, one publishes a
 * camera with a stamp clock and the other views it; the result is one JSON line.
 */
public final class Probe implements AutoCloseable {
    /** More often, a meeting would list too many participants, and limits on guests would refuse some. */
    private static final int ROUNDS_PER_MEETING = 30;

    private static final String TOKEN = "CHATTYCAT_TOKEN";

    private final ProbeOptions options;
    private final MeetingApi meetings;
    private UUID meeting;
    private int rounds;

    private Probe(ProbeOptions options, String token) {
        this.options = options;
        this.meetings = new MeetingApi(options.url(), token);
    }

    /** Exits with 0, 1 where something did not work, or 2 for wrong arguments. With an interval, it runs until it is stopped. */
    public static void main(String... arguments) throws InterruptedException {
        // Standard output is for the results alone.
        PrintStream results = System.out;
        System.setOut(System.err);
        ProbeOptions options;
        try {
            options = ProbeOptions.parse(arguments);
            String token = System.getenv(TOKEN);
            if (token == null || token.isBlank()) {
                throw new IllegalArgumentException("Set " + TOKEN + " to an access token that may change something.");
            }
            System.exit(run(options, token, results));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    static int run(ProbeOptions options, String token, PrintStream results) throws InterruptedException {
        try (Probe probe = new Probe(options, token)) {
            // Stopped, it must not leave a meeting behind.
            Runtime.getRuntime().addShutdownHook(new Thread(probe::close, "probe-cleanup"));
            long next = System.nanoTime();
            while (true) {
                ProbeResult result = probe.round();
                results.println(result.json());
                results.flush();
                probe.write(result);
                if (options.every() == null) {
                    return result.ok() ? 0 : 1;
                }
                // A round that took longer than the interval delays the next one.
                next = Math.max(System.nanoTime(), next + options.every().toNanos());
                TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
            }
        }
    }

    private ProbeResult round() throws InterruptedException {
        try {
            if (rounds++ % ROUNDS_PER_MEETING == 0) {
                replaceMeeting();
            }
            return new ProbeRound(options.url(), options.limit()).run(meeting, options.length());
        } catch (IOException e) {
            // The next round tries again.
            rounds = 0;
            return ProbeResult.failed(options.url(), e.getMessage());
        }
    }

    private synchronized void replaceMeeting() throws IOException, InterruptedException {
        if (meeting != null) {
            meetings.delete(meeting);
            meeting = null;
        }
        meeting = meetings.create();
    }

    /** In one step, so that nobody reads half a file. */
    private void write(ProbeResult result) {
        Path file = options.metrics();
        if (file == null) {
            return;
        }
        try {
            Path whole = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(whole, result.metrics());
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            System.err.println("The metrics were not written: " + e);
        }
    }

    @Override
    public synchronized void close() {
        if (meeting == null) {
            return;
        }
        try {
            meetings.delete(meeting);
            meeting = null;
        } catch (IOException e) {
            System.err.println("The probe's meeting was not deleted: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
