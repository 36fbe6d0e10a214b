package org.chattycat.kurento.embedded.dtls;

import org.chattycat.kurento.embedded.srtp.SrtpProfile;

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
