package org.chattycat.kurento.peer.turn;

import static org.chattycat.kurento.peer.turn.TurnMessage.ALLOCATE;
import static org.chattycat.kurento.peer.turn.TurnMessage.CREATE_PERMISSION;
import static org.chattycat.kurento.peer.turn.TurnMessage.LIFETIME;
import static org.chattycat.kurento.peer.turn.TurnMessage.NONCE;
import static org.chattycat.kurento.peer.turn.TurnMessage.REALM;
import static org.chattycat.kurento.peer.turn.TurnMessage.REFRESH;
import static org.chattycat.kurento.peer.turn.TurnMessage.REQUESTED_ADDRESS_FAMILY;
import static org.chattycat.kurento.peer.turn.TurnMessage.REQUESTED_TRANSPORT;
import static org.chattycat.kurento.peer.turn.TurnMessage.USERNAME;
import static org.chattycat.kurento.peer.turn.TurnMessage.XOR_PEER_ADDRESS;
import static org.chattycat.kurento.peer.turn.TurnMessage.XOR_RELAYED_ADDRESS;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** One allocation on a TURN relay (RFC 8656), with long-term credentials. For one thread. */
public final class TurnClient implements AutoCloseable {
    /** First pause before a request is repeated over UDP; doubled each time (RFC 8489 section 6.2.1). */
    private static final Duration FIRST_RETRANSMISSION = Duration.ofMillis(500);

    private static final int STALE_NONCE = 438;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TurnConnection connection;
    private final Credentials credentials;
    private final long deadlineNanos;
    private byte[] key;
    private byte[] realm;
    private byte[] nonce;
    private boolean allocated;

    /** @param password is not part of {@link #toString()} */
    public record Credentials(String username, String password) {
        @Override
        public String toString() {
            return "Credentials[username=" + username + "]";
        }
    }

    /** What an allocation relays. */
    public enum Relaying {
        UDP_IPV4(17, 1),
        UDP_IPV6(17, 2),
        /** TCP connections to peers (RFC 6062), only over TCP and TLS. */
        TCP_IPV4(6, 1);

        private final int protocol;
        private final int family;

        Relaying(int protocol, int family) {
            this.protocol = protocol;
            this.family = family;
        }
    }

    private TurnClient(TurnConnection connection, Credentials credentials, long deadlineNanos) {
        this.connection = connection;
        this.credentials = credentials;
        this.deadlineNanos = deadlineNanos;
    }

