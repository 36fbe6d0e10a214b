package org.chattycat.kurento.peer.dtls;

import org.chattycat.kurento.peer.srtp.SrtpProfile;

/**
 * The result of a handshake.
 *
 * @param keyingMaterial exported as in RFC 5764 section 4.2; secret
 */
public record SrtpKeys(SrtpProfile profile, byte[] keyingMaterial) {
    @Override
    public String toString() {
        return "SrtpKeys[" + profile + "]";
    }
}
