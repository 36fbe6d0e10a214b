package org.chattycat.kurento.peer;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chattycat.kurento.peer.dtls.DtlsAssociation;
import org.chattycat.kurento.peer.dtls.DtlsAssociations;
import org.chattycat.kurento.peer.dtls.DtlsListener;
import org.chattycat.kurento.peer.dtls.DtlsRole;
import org.chattycat.kurento.peer.dtls.Fingerprint;
import org.chattycat.kurento.peer.dtls.Fingerprints;
import org.chattycat.kurento.peer.dtls.SrtpKeys;
import org.chattycat.kurento.peer.srtp.SrtpSession;
import org.chattycat.kurento.peer.stun.StunCheck;
import org.chattycat.kurento.rtp.Datagrams;
import org.chattycat.kurento.rtp.rtcp.RtcpType;

/**
 * A WebRTC peer without a browser: a socket, connectivity checks and SRTP. Its keys come from a DTLS handshake, or are known
 * to both sides in advance. It has no thread: callers read its packets. Video has payload type 96, its retransmissions 97,
 * audio 111.
 */
public final class SyntheticPeer implements AutoCloseable {
    private static final String UFRAG = "peer";
    private static final int CHECK_RETRY_MILLIS = 50;
    private static final int MAX_EARLY = 1_000;
    /** In the offer of a peer with known keys; nobody compares it. */
    private static final Fingerprint NO_CERTIFICATE = new Fingerprint("sha-256", "00");

    /** Null for a peer with known keys. */
    private final DtlsAssociations dtls;

    private final DatagramChannel channel;
    private final byte[] incoming = new byte[Datagrams.MAX_BYTES];
    private final byte[] outgoing = new byte[Datagrams.MAX_BYTES];
    private InetSocketAddress server;
    private DtlsAssociation association;
    /** Media that arrived during the handshake: the server has the keys first. */
    private final Queue<byte[]> early = new ArrayDeque<>();

    private SrtpSession srtp;
    private String answer = "";

    /**
     * Opens a peer that agrees on keys by a DTLS handshake.
     *
     * @param dtls provides the certificate; may be shared
     */
    public SyntheticPeer(DtlsAssociations dtls, InetAddress local) throws IOException {
        this.dtls = dtls;
        this.channel = open(local);
    }

    /** Opens a peer that makes no handshake. It uses these keys as the DTLS client; the server must be given them, too. */
    public SyntheticPeer(SrtpKeys keys, InetAddress local) throws IOException {
        this.dtls = null;
        this.channel = open(local);
        this.srtp = new SrtpSession(keys.profile(), keys.keyingMaterial(), false);
    }

    private static DatagramChannel open(InetAddress local) throws IOException {
        return DatagramChannel.open()
                .setOption(StandardSocketOptions.SO_RCVBUF, 1 << 20)
                .bind(new InetSocketAddress(local, 0));
    }

    /** The socket. A caller that makes it non-blocking reads it itself or by {@link #poll}: the other receiving methods then fail. */
    public DatagramChannel channel() {
        return channel;
    }

    public String ufrag() {
        return UFRAG;
    }

    /** @param direction of both media, from this peer's point of view */
    public String offer(String direction) {
        String transport = """
                c=IN IP4 0.0.0.0
                a=ice-ufrag:%s
                a=ice-pwd:0123456789012345678901
                a=fingerprint:%s
                a=setup:actpass
                a=rtcp-mux
                a=%s
                a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time
                """.formatted(UFRAG, dtls == null ? NO_CERTIFICATE : dtls.fingerprint(), direction);
        return """
                v=0
                o=- 1 1 IN IP4 127.0.0.1
                s=-
                t=0 0
                a=group:BUNDLE 0 1
                m=audio 9 UDP/TLS/RTP/SAVPF 111
                a=mid:0
                a=rtpmap:111 opus/48000/2
                %sm=video 9 UDP/TLS/RTP/SAVPF 96 97
                a=mid:1
                a=rtpmap:96 VP8/90000
                a=rtcp-fb:96 goog-remb
                a=rtcp-fb:96 ccm fir
                a=rtcp-fb:96 nack
                a=rtcp-fb:96 nack pli
                a=rtpmap:97 rtx/90000
                a=fmtp:97 apt=96
                %s""".formatted(transport, transport).replace("\n", "\r\n");
    }

