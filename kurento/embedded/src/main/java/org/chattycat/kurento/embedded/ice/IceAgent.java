package org.chattycat.kurento.embedded.ice;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chattycat.kurento.embedded.io.MediaLoop;
import org.chattycat.kurento.embedded.io.PortRange;
import org.chattycat.kurento.embedded.io.UdpSockets;
import org.chattycat.kurento.peer.stun.StunBindingRequest;
import org.chattycat.kurento.peer.stun.StunCheckAnswer;
import org.chattycat.kurento.rtp.Datagrams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ICE agent of this server: its sockets, and its sessions by ufrag. Used on the media loop only. */
public final class IceAgent {
    private static final String ICE_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    /** 8 characters carry 47 bits and 24 carry 142; RFC 8445 section 5.3 requires 24 and 128 bits. */
    private static final int UFRAG_LENGTH = 8;

    private static final int PASSWORD_LENGTH = 24;
    /** Packets read from one socket before other sockets and timers get their turn. */
    private static final int BATCH = 64;

    private static final Logger log = LoggerFactory.getLogger(IceAgent.class);

    private final SecureRandom random = new SecureRandom();
    private final MediaLoop loop;
    private final long consentNanos;
    private final List<InetAddress> announced;
    private final PortRange ports;
    private final List<IceSocket> sockets = new ArrayList<>();
    /** The addresses that this host has now. A socket whose address has gone stays open: the address may come back. */
    private Set<InetAddress> present = Set.of();

    private final Set<IceSession> sessions = new LinkedHashSet<>();
    /** The sessions that answer checks on shared sockets. */
    private final Map<String, IceSession> byUfrag = new HashMap<>();
    /** The sessions that wait for the answer to a check, by its transaction id. */
    private final Map<ByteBuffer, IceSession> checking = new HashMap<>();

    private final ByteBuffer datagram = ByteBuffer.allocateDirect(Datagrams.MAX_BYTES);
    private final byte[] bytes = new byte[Datagrams.MAX_BYTES];
    private final MediaLoop.Ticker ticker = this::tick;
    private final boolean followsPeers;
    private long nextConsentCheck;

    /**
     * @param addresses the addresses that this host has now
     * @param announced addresses for candidates in place of the bound ones; empty for the bound ones
     * @param ports the ports to choose from: one per address, and one more per address for each session with sockets of its
     *     own
     * @param followsPeers whether the media of a peer that appears at another port moves there
     */
    public IceAgent(
            MediaLoop loop,
            List<InetAddress> addresses,
            List<InetAddress> announced,
            PortRange ports,
            Duration consent,
            boolean followsPeers)
            throws IOException {
        this.loop = loop;
        this.announced = List.copyOf(announced);
        this.ports = ports;
        this.consentNanos = consent.toNanos();
        this.followsPeers = followsPeers;
        try {
            for (InetAddress address : addresses) {
                bind(address);
            }
        } catch (IOException e) {
            closeSockets(sockets);
            throw e;
        }
        present = Set.copyOf(addresses);
        loop.run(() -> loop.addTicker(ticker));
    }

    boolean followsPeers() {
        return followsPeers;
    }

    private void bind(InetAddress address) throws IOException {
        sockets.add(open(address, sockets.size(), null));
    }

    private IceSocket open(InetAddress address, int preference, IceSession owner) throws IOException {
        List<InetAddress> candidates = announced.stream()
                .filter(a -> a.getClass() == address.getClass())
                .toList();
        List<InetAddress> names = candidates.isEmpty() ? List.of(address) : candidates;
        DatagramChannel channel = UdpSockets.open(address, ports);
        IceSocket socket = owner == null
                ? new IceSocket(channel, names, preference)
                : new IceSocket(channel, names, preference, owner);
        loop.register(socket.channel(), () -> read(socket));
        return socket;
    }

    /**
     * Opens sockets for one session, one for each address that this host has now.
     *
     * @throws IOException if one of the addresses has no free port; then none is open
     */
    List<IceSocket> openSockets(IceSession owner) throws IOException {
        List<IceSocket> own = new ArrayList<>();
        try {
            for (IceSocket shared : presentSockets()) {
                own.add(open(shared.local().getAddress(), own.size(), owner));
            }
            return own;
        } catch (IOException e) {
            closeSockets(own);
            throw e;
        }
    }

    /** Sets the addresses that this host has now: sessions opened later announce them, and no others. On the loop. */
    public void setAddresses(List<InetAddress> addresses) {
        if (present.equals(Set.copyOf(addresses))) {
            return;
        }
        for (InetAddress address : addresses) {
            if (sockets.stream().noneMatch(socket -> socket.local().getAddress().equals(address))) {
                try {
                    bind(address);
                } catch (IOException e) {
                    log.warn("The new address {} is not used for media: {}", address, e.getMessage());
                }
            }
        }
        present = Set.copyOf(addresses);
    }

