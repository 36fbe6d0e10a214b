package org.chattycat.kurento.peer.srtp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.logging.Level;
import org.chattycat.kurento.rtp.NetworkOrder;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.srtp.crypto.Aes;
import org.jitsi.utils.logging2.Logger;
import org.jitsi.utils.logging2.LoggerImpl;

/**
 * Encrypts packets to one peer and decrypts packets from it, in place. For one thread.
 *
 * <p>No packet leaves unencrypted: a packet counts as protected only if it grew by exactly what the profile adds.
 */
public final class SrtpSession {
    /**
     * Limit of inbound SSRCs: two media, their retransmissions and a few that a browser changes over time. Packets under
     * further SSRCs are dropped, so that a peer cannot grow the table.
     */
    private static final int MAX_INBOUND_STREAMS = 32;
    /** E flag and SRTCP index (RFC 3711 section 3.4). */
    private static final int SRTCP_INDEX_LENGTH = 4;

    /** Upper limit of the bytes that protection adds to a packet; the array must have this room after the packet. */
    public static final int MAX_GROWTH = 32;

    /** A strong reference: java.util.logging forgets the level of a logger that has been garbage-collected. */
    private static final java.util.logging.Logger JITSI_LOG = java.util.logging.Logger.getLogger("org.jitsi");

    private static final Logger log = new LoggerImpl(SrtpSession.class.getName());

    static {
        // Otherwise jitsi-srtp compares cipher providers first, which delays the first packet by a second.
        Aes.setFactoryClassName("SunJCE");
        // jitsi-srtp logs each forged or repeated packet as an error: any sender could fill the disk.
        JITSI_LOG.setLevel(Level.OFF);
    }

    private final SrtpProfile profile;
    private final SrtpContextFactory outbound;
    private final SrtpContextFactory inbound;
    private final SsrcTable<SrtpCryptoContext> sending = new SsrcTable<>();
    private final SsrcTable<SrtpCryptoContext> receiving = new SsrcTable<>();
    private final SsrcTable<SrtcpCryptoContext> sendingControl = new SsrcTable<>();
    private final SsrcTable<SrtcpCryptoContext> receivingControl = new SsrcTable<>();
    private final PacketBuffer packet = new PacketBuffer();

    /**
     * @param keyingMaterial as exported by DTLS (RFC 5764 section 4.2): client key, server key, client salt, server salt
     * @param server whether this side is the DTLS server
     */
    public SrtpSession(SrtpProfile profile, byte[] keyingMaterial, boolean server) {
        if (keyingMaterial.length != profile.keyingMaterialLength()) {
            throw new IllegalArgumentException("keying material of the wrong length");
        }
        this.profile = profile;
        int key = SrtpProfile.KEY_LENGTH;
        int salt = profile.saltLength();
        byte[] clientKey = Arrays.copyOfRange(keyingMaterial, 0, key);
        byte[] serverKey = Arrays.copyOfRange(keyingMaterial, key, 2 * key);
        byte[] clientSalt = Arrays.copyOfRange(keyingMaterial, 2 * key, 2 * key + salt);
        byte[] serverSalt = Arrays.copyOfRange(keyingMaterial, 2 * key + salt, 2 * (key + salt));
        outbound = factory(true, server ? serverKey : clientKey, server ? serverSalt : clientSalt);
        inbound = factory(false, server ? clientKey : serverKey, server ? clientSalt : serverSalt);
    }

    private SrtpContextFactory factory(boolean sender, byte[] key, byte[] salt) {
        return new SrtpContextFactory(sender, key, salt, profile.policy(), profile.policy(), log);
    }

    /**
     * Protects an RTP packet in place.
     *
     * @return its new length, or -1 if it must not be sent
     */
    public int protectRtp(byte[] buffer, int offset, int length) {
        int ssrc = NetworkOrder.i32(buffer, offset + 8);
        try {
            SrtpCryptoContext context = sending.get(ssrc);
            if (context == null) {
                context = outbound.deriveContext(ssrc, 0);
                sending.add(ssrc, context);
            }
            SrtpErrorStatus status = context.transformPacket(packet.wrap(buffer, offset, length));
            boolean isProtected = status == SrtpErrorStatus.OK && packet.getLength() == length + profile.tagLength();
            return isProtected ? packet.getLength() : -1;
        } catch (GeneralSecurityException | RuntimeException e) {
            return -1;
        }
    }

    /**
     * Decrypts an SRTP packet in place.
     *
     * @return the length of the RTP packet, or -1 if it is not authentic or was received before
     */
    public int unprotectRtp(byte[] buffer, int offset, int length) {
        int ssrc = NetworkOrder.i32(buffer, offset + 8);
        try {
            SrtpCryptoContext context = receiving.get(ssrc);
            boolean isNew = context == null;
            if (isNew) {
                if (receiving.size() >= MAX_INBOUND_STREAMS) {
                    return -1;
                }
                context = inbound.deriveContext(ssrc, 0);
            }
            if (context.reverseTransformPacket(packet.wrap(buffer, offset, length), false) != SrtpErrorStatus.OK) {
                return -1;
            }
            if (isNew) {
                receiving.add(ssrc, context);
            }
            return packet.getLength();
        } catch (GeneralSecurityException | RuntimeException e) {
            return -1;
        }
    }

    /** Like {@link #protectRtp}, for a compound RTCP packet. */
    public int protectRtcp(byte[] buffer, int offset, int length) {
        int ssrc = NetworkOrder.i32(buffer, offset + 4);
        try {
            SrtcpCryptoContext context = sendingControl.get(ssrc);
            if (context == null) {
                context = outbound.deriveControlContext(ssrc);
                sendingControl.add(ssrc, context);
            }
            SrtpErrorStatus status = context.transformPacket(packet.wrap(buffer, offset, length));
            int protectedLength = length + profile.tagLength() + SRTCP_INDEX_LENGTH;
            return status == SrtpErrorStatus.OK && packet.getLength() == protectedLength ? protectedLength : -1;
        } catch (GeneralSecurityException | RuntimeException e) {
            return -1;
        }
    }

    /** Like {@link #unprotectRtp}, for a compound RTCP packet. */
    public int unprotectRtcp(byte[] buffer, int offset, int length) {
        if (length < 8 + SRTCP_INDEX_LENGTH + profile.tagLength()) {
            return -1;
        }
        int ssrc = NetworkOrder.i32(buffer, offset + 4);
        try {
            SrtcpCryptoContext context = receivingControl.get(ssrc);
            boolean isNew = context == null;
            if (isNew) {
                if (receivingControl.size() >= MAX_INBOUND_STREAMS) {
                    return -1;
                }
                context = inbound.deriveControlContext(ssrc);
            }
            if (context.reverseTransformPacket(packet.wrap(buffer, offset, length)) != SrtpErrorStatus.OK) {
                return -1;
            }
            if (isNew) {
                receivingControl.add(ssrc, context);
            }
            return packet.getLength();
        } catch (GeneralSecurityException | RuntimeException e) {
            return -1;
        }
    }
}