    /** The server's answer to this peer's offer; empty before {@link #setAnswer}. */
    public String answer() {
        return answer;
    }

    /** Sets the server's answer, which must precede checks. */
    public void setAnswer(String answer) {
        this.answer = answer;
    }

    /** Sets the address that packets go to. */
    public void setServer(InetSocketAddress server) {
        this.server = server;
    }

    /**
     * Passes a connectivity check and agrees on keys.
     *
     * @throws IOException if that takes longer than the time-out, or if the handshake fails
     */
    public void connect(String answer, InetSocketAddress server, Duration timeout) throws IOException {
        setAnswer(answer);
        check(server, timeout);
        if (dtls != null) {
            handshake(timeout);
        }
    }

    /** Sends connectivity checks until one is answered. */
    public void check(InetSocketAddress server, Duration timeout) throws IOException {
        setServer(server);
        long deadline = System.nanoTime() + timeout.toNanos();
        do {
            sendCheck();
            int length = receiveRaw(CHECK_RETRY_MILLIS);
            if (length > 0 && StunCheck.isSuccess(incoming, length)) {
                return;
            }
        } while (System.nanoTime() - deadline < 0);
        throw new InterruptedIOException("no answer to a connectivity check");
    }

    /** Sends one connectivity check and does not wait for the answer. */
    public void sendCheck() throws IOException {
        byte[] check = checkMessage();
        sendRaw(check, check.length);
    }

    /** A connectivity check as {@link #sendCheck} sends it. */
    public byte[] checkMessage() {
        return StunCheck.write(attribute("ice-ufrag"), UFRAG, attribute("ice-pwd"));
    }

