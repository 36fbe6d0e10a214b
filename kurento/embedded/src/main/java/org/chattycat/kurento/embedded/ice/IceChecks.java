package org.chattycat.kurento.embedded.ice;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import javax.crypto.Mac;
import org.chattycat.kurento.peer.stun.StunCheck;
import org.chattycat.kurento.peer.stun.StunCheckAnswer;

/**
 * The checks of a full, controlling agent (RFC 8445): it checks the pairs of local sockets and remote candidates by priority,
 * nominates the first pair that works, and keeps asking for consent (RFC 7675). Used on the media loop only.
 *
 * <p>What it sends to addresses that nobody has confirmed is bounded: at most {@link #MAX_CANDIDATES} of them, one datagram per
 * 50 ms, and seven per pair.
 */
final class IceChecks {
    /** A browser with IPv4, IPv6, Wi-Fi, mobile network and VPN has fewer. */
    static final int MAX_CANDIDATES = 16;
    /** RFC 8445 section 6.1.2.5. */
    private static final int MAX_PAIRS = 100;
    /** The pace of checks, Ta (RFC 8445 section 14.2). */
    private static final long PACE_NANOS = 50_000_000L;
    /** The first time-out of a check, doubled for each repetition, and their number (RFC 8489 section 6.2.1). */
    private static final long FIRST_TIMEOUT_NANOS = 500_000_000L;

    private static final int MAX_TRANSMISSIONS = 7;
    /** RFC 7675 section 5.1: every 5 s, within 20 %. */
    private static final double CONSENT_SECONDS = 5;

    private static final int TRANSACTION_ID_LENGTH = 12;

    private final SecureRandom random = new SecureRandom();
    private final long tieBreaker = random.nextLong();
    private final IceSession session;
    private final List<IceSocket> sockets;
    private final List<RemoteCandidate> candidates = new ArrayList<>();
    private final List<CandidatePair> pairs = new ArrayList<>();
    /** Pairs on which a check of the peer arrived; they come first (RFC 8445 section 6.1.4.1). */
    private final Deque<CandidatePair> triggered = new ArrayDeque<>();

    private String remoteUfrag;
    private Mac remoteMac;
    private CandidatePair nominated;
    private long nextCheckNanos;
    private long nextConsentNanos;

    /** @param sockets whose addresses this host has */
    IceChecks(IceSession session, List<IceSocket> sockets) {
        this.session = session;
        this.sockets = sockets;
    }

    long tieBreaker() {
        return tieBreaker;
    }

    /** Begins to check; before, candidates are only noted. */
    void start(String ufrag, String password, long nowNanos) {
        remoteUfrag = ufrag;
        remoteMac = StunCheck.macOf(password);
        nextCheckNanos = nowNanos;
        List.copyOf(candidates).forEach(this::pair);
    }

    /** A candidate that the peer announced. Those beyond the limit, and those that no socket reaches, are ignored. */
    void add(CandidateAttribute attribute) {
        RemoteCandidate.of(attribute).ifPresent(this::add);
    }

    private boolean add(RemoteCandidate candidate) {
        boolean known = candidates.stream().anyMatch(other -> other.address().equals(candidate.address()));
        if (known || candidates.size() >= MAX_CANDIDATES) {
            return false;
        }
        candidates.add(candidate);
        if (remoteMac != null) {
            pair(candidate);
        }
        return true;
    }

    private void pair(RemoteCandidate candidate) {
        for (IceSocket socket : sockets) {
            if (pairs.size() < MAX_PAIRS && socket.reaches(candidate.address().getAddress())) {
                pairs.add(new CandidatePair(socket, candidate));
            }
        }
        pairs.sort(Comparator.comparingLong(CandidatePair::priority).reversed());
    }

    /** The peer's check arrived from there, so this agent checks that pair next (RFC 8445 section 7.3.1.4). */
    void checkedBy(IceSocket socket, InetSocketAddress from) {
        CandidatePair pair = find(socket, from);
        if (pair == null && remoteMac != null) {
            RemoteCandidate.of(session.reflexive(from)).ifPresent(this::add);
            pair = find(socket, from);
        }
        if (pair != null && pair.state != CandidatePair.State.SUCCEEDED && !triggered.contains(pair)) {
            triggered.addLast(pair);
        }
    }

    private CandidatePair find(IceSocket socket, InetSocketAddress address) {
        return pairs.stream()
                .filter(pair ->
                        pair.socket() == socket && pair.remote().address().equals(address))
                .findFirst()
                .orElse(null);
    }

