package org.chattycat.kurento.embedded.endpoints;

import java.time.Duration;

/** Creates transports. Owns the sockets and threads that all transports share. Closing it closes all transports. */
public interface MediaEngine extends AutoCloseable {
    WebRtcTransport createWebRtc(MediaTransportListener listener);

    /**
     * Creates a transport for plain RTP (AVP and AVPF), in both directions.
     *
     * @param ipv6 whether its own offers contain an IPv6 address; answers use the family of the offer
     */
    SdpTransport createRtp(MediaTransportListener listener, boolean ipv6);

    MediaTransport createPassThrough(MediaTransportListener listener);

    /** @param settings what to record, and where */
    Recorder createRecorder(MediaTransportListener listener, RecorderSettings settings);

    /** @param uri of a WebM, Matroska or MP4 file, or of an HTTP server that has one */
    Player createPlayer(MediaTransportListener listener, String uri);

    /** Stops all media for a while. Returns at once. */
    void freeze(Duration duration);

    @Override
    void close();
}