    private void handshake(Duration timeout) throws IOException {
        DtlsRole role = attribute("setup").equals("active") ? DtlsRole.SERVER : DtlsRole.CLIENT;
        CompletableFuture<SrtpKeys> keys = new CompletableFuture<>();
        association =
                dtls.open(role, Fingerprints.parse(List.of(attribute("fingerprint"))), new HandshakeListener(keys));
        association.start();
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!keys.isDone()) {
            if (System.nanoTime() - deadline > 0) {
                throw new InterruptedIOException("the DTLS handshake took too long");
            }
            int length = receiveRaw(1);
            if (length > 0 && Datagrams.isDtls(incoming[0])) {
                association.receive(incoming, 0, length);
            } else if (length > 0 && Datagrams.isRtpOrRtcp(incoming[0]) && early.size() < MAX_EARLY) {
                early.add(Arrays.copyOf(incoming, length));
            }
        }
        if (keys.isCompletedExceptionally()) {
            throw new IOException(
                    "the DTLS handshake failed", keys.handle((agreed, e) -> e).join());
        }
        SrtpKeys agreed = keys.join();
        srtp = new SrtpSession(agreed.profile(), agreed.keyingMaterial(), role == DtlsRole.SERVER);
    }

    private final class HandshakeListener implements DtlsListener {
        private final CompletableFuture<SrtpKeys> keys;

        HandshakeListener(CompletableFuture<SrtpKeys> keys) {
            this.keys = keys;
        }

        @Override
        public void send(byte[] buffer, int offset, int length) {
            try {
                sendRaw(Arrays.copyOfRange(buffer, offset, offset + length), length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void connecting() {}

        @Override
        public void established(SrtpKeys agreed) {
            keys.complete(agreed);
        }

        @Override
        public void failed(String reason) {
            keys.completeExceptionally(new IOException(reason));
        }

        @Override
        public void ended(String reason) {}
    }

    /** The value of the first attribute of this name in the answer. */
    public String attribute(String name) {
        return find("(?m)^a=" + name + ":(.*?)\r?$", answer);
    }

    /** The SSRC that the answer names for a section: 0 for audio, 1 for video. */
    public int serverSsrc(int section) {
        String[] sections = answer.split("(?m)^m=");
        return Integer.parseUnsignedInt(find("a=ssrc:(\\d+) ", sections[section + 1]));
    }

    private static String find(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("the answer has no " + pattern);
        }
        return matcher.group(1).trim();
    }

    /** Encrypts and sends a packet; leaves the array unchanged. */
    public void sendRtp(byte[] packet, int length) throws IOException {
        System.arraycopy(packet, 0, outgoing, 0, length);
        sendRaw(outgoing, srtp.protectRtp(outgoing, 0, length));
    }

    /** Encrypts and sends a compound packet; leaves the array unchanged. */
    public void sendRtcp(byte[] packet, int length) throws IOException {
        System.arraycopy(packet, 0, outgoing, 0, length);
        sendRaw(outgoing, srtp.protectRtcp(outgoing, 0, length));
    }

    /** Sends a datagram as it is; nothing if the length is not positive. */
    public void sendRaw(byte[] bytes, int length) throws IOException {
        if (length > 0) {
            channel.send(ByteBuffer.wrap(bytes, 0, length), server);
        }
    }

    /** The buffer that {@link #receive} and {@link #receiveRaw} fill. */
    public byte[] received() {
        return incoming;
    }

    /** Receives an authentic RTP or RTCP packet, decrypted into {@link #received}. @return its length, -1 after the time-out */
    public int receive(Duration timeout) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        do {
            int length = early.isEmpty()
                    ? receiveRaw((int) Math.max(1, (deadline - System.nanoTime()) / 1_000_000))
                    : receiveEarly();
            int clear = decrypt(length);
            if (clear > 0) {
                return clear;
            }
        } while (System.nanoTime() - deadline < 0);
        return -1;
    }

    /**
     * Reads an authentic RTP or RTCP packet that has arrived, decrypted into {@link #received}, for a caller that made the socket
     * non-blocking.
     *
     * @return its length, -1 if there is none
     */
    public int poll() throws IOException {
        while (true) {
            int length = early.isEmpty() ? pollRaw() : receiveEarly();
            if (length < 0) {
                return -1;
            }
            int clear = decrypt(length);
            if (clear > 0) {
                return clear;
            }
        }
    }

    private int pollRaw() throws IOException {
        ByteBuffer datagram = ByteBuffer.wrap(incoming);
        return channel.receive(datagram) == null ? -1 : datagram.position();
    }

    /** @return the length of a media packet, -1 for everything else */
    private int decrypt(int length) {
        if (length > 0 && Datagrams.isRtpOrRtcp(incoming[0])) {
            return RtcpType.isRtcp(incoming[1])
                    ? srtp.unprotectRtcp(incoming, 0, length)
                    : unprotectRtp(incoming, length);
        }
        if (length > 0 && Datagrams.isDtls(incoming[0]) && association != null) {
            association.receive(incoming, 0, length);
        }
        return -1;
    }

    private int receiveEarly() {
        byte[] packet = early.remove();
        System.arraycopy(packet, 0, incoming, 0, packet.length);
        return packet.length;
    }

    /** Receives any datagram. @return its length, -1 after the time-out */
    public int receiveRaw(int timeoutMillis) throws IOException {
        try {
            channel.socket().setSoTimeout(timeoutMillis);
            DatagramPacket packet = new DatagramPacket(incoming, incoming.length);
            channel.socket().receive(packet);
            return packet.getLength();
        } catch (SocketTimeoutException e) {
            return -1;
        }
    }

    /** Decrypts, in place, an RTP packet that the caller has read. @return its length, -1 if it is not authentic */
    public int unprotectRtp(byte[] packet, int length) {
        return srtp.unprotectRtp(packet, 0, length);
    }

    /** Ends the DTLS association with close_notify and keeps the socket open. */
    public void sendCloseNotify() {
        association.close();
    }

    @Override
    public void close() {
        if (association != null) {
            association.close();
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
