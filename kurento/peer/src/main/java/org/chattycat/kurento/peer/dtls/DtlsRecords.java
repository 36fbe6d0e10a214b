package org.chattycat.kurento.peer.dtls;

import org.chattycat.kurento.rtp.NetworkOrder;

/**
 * Checks the record headers of a datagram (RFC 6347 section 4.1). BouncyCastle ends an association because of an invalid
 * header or an unencrypted alert. Without this check, anyone who can send to us could end calls.
 */
final class DtlsRecords {
    private static final int HEADER = 13;
    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int ALERT = 21;
    private static final int APPLICATION_DATA = 23;
    private static final int VERSION_1_0 = 0xfeff;
    private static final int VERSION_1_2 = 0xfefd;

    private DtlsRecords() {}

    /**
     * @param established whether the handshake is complete: from then on alerts must be encrypted; before, a peer refuses by
     *     an unencrypted alert
     * @return whether every record may come from the peer
     */
    static boolean isPlausible(boolean established, byte[] buffer, int offset, int length) {
        int end = offset + length;
        int at = offset;
        while (at + HEADER <= end && isPlausible(established, buffer, at)) {
            at += HEADER + NetworkOrder.u16(buffer, at + 11);
        }
        return at == end && length > 0;
    }

    private static boolean isPlausible(boolean established, byte[] buffer, int at) {
        int type = buffer[at] & 0xff;
        int version = NetworkOrder.u16(buffer, at + 1);
        boolean isProtected = NetworkOrder.u16(buffer, at + 3) > 0;
        return type >= CHANGE_CIPHER_SPEC
                && type <= APPLICATION_DATA
                && (version == VERSION_1_2 || version == VERSION_1_0)
                && (type != ALERT || isProtected || !established);
    }
}
