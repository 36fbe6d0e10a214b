package org.chattycat.analysis.sender;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kurento.client.MediaPipeline;
import org.kurento.client.RtpEndpoint;

/** An RtpEndpoint of a media server on this machine, and where to send VP8 to. */
public record RtpInput(RtpEndpoint endpoint, InetSocketAddress address) {
    private static final Pattern PORT = Pattern.compile("m=video (\\d+) ");

    public static RtpInput open(MediaPipeline pipeline, int ssrc) {
        RtpEndpoint endpoint = new RtpEndpoint.Builder(pipeline).build();
        String answer = endpoint.processOffer(String.join(
                "\r\n",
                "v=0",
                "o=- 0 0 IN IP4 127.0.0.1",
                "s=-",
                "c=IN IP4 127.0.0.1",
                "t=0 0",
                "m=video 9 RTP/AVPF 96",
                "a=rtpmap:96 VP8/90000",
                "a=rtcp-fb:96 nack pli",
                "a=sendonly",
                "a=ssrc:" + ssrc + " cname:test",
                ""));
        Matcher port = PORT.matcher(answer);
        if (!port.find()) {
            throw new IllegalStateException(answer);
        }
        return new RtpInput(
                endpoint, new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port.group(1))));
    }
}
