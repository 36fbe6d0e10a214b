package org.chattycat.kurento.embedded.endpoints;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Writes the ClientHello of a DTLS 1.2 client, so that a test can send any part of it. */
final class ClientHello {
    private static final int RECORD_HEADER = 13;
    private static final int MESSAGE_HEADER = 12;
    /** TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, TLS_EMPTY_RENEGOTIATION_INFO_SCSV, no compression. */
    private static final String SUITES = "0004c02b00ff" + "0100";
    /** secp256r1, uncompressed points, ecdsa_secp256r1_sha256, SRTP_AEAD_AES_128_GCM, extended master secret. */
    private static final String EXTENSIONS =
            "000a000400020017" + "000b00020100" + "000d000400020403" + "000e000500020007" + "00" + "00170000";

    private ClientHello() {}

    /**
     * Writes the message as datagrams with one record each.
     *
     * @param cookie of the server's HelloVerifyRequest; empty for the first ClientHello
     * @param number 0 for the first ClientHello, 1 for the second
     * @param fragment bytes of the message per datagram
     */
    static List<byte[]> write(byte[] cookie, int number, int fragment) {
        byte[] extensions = HexFormat.of().parseHex(EXTENSIONS);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(new byte[] {(byte) 0xfe, (byte) 0xfd});
        body.writeBytes(new byte[32]);
        body.write(0);
        body.write(cookie.length);
        body.writeBytes(cookie);
        body.writeBytes(HexFormat.of().parseHex(SUITES));
        body.write(extensions.length >> 8);
        body.write(extensions.length);
        body.writeBytes(extensions);
        byte[] message = body.toByteArray();
        List<byte[]> datagrams = new ArrayList<>();
        for (int at = 0; at < message.length; at += fragment) {
            byte[] part = Arrays.copyOfRange(message, at, Math.min(at + fragment, message.length));
            datagrams.add(record(1, message.length, number, at, part, number * 100 + datagrams.size()));
        }
        return datagrams;
    }

    /** The first bytes of a client's Certificate, which follows the ServerHello. */
    static byte[] beginningOfCertificate() {
        return record(11, 1_000, 2, 0, new byte[100], 200);
    }

    private static byte[] record(int type, int length, int number, int offset, byte[] part, int sequence) {
        ByteBuffer record = ByteBuffer.allocate(RECORD_HEADER + MESSAGE_HEADER + part.length);
        record.put((byte) 22).putShort((short) 0xfefd).putShort((short) 0).putShort((short) 0);
        record.putInt(sequence).putShort((short) (MESSAGE_HEADER + part.length));
        put24(record.put((byte) type), length);
        put24(record.putShort((short) number), offset);
        put24(record, part.length);
        return record.put(part).array();
    }

    private static void put24(ByteBuffer buffer, int value) {
        buffer.put((byte) (value >> 16)).putShort((short) value);
    }

    /** The type of the first handshake message in a datagram (RFC 6347 section 4.3.2): 2 ServerHello, 3 HelloVerifyRequest. */
    static int messageType(byte[] datagram) {
        return datagram[0] == 22 ? datagram[RECORD_HEADER] : -1;
    }

    /** The cookie of a HelloVerifyRequest. */
    static byte[] cookie(byte[] datagram) {
        int at = RECORD_HEADER + MESSAGE_HEADER + 2;
        return Arrays.copyOfRange(datagram, at + 1, at + 1 + (datagram[at] & 0xff));
    }
}
