package org.chattycat.kurento.embedded.ice;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A UDP socket bound to one local address, and the peers' addresses that passed a check on it. */
final class IceSocket {
    private static final int TYPE_PREFERENCE_HOST = 126;
    private static final int TYPE_PREFERENCE_PEER_REFLEXIVE = 110;

    private final DatagramChannel channel;
    private final InetSocketAddress local;
    private final List<InetAddress> announced;
    private final int preference;
    private final int component;
    /** The session whose checks alone this socket answers, or null if sessions share it. */
    private final IceSession owner;

    final Map<SocketAddress, IceRemote> remotes = new HashMap<>();

    /** A socket that sessions share. */
    IceSocket(DatagramChannel channel, List<InetAddress> announced, int preference) throws IOException {
        this(channel, announced, preference, IceSession.RTP, null);
    }

    /** A socket of one session. */
    IceSocket(DatagramChannel channel, List<InetAddress> announced, int preference, IceSession owner)
            throws IOException {
        this(channel, announced, preference, owner.component(), owner);
    }

    private IceSocket(
            DatagramChannel channel, List<InetAddress> announced, int preference, int component, IceSession owner)
            throws IOException {
        this.channel = channel;
        this.local = (InetSocketAddress) channel.getLocalAddress();
        this.announced = announced;
        this.preference = preference;
        this.component = component;
        this.owner = owner;
    }

    IceSession owner() {
        return owner;
    }

    DatagramChannel channel() {
        return channel;
    }

    InetSocketAddress local() {
        return local;
    }

    int candidates() {
        return announced.size();
    }

    CandidateAttribute candidate(int index) {
        return CandidateAttribute.of(
                preference + index + 1,
                component,
                priority(TYPE_PREFERENCE_HOST, index),
                announced.get(index),
                local.getPort(),
                "host");
    }

    /** The priority of this socket's first host candidate. */
    long hostPriority() {
        return priority(TYPE_PREFERENCE_HOST, 0);
    }

    /** The priority of a peer-reflexive candidate that a peer learns from a check by this socket. */
    long reflexivePriority() {
        return priority(TYPE_PREFERENCE_PEER_REFLEXIVE, 0);
    }

    /** RFC 8445 section 5.1.2.1: 2^24 type preference + 2^8 local preference + 256 - component. */
    private long priority(int typePreference, int index) {
        return ((long) typePreference << 24) + ((65535L - preference - index) << 8) + 256 - component;
    }

    /** Whether a datagram can go from here to that address: of the same family, and on this host or to another one. */
    boolean reaches(InetAddress address) {
        return local.getAddress().getClass() == address.getClass()
                && local.getAddress().isLoopbackAddress() == address.isLoopbackAddress();
    }

    /** A datagram that the kernel does not accept is lost, as on the network. */
    boolean send(ByteBuffer datagram, InetSocketAddress to) {
        try {
            return channel.send(datagram, to) > 0;
        } catch (IOException e) {
            return false;
        }
    }
}
