package org.chattycat.kurento.client;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chattycat.kurento.rtp.TransmissionOffset;

/**
 * The offer that makes an RtpEndpoint send a publication's VP8 unchanged, and what its answer contains (RFC 8866).
 *
 * <p>The offer uses AVPF without goog-remb: an endpoint that was offered goog-remb caps the publisher. Transmission offsets
 * let a server mark packets that it held before it sent them; a real Kurento holds none and ignores the extension.
 */
final class TapSdp {
    private static final Pattern SSRC = Pattern.compile("(?m)^a=ssrc:([0-9]{1,10})[ \r\n]");
    private static final Pattern PORT = Pattern.compile("(?m)^m=video ([0-9]{1,5}) ");
    /** Kurento opens no lower one for plain RTP. */
    private static final int LOWEST_PORT = 1025;

    private TapSdp() {}

    static String offer(InetAddress address, int port) {
        String host = (address instanceof Inet6Address ? "IP6 " : "IP4 ") + address.getHostAddress();
        return String.join(
                "\r\n",
                "v=0",
                "o=- 0 0 IN " + host,
                "s=-",
                "c=IN " + host,
                "t=0 0",
                "m=video " + port + " RTP/AVPF 96",
                "a=rtpmap:96 VP8/90000",
                "a=rtcp-fb:96 nack",
                "a=rtcp-fb:96 nack pli",
                "a=extmap:" + TapEndpoint.TRANSMISSION_OFFSET_ID + " " + TransmissionOffset.URI,
                "a=recvonly",
                "");
    }

    /**
     * Whether the answer has a port from which video is sent. By its source code, a Kurento whose ports are used up answers with
     * another number instead of failing; this has not been tried. It also has none where the server does not send VP8.
     */
    static boolean hasPort(String answer) {
        Matcher matcher = PORT.matcher(answer);
        return matcher.find() && Integer.parseInt(matcher.group(1)) >= LOWEST_PORT;
    }

    /** @return the SSRC that the answer announces for video, empty when it announces none */
    static OptionalInt ssrc(String answer) {
        int video = answer.indexOf("m=video");
        if (video < 0) {
            return OptionalInt.empty();
        }
        Matcher matcher = SSRC.matcher(answer.substring(video));
        return matcher.find() ? OptionalInt.of((int) Long.parseLong(matcher.group(1))) : OptionalInt.empty();
    }
}
