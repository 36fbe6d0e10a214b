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

    private record Remote(InetSocketAddress address, IceSocket socket) {}

    private final IceLiteAgent agent;
    private final IcePeer peer;
    private final String ufrag;
    private final String password;
    private final Mac mac;
    private final Deque<Remote> remotes = new ArrayDeque<>();
    private String remoteUfrag;
    private Remote selected;
    private long lastCheckNanos;

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
        Remote to = selected;
        return to != null && to.socket.send(datagram, to.address);
    }

    void received(byte[] buffer, int offset, int length, long arrivalNanos) {
        peer.received(buffer, offset, length, arrivalNanos);
    }

    void onCheck(StunBindingRequest request, IceSocket socket, InetSocketAddress from, long nowNanos) {
        if (remoteUfrag != null && !remoteUfrag.equals(request.remoteUfrag()) || !request.isAuthentic(mac)) {
            return;
        }
        socket.send(ByteBuffer.wrap(StunBindingResponse.to(request, from, mac)), from);
        lastCheckNanos = nowNanos;
        Remote remote = new Remote(from, socket);
        if (!remotes.contains(remote)) {
            if (remotes.size() == MAX_REMOTES) {
                Remote oldest = remotes.peekFirst().equals(selected) ? remotes.peekLast() : remotes.peekFirst();
                remotes.remove(oldest);
                agent.forget(oldest.socket, oldest.address, this);
            }
            remotes.addLast(remote);
            agent.remember(socket, from, this);
        }
        if (selected == null || request.useCandidate() && !selected.equals(remote)) {
            selected = remote;
            peer.pairSelected(socket.candidate(0), remoteCandidate(from));
        }
    }

    /**
     * The peer's address as a peer-reflexive candidate, because an ICE-lite agent learns it from a check and not from
     * SDP.
     */
    private static CandidateAttribute remoteCandidate(InetSocketAddress from) {
        return CandidateAttribute.of(1, PEER_REFLEXIVE_PRIORITY, from.getAddress(), from.getPort(), "prflx");
    }

    void checkConsent(long nowNanos, long consentNanos) {
        if (selected != null && nowNanos - lastCheckNanos > consentNanos) {
            selected = null;
            forgetRemotes();
            peer.consentLost();
        }
    }

    private void forgetRemotes() {
        for (Remote remote : remotes) {
            agent.forget(remote.socket, remote.address, this);
        }
        remotes.clear();
    }

    /** Ends the session. Its checks are no longer answered and its packets are dropped. */
    public void close() {
        selected = null;
        forgetRemotes();
        agent.remove(this);
    }
}
