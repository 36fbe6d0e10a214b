package org.chattycat.kurento.peer;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chattycat.kurento.peer.dtls.DtlsAssociation;
import org.chattycat.kurento.peer.dtls.DtlsAssociations;
import org.chattycat.kurento.peer.dtls.DtlsListener;
import org.chattycat.kurento.peer.dtls.DtlsRole;
import org.chattycat.kurento.peer.dtls.Fingerprint;
import org.chattycat.kurento.peer.dtls.SrtpKeys;
import org.chattycat.kurento.peer.srtp.SrtpSession;
import org.chattycat.kurento.peer.stun.StunCheck;
import org.chattycat.kurento.rtp.rtcp.RtcpType;

/**
 * A WebRTC peer without a browser: one socket, one connectivity check, a real DTLS handshake, SRTP. It has no thread:
 * packets are read by whoever calls. Video is payload type 96 with retransmissions as 97, audio is 111.
 */
public final class SyntheticPeer implements AutoCloseable {
    private static final int MAX_DATAGRAM = 2048;
    private static final int CHECK_RETRY_MILLIS = 50;

    private final DtlsAssociations dtls;
    private final DatagramSocket socket;
    private final String ufrag = "peer" + System.identityHashCode(this);
    private final byte[] incoming = new byte[MAX_DATAGRAM];
    private final byte[] outgoing = new byte[MAX_DATAGRAM];
    private final CompletableFuture<SrtpKeys> keys = new CompletableFuture<>();
    private InetSocketAddress server;
    private DtlsAssociation association;
    private SrtpSession srtp;
    private String answer = "";

    /** @param dtls gives the certificate; may be shared */
    public SyntheticPeer(DtlsAssociations dtls, InetAddress local) throws IOException {
        this.dtls = dtls;
        this.socket = new DatagramSocket(0, local);
        socket.setReceiveBufferSize(1 << 20);
    }

    public InetSocketAddress localAddress() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    public String ufrag() {
        return ufrag;
    }

    /** @param direction of both media, as this peer sees it */
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
                """.formatted(ufrag, dtls.fingerprint(), direction);
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

    /** Takes the answer, has its address checked and agrees on keys. */
    public void connect(String answer, InetSocketAddress server, Duration timeout) throws IOException {
        this.answer = answer;
        check(server, timeout);
        handshake(timeout);
    }

    /** Sends checks until one is answered. */
    public void check(InetSocketAddress server, Duration timeout) throws IOException {
        this.server = server;
        byte[] check = checkMessage();
        long deadline = System.nanoTime() + timeout.toNanos();
        do {
            sendRaw(check, check.length);
            int length = receiveRaw(CHECK_RETRY_MILLIS);
            if (length > 0 && StunCheck.isSuccess(incoming, length)) {
                return;
            }
        } while (System.nanoTime() - deadline < 0);
        throw new InterruptedIOException("no answer to a connectivity check");
    }

    /** A check as {@link #check} sends it. */
    public byte[] checkMessage() {
        return StunCheck.write(attribute("ice-ufrag:(.*)"), ufrag, attribute("ice-pwd:(.*)"));
    }

    /** The server's answer to this peer's offer. */
    public String answer() {
        return answer;
    }

    public void setAnswer(String answer) {
        this.answer = answer;
    }

    private void handshake(Duration timeout) throws IOException {
        DtlsRole role = attribute("setup:(.*)").equals("active") ? DtlsRole.SERVER : DtlsRole.CLIENT;
        association = dtls.open(role, Fingerprint.parse(attribute("fingerprint:(.*)")), new DtlsListener() {
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
            public void established(SrtpKeys result) {
                keys.complete(result);
            }

            @Override
            public void failed(String reason) {
                keys.completeExceptionally(new IOException(reason));
            }

            @Override
            public void ended(String reason) {}
        });
        association.start();
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!keys.isDone()) {
            if (System.nanoTime() - deadline > 0) {
                throw new InterruptedIOException("the DTLS handshake took too long");
            }
            int length = receiveRaw(1);
            if (length > 0 && incoming[0] >= 20 && incoming[0] <= 63) {
                association.receive(incoming, 0, length);
            }
        }
        if (keys.isCompletedExceptionally()) {
            throw new IOException(
                    "the DTLS handshake failed", keys.handle((agreed, e) -> e).join());
        }
        SrtpKeys agreed = keys.join();
        srtp = new SrtpSession(agreed.profile(), agreed.keyingMaterial(), role == DtlsRole.SERVER);
    }

    /** First group of an expression in the answer's attributes. */
    public String attribute(String expression) {
        Matcher matcher = Pattern.compile("(?m)^a=" + expression + "\r?$").matcher(answer);
        if (!matcher.find()) {
            throw new IllegalStateException("the answer has no " + expression);
        }
        return matcher.group(1).trim();
    }

    /** The SSRC that the server's SDP names for a section: 0 for audio, 1 for video. */
    public int serverSsrc(int section) {
        String[] sections = answer.split("(?m)^m=");
        Matcher matcher = Pattern.compile("a=ssrc:(\\d+) ").matcher(sections[section + 1]);
        if (!matcher.find()) {
            throw new IllegalStateException("the answer has no SSRC");
        }
        return Integer.parseUnsignedInt(matcher.group(1));
    }

    public void sendRtp(byte[] packet, int length) throws IOException {
        System.arraycopy(packet, 0, outgoing, 0, length);
        sendRaw(outgoing, srtp.protectRtp(outgoing, 0, length));
    }

    public void sendRtcp(byte[] packet, int length) throws IOException {
        System.arraycopy(packet, 0, outgoing, 0, length);
        sendRaw(outgoing, srtp.protectRtcp(outgoing, 0, length));
    }

    public void sendRaw(byte[] bytes, int length) throws IOException {
        if (length > 0) {
            socket.send(new DatagramPacket(bytes, length, server));
        }
    }

    /** Points out where {@link #receive} has put its packet. */
    public byte[] received() {
        return incoming;
    }

    /** Length of the next authentic RTP or RTCP packet, in the clear in {@link #received}; -1 when the time is over. */
    public int receive(Duration timeout) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        do {
            int length = receiveRaw((int) Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            int first = length > 0 ? incoming[0] & 0xff : 0;
            if (first >= 128 && first <= 191) {
                int clear = RtcpType.isRtcp(incoming[1])
                        ? srtp.unprotectRtcp(incoming, 0, length)
                        : srtp.unprotectRtp(incoming, 0, length);
                if (clear > 0) {
                    return clear;
                }
            } else if (first >= 20 && first <= 63) {
                association.receive(incoming, 0, length);
            }
        } while (System.nanoTime() - deadline < 0);
        return -1;
    }

    /** Length of the next datagram whatever it is, -1 when the time is over. */
    public int receiveRaw(int timeoutMillis) throws IOException {
        try {
            socket.setSoTimeout(timeoutMillis);
            DatagramPacket packet = new DatagramPacket(incoming, incoming.length);
            socket.receive(packet);
            return packet.getLength();
        } catch (SocketTimeoutException e) {
            return -1;
        }
    }

    /** Ends the DTLS association with close_notify, and leaves the rest as it is. */
    public void sayGoodbye() {
        association.close();
    }

    @Override
    public void close() {
        if (association != null) {
            association.close();
        }
        socket.close();
    }
}
