package org.chattycat.kurento.client;

import java.util.ArrayList;
import java.util.List;

/** Sets the bit rate at which a publishing Chromium begins, by a parameter of the answer's VP8 format (RFC 8866, 6.15). */
final class StartBitrate {
    private StartBitrate() {}

    /** Returns the answer with {@code x-google-start-bitrate} at its VP8 payload types, unchanged where there are none. */
    static String addTo(String answer, int kbps) {
        String parameter = "x-google-start-bitrate=" + kbps;
        List<String> lines = new ArrayList<>(answer.lines().toList());
        for (String payloadType : vp8PayloadTypes(lines)) {
            String fmtp = "a=fmtp:" + payloadType + " ";
            int at = indexOf(lines, fmtp);
            if (at >= 0) {
                lines.set(at, lines.get(at) + ";" + parameter);
            } else {
                lines.add(indexOf(lines, "a=rtpmap:" + payloadType + " ") + 1, fmtp + parameter);
            }
        }
        return String.join("\r\n", lines) + "\r\n";
    }

    private static List<String> vp8PayloadTypes(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("a=rtpmap:"))
                .map(line -> line.substring("a=rtpmap:".length()).split(" ", 2))
                .filter(map -> map.length == 2 && map[1].regionMatches(true, 0, "VP8/", 0, 4))
                .map(map -> map[0])
                .toList();
    }

    private static int indexOf(List<String> lines, String prefix) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(prefix)) {
                return i;
            }
        }
        return -1;
    }
}
