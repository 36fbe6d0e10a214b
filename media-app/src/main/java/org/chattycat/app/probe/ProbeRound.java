package org.chattycat.app.probe;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** One call of the probe: one participant publishes a camera with a stamp clock, the other views it. */
final class ProbeRound extends CallTimes {
    private static final long POLL_MILLIS = 20;

    private final String url;
    private final Duration limit;
    private final AtomicReference<String> error = new AtomicReference<>();

    /** @param limit of joining, of the first picture, and of the first measurement */
    ProbeRound(String url, Duration limit) {
        this.url = url;
        this.limit = limit;
    }

    @Override
    public void failed(String participant, String what) {
        error.compareAndSet(null, participant + ": " + what);
    }

    /** @param length how long the camera is viewed */
    ProbeResult run(UUID meeting, Duration length) throws InterruptedException {
        Received received = Received.NOTHING;
        try (CallMedia media = new CallMedia(new ClockVideo(), limit);
                Participant camera = participant(media, meeting, "Probe camera", Participant.Role.STAMPS);
                Participant viewer = participant(media, meeting, "Probe viewer", Participant.Role.VIEWS)) {
            if (!camera.awaitJoined(limit) || !viewer.awaitJoined(limit)) {
                failed("Probe", "not joined within " + limit.toSeconds() + " s");
            }
            await(() -> viewer.pictures() == 1, "no picture");
            if (error.get() == null) {
                // The first frames are those before the view, which arrive late by nature.
                latencies.clear();
                TimeUnit.MILLISECONDS.sleep(length.toMillis());
                await(() -> badges.count() > 0, "no measurement");
                received = viewer.received(true).plus(viewer.received(false));
                if (error.get() == null && latencies.count() == 0) {
                    failed("Probe", "no frame arrived as it was sent");
                }
            }
        } catch (IOException | RuntimeException e) {
            failed("Probe", e.getMessage() == null ? e.toString() : e.getMessage());
        }
        return new ProbeResult(
                url,
                Instant.now(),
                error.get(),
                joins.of(100),
                firstFrames.of(100),
                latencies.of(50),
                latencies.of(95),
                badges.of(50),
                received.lostPercent());
    }

    private Participant participant(CallMedia media, UUID meeting, String name, Participant.Role role)
            throws IOException {
        return new Participant(media, this, Guest.enter(url, meeting, name), role, Recovery.NONE, 0);
    }

    /** Ends early where something failed. */
    private void await(BooleanSupplier condition, String missing) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (error.get() == null && !condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                failed("Probe", missing + " within " + limit.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }
}
