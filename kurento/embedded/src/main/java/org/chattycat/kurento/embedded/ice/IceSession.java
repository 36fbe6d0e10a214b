package org.chattycat.kurento.embedded.ice;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.chattycat.kurento.peer.stun.StunBindingRequest;
import org.chattycat.kurento.peer.stun.StunBindingResponse;

/** The single ICE component of one peer (BUNDLE and rtcp-mux need only one). Used on the media loop only. */
public final class IceSession {
    /**
     * Maximum number of checked addresses per session. A browser with IPv4, IPv6, Wi-Fi, mobile network and VPN has
     * fewer. Older addresses are dropped first, so that a peer cannot fill the table.
     */
    private static final int MAX_REMOTES = 16;

    /** RFC 8445 section 5.1.2.1 with type preference 110 and a local preference of 65535, as browsers have it. */
    private static final long PEER_REFLEXIVE_PRIORITY = 1_862_270_975L;

    /** A selected pair that is silent for this long gives way to a pair that shows life. */
    private static final long SILENT_NANOS = 2_000_000_000L;

    private final IceLiteAgent agent;
    private final IcePeer peer;
    private final String ufrag;
    private final String password;
    private final Mac mac;
    private final Deque<IceRemote> remotes = new ArrayDeque<>();
    private String remoteUfrag;
    private IceRemote selected;

    IceSession(IceLiteAgent agent, IcePeer peer, String ufrag, String password) {
        this.agent = agent;
        this.peer = peer;
        this.ufrag = ufrag;
        this.password = password;
        try {
            mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JRE has HmacSHA1", e);
        }
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

    /** Local candidates, best first. */
    public List<CandidateAttribute> localCandidates() {
        return agent.localCandidates();
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
        socket.send(ByteBuffer.wrap(StunBindingResponse.to(request, from, mac)), from);
        IceRemote remote = remote(socket, from);
        if (selected == null || request.useCandidate()) {
            select(remote);
        }
        alive(remote, nowNanos);
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
        if (selected != null && selected.silentFor(SILENT_NANOS, nowNanos) && from.livedTwiceSince(selected)) {
            select(from);
        }
    }

    private void select(IceRemote remote) {
        if (selected != remote) {
            selected = remote;
            peer.pairSelected(remote.socket().candidate(0), remoteCandidate(remote.address()));
        }
    }

    /**
     * The peer's address as a peer-reflexive candidate, because an ICE-lite agent learns it from a check and not from
     * SDP.
     */
    private static CandidateAttribute remoteCandidate(InetSocketAddress from) {
        return CandidateAttribute.of(1, PEER_REFLEXIVE_PRIORITY, from.getAddress(), from.getPort(), "prflx");
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
        List.copyOf(remotes).forEach(this::forget);
        agent.remove(this);
    }
}