    /**
     * Connects. Over UDP, this only resolves the name.
     *
     * @param tls for {@link TurnUri.Transport#TLS}; the certificate has to be for the host
     * @param limit of everything that is done with this client
     * @throws IOException when the relay cannot be reached
     */
    public static TurnClient connect(TurnUri uri, SSLSocketFactory tls, Credentials credentials, Duration limit)
            throws IOException {
        long deadlineNanos = System.nanoTime() + limit.toNanos();
        InetSocketAddress relay = new InetSocketAddress(uri.host(), uri.port());
        if (relay.isUnresolved()) {
            throw new UnknownHostException(uri.host());
        }
        if (uri.transport() == TurnUri.Transport.UDP) {
            return new TurnClient(new DatagramConnection(relay), credentials, deadlineNanos);
        }
        Socket socket = new Socket();
        try {
            int limitMs = Math.toIntExact(Math.max(1, limit.toMillis()));
            socket.connect(relay, limitMs);
            socket.setSoTimeout(limitMs);
            if (uri.transport() == TurnUri.Transport.TLS) {
                socket = secured(socket, uri, tls);
            }
            return new TurnClient(new StreamConnection(socket), credentials, deadlineNanos);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static Socket secured(Socket plain, TurnUri uri, SSLSocketFactory tls) throws IOException {
        SSLSocket socket = (SSLSocket) tls.createSocket(plain, uri.host(), uri.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /** The address of the relay that messages are sent to. */
    public InetAddress relay() {
        return connection.relay().getAddress();
    }

    /**
     * Makes the allocation, at most once.
     *
     * @return the relayed address, which peers see
     * @throws TurnException when the relay refuses
     * @throws SocketTimeoutException when it does not answer in time
     */
    public InetSocketAddress allocate(Relaying relaying) throws IOException {
        Map<Integer, byte[]> attributes = new LinkedHashMap<>();
        attributes.put(REQUESTED_TRANSPORT, new byte[] {(byte) relaying.protocol, 0, 0, 0});
        if (relaying.family != 1) {
            attributes.put(REQUESTED_ADDRESS_FAMILY, new byte[] {(byte) relaying.family, 0, 0, 0});
        }
        TurnMessage response = request(ALLOCATE, transactionId -> attributes);
        allocated = true;
        InetSocketAddress relayed = response.address(XOR_RELAYED_ADDRESS);
        if (relayed == null) {
            throw new IOException("the relay's answer has no relayed address");
        }
        return relayed;
    }

    /**
     * Asks for the permission to exchange data with a peer. Nothing is sent to the peer.
     *
     * @throws TurnException when the relay refuses
     */
    public void permit(InetAddress peer) throws IOException {
        InetSocketAddress address = new InetSocketAddress(peer, 0);
        request(
                CREATE_PERMISSION,
                transactionId -> Map.of(XOR_PEER_ADDRESS, TurnMessage.xored(address, transactionId)));
    }

    /**
     * The first request learns realm and nonce from the refusal (RFC 8489 section 9.2).
     *
     * @param attributes of the request with a transaction id
     */
    private TurnMessage request(int method, Function<byte[], Map<Integer, byte[]>> attributes) throws IOException {
        TurnMessage response = exchange(method, attributes);
        if (key == null && isError(response, TurnException.UNAUTHORIZED)) {
            learn(response);
            response = exchange(method, attributes);
        }
        if (isError(response, STALE_NONCE)) {
            learn(response);
            response = exchange(method, attributes);
        }
        if (response.isError()) {
            throw new TurnException(response.errorCode(), response.reason());
        }
        if (key != null && !response.isAuthentic(key)) {
            throw new IOException("the relay's answer is not signed with the password");
        }
        return response;
    }

    private static boolean isError(TurnMessage response, int code) {
        return response.isError() && response.errorCode() == code;
    }

    private void learn(TurnMessage refusal) throws IOException {
        realm = refusal.attribute(REALM);
        nonce = refusal.attribute(NONCE);
        if (realm == null || nonce == null) {
            throw new IOException("the relay asks for credentials without naming a realm and a nonce");
        }
        key = TurnMessage.key(
                credentials.username(), new String(realm, StandardCharsets.UTF_8), credentials.password());
    }

    private TurnMessage exchange(int method, Function<byte[], Map<Integer, byte[]>> attributes) throws IOException {
        byte[] transactionId = new byte[TurnMessage.TRANSACTION_ID_LENGTH];
        RANDOM.nextBytes(transactionId);
        Map<Integer, byte[]> all = new LinkedHashMap<>(attributes.apply(transactionId));
        if (key != null) {
            all.put(USERNAME, credentials.username().getBytes(StandardCharsets.UTF_8));
            all.put(REALM, realm);
            all.put(NONCE, nonce);
        }
        byte[] request = TurnMessage.write(method, transactionId, all, key);
        Duration pause = connection.isReliable() ? left() : FIRST_RETRANSMISSION;
        while (true) {
            connection.send(request);
            try {
                return answer(transactionId, pause.compareTo(left()) < 0 ? pause : left());
            } catch (SocketTimeoutException e) {
                pause = pause.multipliedBy(2);
                // Throws when the time is up.
                left();
            }
        }
    }

    private TurnMessage answer(byte[] transactionId, Duration limit) throws IOException {
        long until = System.nanoTime() + limit.toNanos();
        while (true) {
            long leftNanos = until - System.nanoTime();
            if (leftNanos <= 0) {
                throw new SocketTimeoutException("no answer");
            }
            TurnMessage message = TurnMessage.parse(connection.receive(Duration.ofNanos(leftNanos)));
            if (message != null && message.answers(transactionId)) {
                return message;
            }
        }
    }

    private Duration left() throws SocketTimeoutException {
        long leftNanos = deadlineNanos - System.nanoTime();
        if (leftNanos <= 0) {
            throw new SocketTimeoutException("no answer");
        }
        return Duration.ofNanos(leftNanos);
    }

    /** Whether the relay asked for the credentials. */
    public boolean usedCredentials() {
        return key != null;
    }

    /** Ends the allocation and the connection. */
    @Override
    public void close() {
        try (connection) {
            if (allocated) {
                request(REFRESH, transactionId -> Map.of(LIFETIME, new byte[4]));
            }
        } catch (IOException e) {
            // An allocation that the relay does not end expires after ten minutes (RFC 8656 section 3.2).
        }
    }
}
