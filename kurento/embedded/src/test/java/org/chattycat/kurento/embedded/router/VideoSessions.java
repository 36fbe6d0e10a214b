package org.chattycat.kurento.embedded.router;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.chattycat.kurento.embedded.sdp.LocalIce;
import org.chattycat.kurento.embedded.sdp.LocalSsrcs;
import org.chattycat.kurento.embedded.sdp.NegotiatedMedia;
import org.chattycat.kurento.embedded.sdp.RtpNegotiator;
import org.chattycat.kurento.embedded.sdp.SdpException;
import org.chattycat.kurento.embedded.sdp.SdpLimits;
import org.chattycat.kurento.embedded.sdp.WebRtcNegotiator;
import org.chattycat.kurento.rtp.Datagrams;

/** Sessions with one video section, payload type 96, without ciphers and sockets. */
final class VideoSessions {
    /** Takes the RTP packets that a session sends. The buffer is reused. */
    interface Sent {
        void packet(byte[] buffer, int length);
    }

    private VideoSessions() {}

    /**
     * A session of VP8.
     *
     * @param direction the peer's, such as {@code sendonly} for a publisher
     */
    static RtpSession of(String direction, Sent sent) throws SdpException {
        return of(direction, "VP8", "max-fr=30", sent);
    }

    /** @param parameters of the codec's {@code fmtp} line */
    static RtpSession of(String direction, String codec, String parameters, Sent sent) throws SdpException {
        return of(direction, codec, parameters, sent, (buffer, length) -> {}, (nanos, task) -> {});
    }

    static RtpSession of(String direction, String codec, String parameters, Sent sent, Sent rtcp, Timer timer)
            throws SdpException {
        return of(direction, codec, parameters, sent, rtcp, timer, () -> true);
    }

    /**
     * @param rtcp takes the RTCP packets that the session sends
     * @param ready whether the peer is connected
     */
    static RtpSession of(
            String direction, String codec, String parameters, Sent sent, Sent rtcp, Timer timer, BooleanSupplier ready)
            throws SdpException {
        String offer = """
                v=0
                o=- 1 1 IN IP4 127.0.0.1
                s=-
                t=0 0
                m=video 9 UDP/TLS/RTP/SAVPF 96 97
                a=mid:0
                a=ice-ufrag:peer
                a=ice-pwd:0123456789012345678901
                a=fingerprint:sha-256 00
                a=rtcp-mux
                a=%s
                a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time
                a=rtpmap:96 %s/90000
                a=fmtp:96 %s
                a=rtcp-fb:96 nack
                a=rtcp-fb:96 nack pli
                a=rtpmap:97 rtx/90000
                a=fmtp:97 apt=96
                """.formatted(direction, codec, parameters).replace("\n", "\r\n");
        List<NegotiatedMedia> media = new WebRtcNegotiator(1, "sha-256 00", LocalSsrcs.random(), true)
                .answer(offer, new SdpLimits(0, 0), (sections, controlling) -> Optional.of(new LocalIce("u", "p")))
                .transports()
                .get(0)
                .media();
        return session(media, sent, rtcp, timer, ready);
    }

    /** A tap over plain RTP that receives VP8, and understands transmission offsets (RFC 5450) with the id 1. */
    static RtpSession tap(Sent sent, Timer timer) throws SdpException {
        String offer = """
                v=0
                o=- 1 1 IN IP4 127.0.0.1
                s=-
                c=IN IP4 127.0.0.1
                t=0 0
                m=video 9000 RTP/AVPF 96
                a=rtpmap:96 VP8/90000
                a=extmap:1 urn:ietf:params:rtp-hdrext:toffset
                a=recvonly
                """.replace("\n", "\r\n");
        List<NegotiatedMedia> media = new RtpNegotiator(1, LocalSsrcs.random())
                .answer(offer, (kind, remote) -> new RtpNegotiator.LocalPorts("127.0.0.1", 4, 5), new SdpLimits(0, 0))
                .media();
        return session(media, sent, (buffer, length) -> {}, timer, () -> true);
    }

    private static RtpSession session(
            List<NegotiatedMedia> media, Sent sent, Sent rtcp, Timer timer, BooleanSupplier ready) {
        PacketSender transport = new PacketSender() {
            @Override
            public boolean sendRtp(byte[] buffer, int offset, int length) {
                sent.packet(buffer, length);
                return true;
            }

            @Override
            public boolean sendRtcp(byte[] buffer, int offset, int length) {
                rtcp.packet(buffer, length);
                return true;
            }

            @Override
            public boolean isReady() {
                return ready.getAsBoolean();
            }
        };
        return new RtpSession(
                transport,
                timer,
                media,
                "test",
                false,
                ForwardLimits.DEFAULT,
                Profile.NORMAL,
                new byte[Datagrams.MAX_BYTES]);
    }
}
