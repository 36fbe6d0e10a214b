package org.chattycat.kurento.peer.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.chattycat.kurento.rtp.NetworkOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SrtpSessionTest {
    private static final int LENGTH = 500;

    private static SrtpSession session(SrtpProfile profile, boolean server) {
        byte[] keys = new byte[profile.keyingMaterialLength()];
        new Random(3711).nextBytes(keys);
        return new SrtpSession(profile, keys, server);
    }

    private static byte[] packet(int sequence) {
        byte[] packet = new byte[LENGTH + SrtpSession.MAX_GROWTH];
        Arrays.fill(packet, 12, LENGTH, (byte) 0x41);
        packet[0] = (byte) 0x80;
        packet[1] = 96;
        NetworkOrder.put16(packet, 2, sequence);
        NetworkOrder.put32(packet, 8, 0xcafebabe);
        return packet;
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void eachSideDecryptsWhatTheOtherProtects(SrtpProfile profile) {
        SrtpSession server = session(profile, true);
        SrtpSession client = session(profile, false);
        byte[] packet = packet(7);
        int protectedLength = server.protectRtp(packet, 0, LENGTH);
        assertThat(protectedLength).isEqualTo(LENGTH + profile.tagLength());
        assertThat(HexFormat.of().formatHex(packet)).doesNotContain("41414141");
        assertThat(client.unprotectRtp(packet, 0, protectedLength)).isEqualTo(LENGTH);
        assertThat(Arrays.copyOf(packet, LENGTH)).isEqualTo(Arrays.copyOf(packet(7), LENGTH));
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void aSequenceNumberIsProtectedOnlyOnce(SrtpProfile profile) {
        SrtpSession server = session(profile, true);
        assertThat(server.protectRtp(packet(7), 0, LENGTH)).isPositive();
        assertThat(server.protectRtp(packet(7), 0, LENGTH))
                .as("a second time it would leave unencrypted, or reuse a nonce")
                .isEqualTo(-1);
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void forgedAndReplayedPacketsAreRejected(SrtpProfile profile) {
        SrtpSession server = session(profile, true);
        SrtpSession client = session(profile, false);
        byte[] packet = packet(7);
        int protectedLength = server.protectRtp(packet, 0, LENGTH);
        for (int at : new int[] {1, 5, 12, 300, protectedLength - 1}) {
            byte[] forged = packet.clone();
            forged[at] ^= 1;
            assertThat(client.unprotectRtp(forged, 0, protectedLength))
                    .as("byte %d", at)
                    .isEqualTo(-1);
        }
        assertThat(client.unprotectRtp(packet.clone(), 0, protectedLength)).isEqualTo(LENGTH);
        assertThat(client.unprotectRtp(packet.clone(), 0, protectedLength))
                .as("replay")
                .isEqualTo(-1);
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void reflectedPacketsAreRejected(SrtpProfile profile) {
        SrtpSession server = session(profile, true);
        byte[] packet = packet(7);
        int protectedLength = server.protectRtp(packet, 0, LENGTH);
        assertThat(server.unprotectRtp(packet, 0, protectedLength)).isEqualTo(-1);
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void rtcpIsProtectedAndAuthenticated(SrtpProfile profile) {
        SrtpSession server = session(profile, true);
        SrtpSession client = session(profile, false);
        byte[] report = Arrays.copyOf(HexFormat.of().parseHex("80c9000100000001"), 64);
        int protectedLength = client.protectRtcp(report, 0, 8);
        assertThat(protectedLength).isEqualTo(8 + 4 + profile.tagLength());
        byte[] forged = report.clone();
        forged[protectedLength - 1] ^= 1;
        assertThat(server.unprotectRtcp(forged, 0, protectedLength)).isEqualTo(-1);
        assertThat(server.unprotectRtcp(report, 0, protectedLength)).isEqualTo(8);
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void randomBytesAreRejected(SrtpProfile profile) {
        SrtpSession server = session(profile, true);
        Random random = new Random(7714);
        for (int round = 0; round < 3_000; round++) {
            byte[] packet = new byte[12 + random.nextInt(60)];
            random.nextBytes(packet);
            packet[0] = (byte) (0x80 | packet[0] & 0x3f);
            assertThat(server.unprotectRtp(packet, 0, packet.length)).isEqualTo(-1);
            assertThat(server.unprotectRtcp(packet, 0, packet.length)).isEqualTo(-1);
        }
    }
}