    /** Sends what is due. */
    void tick(long nowNanos) {
        if (remoteMac == null) {
            return;
        }
        repeat(nowNanos);
        if (nominated == null) {
            if (nowNanos - nextCheckNanos >= 0) {
                checkNext(nowNanos);
            }
        } else if (nowNanos - nextConsentNanos >= 0) {
            nextConsent(nowNanos);
            send(nominated, false, nowNanos);
        }
    }

    private void checkNext(long nowNanos) {
        CandidatePair next = triggered.pollFirst();
        if (next == null) {
            next = pairs.stream()
                    .filter(pair -> pair.state == CandidatePair.State.WAITING)
                    .findFirst()
                    .orElse(null);
        }
        if (next != null) {
            send(next, false, nowNanos);
            nextCheckNanos = nowNanos + PACE_NANOS;
        }
    }

    private void repeat(long nowNanos) {
        for (CandidatePair pair : pairs) {
            if (pair.transactionId == null || nowNanos - pair.nextTransmissionNanos < 0) {
                continue;
            }
            if (pair == nominated || pair.transmissions == MAX_TRANSMISSIONS) {
                // The next request for consent is a new one (RFC 7675 section 5.1).
                forget(pair);
                if (pair != nominated) {
                    fail(pair);
                }
            } else {
                transmit(pair, nowNanos);
            }
        }
    }

    private void send(CandidatePair pair, boolean nominates, long nowNanos) {
        forget(pair);
        byte[] id = new byte[TRANSACTION_ID_LENGTH];
        random.nextBytes(id);
        pair.transactionId = ByteBuffer.wrap(id);
        pair.check = new StunCheck(
                        id,
                        remoteUfrag,
                        session.ufrag(),
                        pair.socket().reflexivePriority(),
                        true,
                        tieBreaker,
                        nominates)
                .write(remoteMac);
        pair.nominates = nominates;
        pair.transmissions = 0;
        if (pair != nominated) {
            pair.state = CandidatePair.State.IN_PROGRESS;
        }
        session.agent().expect(pair.transactionId, session);
        transmit(pair, nowNanos);
    }

    private static void transmit(CandidatePair pair, long nowNanos) {
        pair.socket().send(ByteBuffer.wrap(pair.check), pair.remote().address());
        pair.nextTransmissionNanos = nowNanos + (FIRST_TIMEOUT_NANOS << pair.transmissions);
        pair.transmissions++;
    }

    private static void fail(CandidatePair pair) {
        pair.state = CandidatePair.State.FAILED;
        pair.nominates = false;
    }

    private void forget(CandidatePair pair) {
        if (pair.transactionId != null) {
            session.agent().forget(pair.transactionId);
            pair.transactionId = null;
        }
    }

    /**
     * The answer to a check. It counts if it is authentic, and came to where the check was sent from, from where that was sent to
     * (RFC 8445 section 7.2.5.2.1).
     *
     * @return whether the peer takes itself for the controlling agent, with a better claim
     */
    boolean answered(StunCheckAnswer answer, IceSocket socket, InetSocketAddress from, long nowNanos) {
        CandidatePair pair = find(socket, from);
        if (pair == null || !answer.transactionId().equals(pair.transactionId) || !answer.isAuthentic(remoteMac)) {
            return false;
        }
        forget(pair);
        if (!answer.isSuccess()) {
            fail(pair);
            return answer.errorCode() == StunCheckAnswer.ROLE_CONFLICT;
        }
        pair.state = CandidatePair.State.SUCCEEDED;
        session.passed(socket, from, nowNanos);
        if (pair.nominates) {
            nominated = pair;
            nextConsent(nowNanos);
            pairs.stream().filter(other -> other != pair).forEach(this::forget);
            session.nominated(pair);
        } else if (nominated == null && pairs.stream().noneMatch(other -> other.nominates)) {
            send(pair, true, nowNanos);
        }
        return false;
    }

    private void nextConsent(long nowNanos) {
        double factor = ThreadLocalRandom.current().nextDouble(0.8, 1.2);
        nextConsentNanos = nowNanos + (long) (CONSENT_SECONDS * factor * 1e9);
    }

    /** Checks all pairs once more, because the nominated one has no consent any more. */
    void restart() {
        close();
        nominated = null;
        triggered.clear();
        pairs.forEach(pair -> {
            pair.state = CandidatePair.State.WAITING;
            pair.nominates = false;
        });
    }

    /** No answer is expected any more. */
    void close() {
        pairs.forEach(this::forget);
    }
}
