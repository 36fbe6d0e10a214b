package org.chattycat.kurento.embedded.endpoints;

import java.time.Duration;

/** Makes transports. Owns the sockets and threads that all transports share; closing it closes every transport. */
public interface MediaEngine extends AutoCloseable {
    WebRtcTransport createWebRtc(MediaTransportListener listener);

    /**
     * A plain RTP peer (AVP and AVPF), both ways.
     *
     * @param ipv6 whether its own offers name an IPv6 address; answers take the family of the offer
     */
    SdpTransport createRtp(MediaTransportListener listener, boolean ipv6);

    MediaTransport createPassThrough(MediaTransportListener listener);

    /** Moves no media for that long, then goes on. Returns at once. */
    void freeze(Duration duration);

    @Override
    void close();
}
