package org.chattycat.kurento.embedded.endpoints;

import org.chattycat.kurento.embedded.dtls.SrtpKeys;

/** Gives a node its SRTP keys without a handshake, for load that needs hundreds of peers at once. */
public final class KeyInjection {
    private KeyInjection() {}

    /** After the negotiation. */
    public static void inject(WebRtcNode node, SrtpKeys keys) {
        ((WebRtcEndpointNode) node).establish(keys, true);
    }
}
