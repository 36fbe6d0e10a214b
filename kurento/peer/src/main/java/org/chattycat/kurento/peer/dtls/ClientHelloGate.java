package org.chattycat.kurento.peer.dtls;

import java.util.Arrays;
import java.util.BitSet;
import org.bouncycastle.tls.DTLSRequest;
import org.bouncycastle.tls.DTLSVerifier;
import org.bouncycastle.tls.DatagramSender;
import org.chattycat.kurento.rtp.NetworkOrder;

/**
 * The cookie exchange before a server's handshake (RFC 6347 section 4.2.1). It never blocks: it answers a ClientHello with a
 * HelloVerifyRequest, and passes on the ClientHello that returns the cookie. It first reassembles a fragmented ClientHello
 * (section 4.2.3): with post-quantum key shares, a ClientHello does not fit into one datagram. For one thread.
 */
final class ClientHelloGate {
    private static final int RECORD_HEADER = 13;
    private static final int MESSAGE_HEADER = 12;
    private static final int HANDSHAKE = 22;
    private static final int CLIENT_HELLO = 1;
    /** With ML-KEM-1024 key shares and every extension, browsers stay below 4 kB. */
    private static final int MAX_CLIENT_HELLO = 8192;

    private final DTLSVerifier verifier;
    private final byte[] clientId;
    private final DatagramSender sender;
    /** The ClientHello under reassembly, as one record; null if there is none. */
    private byte[] assembled;

    private final BitSet present = new BitSet();

    /** @param clientId the value that the cookie is bound to */
    ClientHelloGate(DTLSVerifier verifier, byte[] clientId, DatagramSender sender) {
        this.verifier = verifier;
        this.clientId = clientId.clone();
        this.sender = sender;
    }

    /**
     * Takes a datagram of well-formed records.
     *
     * @return the verified ClientHello that starts the handshake, or null if the datagram does not complete one
     */
    DTLSRequest receive(byte[] buffer, int offset, int length) {
        int end = offset + length;
        for (int at = offset; at + RECORD_HEADER <= end; at += RECORD_HEADER + NetworkOrder.u16(buffer, at + 11)) {
            byte[] hello = clientHello(buffer, at);
            DTLSRequest request =
                    hello == null ? null : verifier.verifyRequest(clientId, hello, 0, hello.length, sender);
            if (request != null) {
                return request;
            }
        }
        return null;
    }

    /** A complete ClientHello as one record, or null if this record does not complete one. */
    private byte[] clientHello(byte[] buffer, int at) {
        int message = at + RECORD_HEADER;
        int recordLength = NetworkOrder.u16(buffer, at + 11);
        boolean clear = NetworkOrder.u16(buffer, at + 3) == 0;
        if (buffer[at] != HANDSHAKE || !clear || recordLength < MESSAGE_HEADER || buffer[message] != CLIENT_HELLO) {
            return null;
        }
        int helloLength = NetworkOrder.u24(buffer, message + 1);
        int fragmentOffset = NetworkOrder.u24(buffer, message + 6);
        int fragmentLength = NetworkOrder.u24(buffer, message + 9);
        if (helloLength > MAX_CLIENT_HELLO
                || fragmentLength != recordLength - MESSAGE_HEADER
                || fragmentOffset + fragmentLength > helloLength) {
            return null;
        }
        if (fragmentLength == helloLength) {
            return Arrays.copyOfRange(buffer, at, message + recordLength);
        }
        return assemble(buffer, at, helloLength, fragmentOffset, fragmentLength);
    }

    private byte[] assemble(byte[] buffer, int at, int helloLength, int fragmentOffset, int fragmentLength) {
        int message = at + RECORD_HEADER;
        if (assembled == null || !isSameMessage(buffer, message)) {
            assembled = new byte[RECORD_HEADER + MESSAGE_HEADER + helloLength];
            present.clear();
        }
        // The answer refers to the record and message numbers of the latest fragment.
        System.arraycopy(buffer, at, assembled, 0, RECORD_HEADER + MESSAGE_HEADER);
        NetworkOrder.put16(assembled, 11, MESSAGE_HEADER + helloLength);
        NetworkOrder.put24(assembled, RECORD_HEADER + 6, 0);
        NetworkOrder.put24(assembled, RECORD_HEADER + 9, helloLength);
        System.arraycopy(
                buffer,
                message + MESSAGE_HEADER,
                assembled,
                RECORD_HEADER + MESSAGE_HEADER + fragmentOffset,
                fragmentLength);
        present.set(fragmentOffset, fragmentOffset + fragmentLength);
        if (present.cardinality() < helloLength) {
            return null;
        }
        byte[] whole = assembled;
        assembled = null;
        return whole;
    }

    /** Whether type, length and message number equal those of the ClientHello under reassembly. */
    private boolean isSameMessage(byte[] buffer, int message) {
        return Arrays.equals(buffer, message, message + 6, assembled, RECORD_HEADER, RECORD_HEADER + 6);
    }
}
