package org.chattycat.kurento.embedded.sdp;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;

/** Random, distinct SSRCs and the CNAME of one transport (RFC 3550 section 8.1, RFC 7022). */
public record LocalSsrcs(String cname, int audio, int video, int videoRtx) {
    private static final SecureRandom RANDOM = new SecureRandom();

    public static LocalSsrcs random() {
        Set<Integer> distinct = new HashSet<>();
        while (distinct.size() < 3) {
            int ssrc = RANDOM.nextInt();
            if (ssrc != 0) {
                distinct.add(ssrc);
            }
        }
        Integer[] ssrcs = distinct.toArray(Integer[]::new);
        String cname = "user" + Integer.toUnsignedString(RANDOM.nextInt()) + "@chatty-cat";
        return new LocalSsrcs(cname, ssrcs[0], ssrcs[1], ssrcs[2]);
    }

    int media(MediaKind kind) {
        return kind == MediaKind.AUDIO ? audio : video;
    }

    int rtx(MediaKind kind) {
        return kind == MediaKind.AUDIO ? 0 : videoRtx;
    }
}
