package org.chattycat.app.latency.viewer;

/**
 * A frame that a viewer's page showed, and the clock code that it read in it. Instants are in ms since 1970 by the server's
 * clock as the page knows it.
 *
 * @param clockId the code's {@code oTI} id, null if it has none
 * @param clockMs the instant that the code shows
 * @param rtpTimestamp when the frame was taken, in 1/90000 s, 32 bits, with the offset of the stream to this page
 * @param receivedMs arrival of the frame's last packet; null if the browser does not state it
 * @param shownMs when the browser expected the frame on the screen
 */
public record ShownFrame(String clockId, Long clockMs, Long rtpTimestamp, Double receivedMs, Double shownMs) {
    private static final int MAX_ID = 5;
    private static final long MAX_RTP_TIMESTAMP = 0xffff_ffffL;
    /** The year 2100, in ms since 1970. */
    private static final double MAX_INSTANT = 4_102_444_800_000.0;

    /** @throws IllegalArgumentException with a sentence for people if a value is not possible */
    public ShownFrame {
        ViewerReport.that(clockId == null || clockId.length() <= MAX_ID, "clockId", "is too long");
        ViewerReport.that(clockMs != null, "clockMs", "is missing");
        ViewerReport.that(rtpTimestamp != null, "rtpTimestamp", "is missing");
        ViewerReport.that(shownMs != null, "shownMs", "is missing");
        ViewerReport.between(clockMs, 0, MAX_INSTANT, "clockMs");
        ViewerReport.between(rtpTimestamp, 0, MAX_RTP_TIMESTAMP, "rtpTimestamp");
        ViewerReport.between(receivedMs, 0, MAX_INSTANT, "receivedMs");
        ViewerReport.between(shownMs, 0, MAX_INSTANT, "shownMs");
    }
}