    /** Opens a session for a peer, with the sockets that sessions share. To be called on the loop. */
    public IceSession open(IcePeer peer) {
        String ufrag = randomText(UFRAG_LENGTH);
        while (byUfrag.containsKey(ufrag)) {
            ufrag = randomText(UFRAG_LENGTH);
        }
        IceSession session = new IceSession(this, peer, IceSession.RTP, ufrag, randomText(PASSWORD_LENGTH));
        byUfrag.put(ufrag, session);
        sessions.add(session);
        return session;
    }

    /**
     * Opens a session with the ufrag and password of another one, as the components of a stream have them (RFC 8445 section 5.3).
     * It has sockets of its own, by which its checks are told apart. To be called on the loop.
     *
     * @throws IOException if no port is free
     */
    public IceSession openBeside(IceSession other, int component, IcePeer peer) throws IOException {
        IceSession session = new IceSession(this, peer, component, other.ufrag(), other.password());
        session.useOwnSockets();
        sessions.add(session);
        return session;
    }

    private String randomText(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ICE_CHARACTERS.charAt(random.nextInt(ICE_CHARACTERS.length())));
        }
        return text.toString();
    }

    /** The candidates of sockets. They may share an external address and port, which is listed once. */
    static List<CandidateAttribute> candidates(List<IceSocket> sockets) {
        List<CandidateAttribute> candidates = new ArrayList<>();
        for (IceSocket socket : sockets) {
            for (int i = 0; i < socket.candidates(); i++) {
                CandidateAttribute candidate = socket.candidate(i);
                if (candidates.stream().noneMatch(candidate::hasSameTarget)) {
                    candidates.add(candidate);
                }
            }
        }
        return candidates;
    }

    private void read(IceSocket socket) throws IOException {
        for (int i = 0; i < BATCH; i++) {
            datagram.clear();
            InetSocketAddress from = (InetSocketAddress) socket.channel().receive(datagram);
            if (from == null) {
                return;
            }
            long now = System.nanoTime();
            int length = datagram.flip().remaining();
            datagram.get(bytes, 0, length);
            if (length > 0) {
                dispatch(socket, from, length, now);
            }
        }
    }

    private void dispatch(IceSocket socket, InetSocketAddress from, int length, long now) {
        if (!Datagrams.isStun(bytes[0])) {
            IceRemote remote = socket.remotes.get(from);
            if (remote != null) {
                remote.session().received(remote, bytes, 0, length, now);
            }
            return;
        }
        StunBindingRequest request = StunBindingRequest.parse(bytes, 0, length);
        if (request == null) {
            answered(socket, from, length, now);
            return;
        }
        IceSession session = socket.owner() == null ? byUfrag.get(request.localUfrag()) : socket.owner();
        if (session != null && session.ufrag().equals(request.localUfrag())) {
            session.onCheck(request, socket, from, now);
        }
    }

    private void answered(IceSocket socket, InetSocketAddress from, int length, long now) {
        StunCheckAnswer answer = StunCheckAnswer.parse(bytes, 0, length);
        IceSession session = answer == null ? null : checking.get(answer.transactionId());
        if (session != null) {
            session.onAnswer(answer, socket, from, now);
        }
    }

    /** Passes the answer to a check to its session, until {@link #forget}. */
    void expect(ByteBuffer transactionId, IceSession session) {
        checking.put(transactionId, session);
    }

    void forget(ByteBuffer transactionId) {
        checking.remove(transactionId);
    }

    /** The sockets that sessions share, of the addresses that this host has now. */
    List<IceSocket> presentSockets() {
        return sockets.stream()
                .filter(socket -> present.contains(socket.local().getAddress()))
                .toList();
    }

    void remove(IceSession session) {
        sessions.remove(session);
        byUfrag.remove(session.ufrag(), session);
    }

    private void tick(long now) {
        sessions.forEach(session -> session.tick(now));
        if (now - nextConsentCheck < 0) {
            return;
        }
        nextConsentCheck = now + Math.min(consentNanos / 4, 1_000_000_000L);
        for (IceSession session : List.copyOf(sessions)) {
            session.checkConsent(now, consentNanos);
        }
    }

    /** Closes the sessions and sockets. To be called on the loop. */
    public void close() {
        loop.removeTicker(ticker);
        List.copyOf(sessions).forEach(IceSession::close);
        closeSockets(sockets);
    }

    static void closeSockets(List<IceSocket> sockets) {
        sockets.forEach(socket -> UdpSockets.close(socket.channel()));
    }
}
