package org.chattycat.kurento.webm;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * When a frame of a video arrived at the server that recorded it: a frame of a metadata track ({@link WebmTrack#serverTimes}) with
 * the timestamp of the video's frame. Its text is the time at which the first packet of that frame arrived, by the server's
 * clock, in microseconds since 1970 (UTC), as a decimal number. Before the text, WebM has two lines for the id and the settings of
 * a cue, which are empty.
 */
public final class ServerTime {
    private static final String NO_ID_AND_SETTINGS = "\n\n";

    private ServerTime() {}

    /** @param millis timestamp of the video's frame */
    public static WebmFrame frame(int track, long millis, long epochMicros) {
        String text = NO_ID_AND_SETTINGS + epochMicros;
        return new WebmFrame(track, millis, true, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** @return microseconds since 1970, or empty for a text that is no time */
    public static OptionalLong epochMicros(WebmFrame frame) {
        String text = new String(frame.data(), StandardCharsets.US_ASCII).strip();
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
