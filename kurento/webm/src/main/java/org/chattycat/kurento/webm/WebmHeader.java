package org.chattycat.kurento.webm;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the beginning of a file says.
 *
 * @param program that wrote it
 * @param begin date and time of the beginning, if it is known
 * @param durationMillis empty while the file grows, and if its writer was killed
 * @param tracks in the order of the file
 */
public record WebmHeader(
        String program, Optional<Instant> begin, Optional<Long> durationMillis, List<WebmTrack> tracks) {
    public WebmHeader {
        tracks = List.copyOf(tracks);
    }

    /** The first track of a type, if there is one. */
    public Optional<WebmTrack> track(WebmTrack.Type type) {
        return tracks.stream().filter(track -> track.type() == type).findFirst();
    }
}
