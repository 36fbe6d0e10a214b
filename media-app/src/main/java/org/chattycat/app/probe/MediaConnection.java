package org.chattycat.app.probe;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.chattycat.kurento.peer.SyntheticPeer;
import org.chattycat.kurento.peer.dtls.DtlsAssociations;
import tools.jackson.databind.JsonNode;

/** A publication or a view of a page, connected to the media server: negotiated, checked, and with agreed keys. */
public final class MediaConnection implements AutoCloseable {
    private static final Duration CHECK = Duration.ofMillis(500);

    private final SyntheticPeer peer;
    private final String publicationId;

    private MediaConnection(SyntheticPeer peer, String publicationId) {
        this.peer = peer;
        this.publicationId = publicationId;
    }

    /**
     * Publishes.
     *
     * @param kind {@code camera}, {@code screen} or {@code cameraSmall}
     * @param limit of the whole
     */
    public static MediaConnection publish(CallSocket socket, String kind, DtlsAssociations dtls, Duration limit)
            throws IOException {
        return open(socket, "publisher", Map.of("kind", kind), dtls, limit);
    }

    /**
     * Views a publication.
     *
     * @param picture {@code large} or {@code small}
     * @param limit of the whole
     */
    public static MediaConnection view(
            CallSocket socket, String publicationId, String picture, DtlsAssociations dtls, Duration limit)
            throws IOException {
        return open(socket, "viewer", Map.of("publicationId", publicationId, "picture", picture), dtls, limit);
    }

    private static MediaConnection open(
            CallSocket socket, String role, Map<String, String> request, DtlsAssociations dtls, Duration limit)
            throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        SyntheticPeer peer = new SyntheticPeer(dtls, InetAddress.getByName("0.0.0.0"));
        BlockingQueue<JsonNode> candidates = new LinkedBlockingQueue<>();
        // Only from now on: candidates of an earlier endpoint of the same publication must not be taken for those of
        // this one.
        try (CallSocket.Listening ignored = socket.listen(message -> {
            if (message.path("type").asString().equals("candidate")
                    && message.path("role").asString().equals(role)) {
                candidates.add(message);
            }
        })) {
            boolean publishes = role.equals("publisher");
            Map<String, Object> fields = new HashMap<>(request);
            fields.put("sdp", peer.offer(publishes ? "sendonly" : "recvonly"));
            JsonNode answer = answer(socket, publishes ? "publish" : "view", fields, deadline);
            String id = answer.path("publicationId").asString();
            String sdp = answer.path("sdp").asString();
            peer.setAnswer(sdp);
            peer.connect(sdp, reachable(peer, id, candidates, deadline), left(deadline));
            return new MediaConnection(peer, id);
        } catch (IOException | RuntimeException e) {
            peer.close();
            throw e;
        }
    }

    private static JsonNode answer(CallSocket socket, String type, Map<String, Object> fields, long deadline)
            throws IOException {
        JsonNode answer;
        try {
            answer = socket.request(type, fields)
                    .orTimeout(left(deadline).toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            throw new IOException("'" + type + "' was not answered: " + e.getCause(), e);
        }
        if (answer.path("type").asString().equals("error")) {
            throw new IOException("'" + type + "' was refused: "
                    + answer.path("code").asString() + ": "
                    + answer.path("message").asString());
        }
        return answer;
    }

    /** The address of the first candidate that answers a connectivity check. Candidates arrive meanwhile. */
    private static InetSocketAddress reachable(
            SyntheticPeer peer, String publicationId, BlockingQueue<JsonNode> candidates, long deadline)
            throws IOException {
        List<InetSocketAddress> known = new ArrayList<>();
        for (int turn = 0; System.nanoTime() - deadline < 0; turn++) {
            try {
                JsonNode next = known.isEmpty()
                        ? candidates.poll(left(deadline).toMillis(), TimeUnit.MILLISECONDS)
                        : candidates.poll();
                for (; next != null; next = candidates.poll()) {
                    if (next.path("publicationId").asString().equals(publicationId)) {
                        addUdp(known, next.path("candidate").asString());
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            }
            if (!known.isEmpty()) {
                InetSocketAddress address = known.get(turn % known.size());
                try {
                    peer.check(address, CHECK);
                    return address;
                } catch (InterruptedIOException e) {
                    // The next one may answer.
                }
            }
        }
        throw new IOException("no candidate of the media server answers: " + known);
    }

    private static void addUdp(List<InetSocketAddress> known, String candidate) throws IOException {
        String[] words = candidate.split(" ");
        if (words.length > 5 && words[2].equalsIgnoreCase("UDP")) {
            // Names of candidates are literal addresses, so nothing is looked up.
            known.add(new InetSocketAddress(InetAddress.getByName(words[4]), Integer.parseInt(words[5])));
        }
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
    }

    public SyntheticPeer peer() {
        return peer;
    }

    public String publicationId() {
        return publicationId;
    }

    @Override
    public void close() {
        peer.close();
    }
}
