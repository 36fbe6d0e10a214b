package org.chattycat.kurento.peer.stun;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.crypto.Mac;

/** Writes STUN binding responses (RFC 8489 section 6.3.1), at most 100 bytes: about as long as a check. */
public final class StunBindingResponse {
    private static final byte[] ROLE_CONFLICT = "Role Conflict".getBytes(StandardCharsets.US_ASCII);

    private StunBindingResponse() {}

    /** The request was received from this address. */
    public static byte[] to(StunBindingRequest request, InetSocketAddress mapped, Mac mac) {
        byte[] address = mapped.getAddress().getAddress();
        byte[] id = request.transactionId();
        ByteBuffer value = ByteBuffer.allocate(4 + address.length);
        value.putShort((short) (address.length == 4 ? 1 : 2));
        value.putShort((short) (mapped.getPort() ^ StunMessage.MAGIC_COOKIE >>> 16));
        // An address is combined with the magic cookie and the transaction id after it (RFC 8489 section 14.2).
        byte[] key = ByteBuffer.allocate(4 + id.length)
                .putInt(StunMessage.MAGIC_COOKIE)
                .put(id)
                .array();
        for (int i = 0; i < address.length; i++) {
            value.put((byte) (address[i] ^ key[i]));
        }
        return new StunWriter(StunMessage.BINDING_SUCCESS, id, 4 + value.capacity())
                .attribute(StunMessage.XOR_MAPPED_ADDRESS, value.array())
                .end(mac);
    }

    /** The agent that received the request controls as well, and goes on to control (RFC 8445 section 7.3.1.1). */
    public static byte[] roleConflict(StunBindingRequest request, Mac mac) {
        byte[] value = ByteBuffer.allocate(4 + ROLE_CONFLICT.length)
                .put(2, (byte) (StunCheckAnswer.ROLE_CONFLICT / 100))
                .put(3, (byte) (StunCheckAnswer.ROLE_CONFLICT % 100))
                .put(4, ROLE_CONFLICT)
                .array();
        return new StunWriter(StunMessage.BINDING_ERROR, request.transactionId(), 4 + value.length + 3)
                .attribute(StunMessage.ERROR_CODE, value)
                .end(mac);
    }
}
