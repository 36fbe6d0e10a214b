package org.chattycat.kurento.embedded.media;

/** Makes nodes. Owns the sockets and threads that all nodes share; closing it closes every node. */
public interface MediaPlane extends AutoCloseable {
    WebRtcNode createWebRtc(MediaNodeListener listener);

    /** A plain RTP peer (AVP and AVPF), both ways. */
    SdpNode createRtp(MediaNodeListener listener);

    MediaNode createPassThrough(MediaNodeListener listener);

    @Override
    void close();
}
