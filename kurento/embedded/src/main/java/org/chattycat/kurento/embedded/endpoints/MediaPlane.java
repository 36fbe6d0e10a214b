package org.chattycat.kurento.embedded.endpoints;

import java.time.Duration;

/** Makes nodes. Owns the sockets and threads that all nodes share; closing it closes every node. */
public interface MediaPlane extends AutoCloseable {
    WebRtcNode createWebRtc(MediaNodeListener listener);

    /**
     * A plain RTP peer (AVP and AVPF), both ways.
     *
     * @param ipv6 whether its own offers name an IPv6 address; answers take the family of the offer
     */
    SdpNode createRtp(MediaNodeListener listener, boolean ipv6);

    MediaNode createPassThrough(MediaNodeListener listener);

    /** Moves no media for that long, then goes on. Returns at once. */
    void freeze(Duration duration);

    @Override
    void close();
}
