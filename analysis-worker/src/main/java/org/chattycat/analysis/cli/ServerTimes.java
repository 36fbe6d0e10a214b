package org.chattycat.analysis.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chattycat.kurento.webm.ServerTime;
import org.chattycat.kurento.webm.WebmException;
import org.chattycat.kurento.webm.WebmFrame;
import org.chattycat.kurento.webm.WebmReader;
import org.chattycat.kurento.webm.WebmTrack;

/** When the frames of a recorded call arrived at the media server, which its recordings say. Other files say nothing. */
final class ServerTimes {
    private final Map<Long, Instant> byMillis = new HashMap<>();

    private ServerTimes() {}

    static ServerTimes of(Path file) throws IOException {
        ServerTimes times = new ServerTimes();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            times.read(new WebmReader(in));
        } catch (WebmException e) {
            // A file of another format, or damaged: the times so far are right.
        }
        return times;
    }

    private void read(WebmReader file) throws IOException {
        Optional<WebmTrack> track = file.header().track(WebmTrack.Type.METADATA);
        if (track.isEmpty()) {
            return;
        }
        for (Optional<WebmFrame> next = file.next(); next.isPresent(); next = file.next()) {
            WebmFrame frame = next.get();
            if (frame.track() == track.get().number()) {
                ServerTime.epochMicros(frame)
                        .ifPresent(
                                micros -> byMillis.put(frame.millis(), Instant.EPOCH.plus(micros, ChronoUnit.MICROS)));
            }
        }
    }

    /** @param seconds when the frame is shown, from the beginning of the video */
    Optional<Instant> arrival(OptionalDouble seconds) {
        return seconds.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(byMillis.get(Math.round(seconds.getAsDouble() * 1_000)));
    }
}
