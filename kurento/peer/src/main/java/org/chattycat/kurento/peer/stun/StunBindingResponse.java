package org.chattycat.kurento.peer.stun;

import static org.chattycat.kurento.peer.stun.StunBindingRequest.FINGERPRINT;
import static org.chattycat.kurento.peer.stun.StunBindingRequest.FINGERPRINT_XOR;
import static org.chattycat.kurento.peer.stun.StunBindingRequest.HEADER_LENGTH;
import static org.chattycat.kurento.peer.stun.StunBindingRequest.INTEGRITY_LENGTH;
import static org.chattycat.kurento.peer.stun.StunBindingRequest.MAGIC_COOKIE;
import static org.chattycat.kurento.peer.stun.StunBindingRequest.MESSAGE_INTEGRITY;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import org.chattycat.kurento.rtp.NetworkOrder;

/** Writes STUN binding success responses (RFC 8489 section 6.3.1), at most 100 bytes: about as long as a check. */
public final class StunBindingResponse {
    private static final int BINDING_SUCCESS = 0x0101;
    private static final int XOR_MAPPED_ADDRESS = 0x0020;

    private StunBindingResponse() {}

    public static byte[] to(StunBindingRequest request, InetSocketAddress mapped, Mac mac) {
        byte[] address = mapped.getAddress().getAddress();
        int integrityAt = HEADER_LENGTH + 4 + 4 + address.length;
        int fingerprintAt = integrityAt + 4 + INTEGRITY_LENGTH;
        byte[] message = new byte[fingerprintAt + 8];
        NetworkOrder.put16(message, 0, BINDING_SUCCESS);
        NetworkOrder.put32(message, 4, MAGIC_COOKIE);
        System.arraycopy(request.buffer(), request.transactionIdAt(), message, 8, 12);
        NetworkOrder.put16(message, HEADER_LENGTH, XOR_MAPPED_ADDRESS);
        NetworkOrder.put16(message, HEADER_LENGTH + 2, 4 + address.length);
        message[HEADER_LENGTH + 5] = (byte) (address.length == 4 ? 1 : 2);
        NetworkOrder.put16(message, HEADER_LENGTH + 6, mapped.getPort() ^ MAGIC_COOKIE >>> 16);
        for (int i = 0; i < address.length; i++) {
            message[HEADER_LENGTH + 8 + i] = (byte) (address[i] ^ message[4 + i]);
        }
        // The header's length ends with the attribute that is being computed (RFC 8489 sections 14.5 and 14.7).
        NetworkOrder.put16(message, 2, fingerprintAt - HEADER_LENGTH);
        mac.update(message, 0, integrityAt);
        NetworkOrder.put16(message, integrityAt, MESSAGE_INTEGRITY);
        NetworkOrder.put16(message, integrityAt + 2, INTEGRITY_LENGTH);
        System.arraycopy(Arrays.copyOf(mac.doFinal(), INTEGRITY_LENGTH), 0, message, integrityAt + 4, INTEGRITY_LENGTH);
        NetworkOrder.put16(message, 2, message.length - HEADER_LENGTH);
        CRC32 crc = new CRC32();
        crc.update(message, 0, fingerprintAt);
        NetworkOrder.put16(message, fingerprintAt, FINGERPRINT);
        NetworkOrder.put16(message, fingerprintAt + 2, 4);
        NetworkOrder.put32(message, fingerprintAt + 4, (int) crc.getValue() ^ FINGERPRINT_XOR);
        return message;
    }
}
