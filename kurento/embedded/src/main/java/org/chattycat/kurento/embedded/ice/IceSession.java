package org.chattycat.kurento.embedded.ice;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javax.crypto.Mac;
import org.chattycat.kurento.embedded.io.NoFreePortException;
import org.chattycat.kurento.peer.stun.StunBindingRequest;
import org.chattycat.kurento.peer.stun.StunBindingResponse;
import org.chattycat.kurento.peer.stun.StunCheck;
import org.chattycat.kurento.peer.stun.StunCheckAnswer;

/**
 * One ICE component of one peer. It answers checks, as a lite agent does; with {@link #control} it is a full agent, which
 * controls and checks itself. Used on the media loop only.
 */
public final class IceSession {
    /** The component for RTP, and for RTCP that is multiplexed with it (RFC 8445 section 13). */
    public static final int RTP = 1;
    /** The component for RTCP of its own. */
    public static final int RTCP = 2;

    /**
     * Maximum number of checked addresses per session. A browser with IPv4, IPv6, Wi-Fi, mobile network and VPN has
     * fewer. Older addresses are dropped first, so that a peer cannot fill the table.
     */
    private static final int MAX_REMOTES = 16;

    /** RFC 8445 section 5.1.2.1 with type preference 110 and a local preference of 65535, as browsers have it. */
    private static final long PEER_REFLEXIVE_PRIORITY = 1_862_270_975L;

    /** A selected pair that is silent for this long gives way to a pair that shows life. */
    private static final long SILENT_NANOS = 2_000_000_000L;

    private final IceAgent agent;
    private final IcePeer peer;
    private final int component;
    private final String ufrag;
    private final String password;
    private final Mac mac;
    private final Deque<IceRemote> remotes = new ArrayDeque<>();
    private String remoteUfrag;
    private IceRemote selected;
    /** Null for a lite agent, and for one that left control to the peer. */
    private IceChecks checks;

    private List<IceSocket> ownSockets = List.of();

    IceSession(IceAgent agent, IcePeer peer, int component, String ufrag, String password) {
        this.agent = agent;
        this.peer = peer;
        this.component = component;
        this.ufrag = ufrag;
        this.password = password;
        this.mac = StunCheck.macOf(password);
    }

    /** 1, or 2 for RTCP that is not multiplexed with RTP. */
    public int component() {
        return component;
    }

    public String ufrag() {
        return ufrag;
    }

    public String password() {
        return password;
    }

    /** Sets the ufrag that the peer announced. From now on, checks with another ufrag are ignored. */
    public void setRemoteUfrag(String remoteUfrag) {
        this.remoteUfrag = remoteUfrag;
    }

    /**
     * Makes this a full agent, which controls (RFC 8445 section 6.1.1: it made the offer, or its peer is a lite agent). The
     * description of this side must not say {@code a=ice-lite}.
     *
     * <p>It gets sockets of its own: the shared ones tell sessions apart by the peer's address, and two sessions of this server
     * that connect to each other would have the same.
     *
     * @throws NoFreePortException if no port is free
     */
    public void control() throws IOException {
        useOwnSockets();
        checks = new IceChecks(this, ownSockets);
    }

    /**
     * Gives this session a socket of its own for each local address, in place of the shared ones.
     *
     * @throws NoFreePortException if no port is free
     */
    public void useOwnSockets() throws IOException {
        if (ownSockets.isEmpty()) {
            ownSockets = agent.openSockets(this);
        }
    }

    /** Begins to check the peer's candidates, those that are known and those that are added later. */
    public void startChecks(String ufrag, String remotePassword, long nowNanos) {
        if (checks != null) {
            checks.start(ufrag, remotePassword, nowNanos);
        }
    }

    /**
     * Adds a candidate of the peer; one of another component is ignored. A lite agent does not need it: it learns the addresses
     * from the checks that arrive.
     */
    public void addRemoteCandidate(CandidateAttribute candidate) {
        if (checks != null && candidate.component().equals(Integer.toString(component))) {
            checks.add(candidate);
        }
    }

    /** Local candidates, best first. */
    public List<CandidateAttribute> localCandidates() {
        return IceAgent.candidates(sockets());
    }

    /** The sockets of this session: its own, or those that sessions share. */
    List<IceSocket> sockets() {
        return ownSockets.isEmpty() ? agent.presentSockets() : ownSockets;
    }

    public boolean isConnected() {
        return selected != null;
    }

    /** Sends the remaining bytes of the buffer to the selected pair. Drops them while no pair is selected. */
    public boolean send(ByteBuffer datagram) {
        IceRemote to = selected;
        return to != null && to.send(datagram);
    }

