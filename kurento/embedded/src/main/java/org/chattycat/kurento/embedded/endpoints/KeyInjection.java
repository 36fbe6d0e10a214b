package org.chattycat.kurento.embedded.endpoints;

import org.chattycat.kurento.peer.dtls.SrtpKeys;

/** Gives a transport its SRTP keys without a handshake, for load that needs hundreds of peers at once. */
public final class KeyInjection {
    private KeyInjection() {}

    /** After the negotiation. */
    public static void inject(WebRtcTransport transport, SrtpKeys keys) {
        ((DtlsSrtpTransport) transport).establish(keys, true);
    }
}
