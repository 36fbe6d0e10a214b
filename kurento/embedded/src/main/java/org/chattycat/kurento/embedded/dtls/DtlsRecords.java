package org.chattycat.kurento.embedded.dtls;

import org.chattycat.kurento.rtp.NetworkOrder;

/**
 * The records of a datagram, as far as anybody can read them (RFC 6347 section 4.1). BouncyCastle ends an association
 * over a header that it does not like, and over an alert in the clear; whoever can send to us could end calls so.
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
     * @param established whether the handshake is complete: from then on alerts must be protected; before, an alert in
     *     the clear is how a peer refuses
     * @return whether every record may be the peer's
     */
    static boolean mayBelong(boolean established, byte[] buffer, int offset, int length) {
        int end = offset + length;
        int at = offset;
        while (at + HEADER <= end && mayBelong(established, buffer, at)) {
            at += HEADER + NetworkOrder.u16(buffer, at + 11);
        }
        return at == end && length > 0;
    }

    private static boolean mayBelong(boolean established, byte[] buffer, int at) {
        int type = buffer[at] & 0xff;
        int version = NetworkOrder.u16(buffer, at + 1);
        boolean isProtected = NetworkOrder.u16(buffer, at + 3) > 0;
        return type >= CHANGE_CIPHER_SPEC
                && type <= APPLICATION_DATA
                && (version == VERSION_1_2 || version == VERSION_1_0)
                && (type != ALERT || isProtected || !established);
    }
}
