package org.chattycat.kurento.embedded.endpoints;

import org.chattycat.kurento.peer.dtls.SrtpKeys;

/** Sets the SRTP keys of a transport without a handshake, for load tests with hundreds of peers. */
public final class KeyInjection {
    private KeyInjection() {}

    /** To be called after the negotiation. */
    public static void inject(WebRtcTransport transport, SrtpKeys keys) {
        ((DtlsSrtpTransport) transport).inject(keys);
    }
}
