package org.chattycat.app.latency.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Files with the content coding gzip (RFC 9110 section 8.4.1). Nothing in them comes from the request, so their compressed length
 * tells another site nothing.
 */
final class ContentCoding {
    private static final int BUFFER = 1 << 15;

    private ContentCoding() {}

    /**
     * Whether a client accepts gzip (RFC 9110 section 12.5.3).
     *
     * @param header its Accept-Encoding; null without one
     */
    static boolean accepts(String header) {
        return header != null
                && Arrays.stream(header.toLowerCase(Locale.ROOT).split(","))
                        .map(one -> one.replace(" ", ""))
                        .anyMatch(one -> one.equals("gzip")
                                || one.startsWith("gzip;q=")
                                        && !one.substring("gzip;q=".length()).matches("0(\\.0*)?"));
    }

    /** The fastest level: higher ones save a fifth and would take longer than reading the rows. */
    static OutputStream gzip(OutputStream out) throws IOException {
        return new GZIPOutputStream(out, BUFFER, true) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        };
    }
}