    void received(IceRemote from, byte[] buffer, int offset, int length, long arrivalNanos) {
        if (peer.received(buffer, offset, length, arrivalNanos)) {
            alive(from, arrivalNanos);
        }
    }

    void onCheck(StunBindingRequest request, IceSocket socket, InetSocketAddress from, long nowNanos) {
        if (remoteUfrag != null && !remoteUfrag.equals(request.remoteUfrag()) || !request.isAuthentic(mac)) {
            return;
        }
        if (checks != null && request.controlling().isPresent()) {
            if (Long.compareUnsigned(checks.tieBreaker(), request.controlling().get()) >= 0) {
                socket.send(ByteBuffer.wrap(StunBindingResponse.roleConflict(request, mac)), from);
                return;
            }
            leaveControl();
        }
        socket.send(ByteBuffer.wrap(StunBindingResponse.to(request, from, mac)), from);
        IceRemote remote = remote(socket, from);
        if (checks != null) {
            checks.checkedBy(socket, from);
        } else if (selected == null || request.useCandidate()) {
            select(remote, reflexive(from));
        }
        alive(remote, nowNanos);
    }

    /** The answer to a check of this session. */
    void onAnswer(StunCheckAnswer answer, IceSocket socket, InetSocketAddress from, long nowNanos) {
        if (checks != null && checks.answered(answer, socket, from, nowNanos)) {
            leaveControl();
        }
    }

    /** The peer controls: its claim is better (RFC 8445 section 7.3.1.1). */
    private void leaveControl() {
        checks.close();
        checks = null;
    }

    /** Sends the checks that are due. */
    void tick(long nowNanos) {
        if (checks != null) {
            checks.tick(nowNanos);
        }
    }

    /** A check of this session was answered from there. */
    void passed(IceSocket socket, InetSocketAddress from, long nowNanos) {
        alive(remote(socket, from), nowNanos);
    }

    /** The peer knows that this pair is to be used. */
    void nominated(CandidatePair pair) {
        select(remote(pair.socket(), pair.remote().address()), pair.remote().attribute());
    }

    IceAgent agent() {
        return agent;
    }

    private IceRemote remote(IceSocket socket, InetSocketAddress from) {
        IceRemote known = socket.remotes.get(from);
        if (known != null && known.session() == this) {
            return known;
        }
        if (remotes.size() == MAX_REMOTES) {
            forget(remotes.peekFirst() == selected ? remotes.peekLast() : remotes.peekFirst());
        }
        IceRemote remote = new IceRemote(this, socket, from);
        remotes.addLast(remote);
        socket.remotes.put(from, remote);
        return remote;
    }

    /**
     * Notes an authenticated packet. It moves the media to its pair if the selected pair has fallen silent: after a NAT
     * changed the port, the peer's consent checks come from there without USE-CANDIDATE (RFC 7675 section 5.1). A peer
     * that keeps two pairs alive checks them by turns, so one sign of life is not enough.
     */
    private void alive(IceRemote from, long nowNanos) {
        from.alive(nowNanos);
        if (agent.followsPeers()
                && selected != null
                && selected.silentFor(SILENT_NANOS, nowNanos)
                && from.livedTwiceSince(selected)) {
            select(from, reflexive(from.address()));
        }
    }

    private void select(IceRemote remote, CandidateAttribute candidate) {
        if (selected != remote) {
            selected = remote;
            peer.pairSelected(remote.socket().candidate(0), candidate);
        }
    }

    /** An address of the peer as a peer-reflexive candidate, because it was learned from a check and not from SDP. */
    CandidateAttribute reflexive(InetSocketAddress from) {
        return CandidateAttribute.of(
                1, component, PEER_REFLEXIVE_PRIORITY + RTP - component, from.getAddress(), from.getPort(), "prflx");
    }

    /** Forgets addresses that showed no life within the consent time-out; nothing is sent to them any more. */
    void checkConsent(long nowNanos, long consentNanos) {
        for (IceRemote remote : List.copyOf(remotes)) {
            if (remote.silentFor(consentNanos, nowNanos)) {
                forget(remote);
            }
        }
        if (selected != null && !remotes.contains(selected)) {
            selected = null;
            if (checks != null) {
                checks.restart();
            }
            peer.consentLost();
        }
    }

    private void forget(IceRemote remote) {
        remotes.remove(remote);
        remote.socket().remotes.remove(remote.address(), remote);
    }

    /** Ends the session. Its checks are no longer answered and its packets are dropped. */
    public void close() {
        selected = null;
        if (checks != null) {
            checks.close();
        }
        List.copyOf(remotes).forEach(this::forget);
        IceAgent.closeSockets(ownSockets);
        agent.remove(this);
    }
}
