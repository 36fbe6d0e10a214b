package org.chattycat.kurento.embedded.srtp;

import java.util.Arrays;
import org.chattycat.kurento.rtp.NetworkOrder;

/**
 * Loads and compiles the ciphers before the first call. A cold JVM takes a second for its first packet, and until the
 * compiler has put the processor's AES and GHASH instructions to use, which it does after some thousand calls, every
 * packet costs ten times as much.
 */
public final class SrtpWarmUp {
    private static final int PACKETS = 5_000;
    private static final int PACKET_LENGTH = 1_100;

    private SrtpWarmUp() {}

    public static void run() {
        for (SrtpProfile profile : SrtpProfile.values()) {
            byte[] keys = new byte[profile.keyingMaterialLength()];
            Arrays.fill(keys, (byte) 7);
            SrtpSession server = new SrtpSession(profile, keys, true);
            SrtpSession client = new SrtpSession(profile, keys, false);
            byte[] packet = new byte[PACKET_LENGTH + SrtpSession.MAX_GROWTH];
            for (int sequence = 0; sequence < PACKETS; sequence++) {
                packet[0] = (byte) 0x80;
                NetworkOrder.put16(packet, 2, sequence);
                int sealed = server.protectRtp(packet, 0, PACKET_LENGTH);
                if (client.unprotectRtp(packet, 0, sealed) != PACKET_LENGTH) {
                    throw new IllegalStateException("SRTP does not work on this JVM: " + profile);
                }
            }
        }
    }
}
