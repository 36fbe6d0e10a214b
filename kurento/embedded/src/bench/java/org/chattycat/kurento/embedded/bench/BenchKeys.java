package org.chattycat.kurento.embedded.bench;

import java.util.Arrays;
import org.chattycat.kurento.peer.dtls.SrtpKeys;
import org.chattycat.kurento.peer.srtp.SrtpProfile;

/** The keys that the server and the load generator share. */
final class BenchKeys {
    private BenchKeys() {}

    static SrtpKeys keys() {
        byte[] material = new byte[SrtpProfile.AEAD_AES_128_GCM.keyingMaterialLength()];
        Arrays.fill(material, (byte) 0x5a);
        return new SrtpKeys(SrtpProfile.AEAD_AES_128_GCM, material);
    }
}
