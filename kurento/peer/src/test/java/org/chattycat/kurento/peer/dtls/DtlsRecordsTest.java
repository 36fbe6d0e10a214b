package org.chattycat.kurento.peer.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DtlsRecordsTest {
    private static final int HANDSHAKE = 22;
    private static final int ALERT = 21;

    private static byte[] record(int type, int epoch, int length) {
        byte[] record = new byte[13 + length];
        record[0] = (byte) type;
        record[1] = (byte) 254;
        record[2] = (byte) 253;
        record[4] = (byte) epoch;
        record[12] = (byte) length;
        return record;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static boolean established(byte[] datagram) {
        return DtlsRecords.isPlausible(true, datagram, 0, datagram.length);
    }

    @Test
    void acceptsUnencryptedAlertsOnlyDuringTheHandshake() {
        byte[] alert = record(ALERT, 0, 2);
        assertThat(DtlsRecords.isPlausible(false, alert, 0, alert.length)).isTrue();
        assertThat(established(alert)).isFalse();
        assertThat(established(concat(record(HANDSHAKE, 0, 40), alert)))
                .as("after another record")
                .isFalse();
        assertThat(established(record(ALERT, 1, 26))).as("encrypted").isTrue();
    }

    @Test
    void acceptsRetransmittedHandshakeRecords() {
        assertThat(established(concat(record(HANDSHAKE, 0, 40), record(20, 0, 1))))
                .isTrue();
        byte[] first = record(HANDSHAKE, 0, 40);
        first[2] = (byte) 255; // The first ClientHello names version 1.0.
        assertThat(established(first)).isTrue();
    }

    @Test
    void rejectsDatagramsThatAreNotDtls() {
        byte[] reserved = record(HANDSHAKE, 0, 40);
        reserved[2] = (byte) 254;
        assertThat(established(reserved)).as("reserved version").isFalse();
        assertThat(established(record(24, 1, 8))).as("unknown type").isFalse();
        assertThat(established(Arrays.copyOf(record(HANDSHAKE, 1, 40), 30)))
                .as("truncated")
                .isFalse();
        assertThat(established(new byte[] {ALERT, 0, 0})).as("too short").isFalse();
        assertThat(established(new byte[0])).isFalse();
    }
}
