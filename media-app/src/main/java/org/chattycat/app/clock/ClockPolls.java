package org.chattycat.app.clock;

import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.chattycat.app.platform.database.DatabaseFailure;
import org.chattycat.app.platform.text.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Clock pages that poll, because their browser refuses the WebSocket. Each poll may reach another instance of the application:
 * the link's token and the clock's id are enough to continue the clock there.
 */
@Component
class ClockPolls {
    private static final Logger log = LoggerFactory.getLogger(ClockPolls.class);

    private final ClockServices services;
    private final ClientLimits limits;
    private final ClockLeases leases;
    private final Map<String, Polled> polled = new ConcurrentHashMap<>();

    ClockPolls(ClockServices services, ClientLimits limits, ClockLeases leases) {
        this.services = services;
        this.limits = limits;
        this.leases = leases;
    }

    /**
     * What one poll carries.
     *
     * @param clockId of the clock that an earlier poll opened; null to open one
     */
    record Poll(String client, String token, String clockId, List<ClockMessage> messages) {}

    private record Polled(byte[] linkHash, ClockConnection connection, PollChannel channel) {}

    /** Handles the messages of a poll in order, and returns what is to be sent to the page. Blocks. */
    List<ClockAnswer> poll(Poll poll) {
        try {
            Polled clock = find(poll);
            return clock == null ? open(poll) : exchange(clock, poll.messages());
        } catch (ClockException e) {
            return List.of(failure(e));
        } catch (RuntimeException e) {
            if (!DatabaseFailure.isOutage(e)) {
                throw e;
            }
            log.debug("A poll failed because the database is unavailable", e);
            return List.of(failure(new ClockException(
                    ClockErrorCode.DATABASE_AWAY, "The database does not answer. Try again in a moment.")));
        }
    }

    /** The clock that is meant, if it is open here or on another instance. */
    private Polled find(Poll poll) {
        if (poll.clockId() == null) {
            return null;
        }
        byte[] hash = Sha256.of(poll.token());
        Polled here = polled.get(poll.clockId());
        if (here != null && here.channel().hasEnded() && !here.channel().hasFailed()) {
            polled.remove(poll.clockId(), here);
            here = null;
        }
        if (here != null) {
            // Whoever has another link knows the id from the picture, which gives no right to it.
            return MessageDigest.isEqual(here.linkHash(), hash) ? here : null;
        }
        if (!leases.isOpen(poll.clockId(), hash)) {
            return null;
        }
        ClockLinks.Linked linked = services.links().use(poll.token());
        return add(poll, hash, connection -> connection.resume(poll.clockId(), linked));
    }

    private List<ClockAnswer> open(Poll poll) {
        Polled opened = add(
                poll, Sha256.of(poll.token()), connection -> connection.receive(new ClockMessage.Open(poll.token())));
        return exchange(
                opened,
                poll.messages().stream()
                        .filter(message -> !(message instanceof ClockMessage.Open))
                        .toList());
    }

    private interface Opening {
        void run(ClockConnection connection);
    }

    private Polled add(Poll poll, byte[] hash, Opening opening) {
        limits.take(poll.client());
        PollChannel channel = new PollChannel(() -> limits.release(poll.client()));
        ClockConnection connection = new ClockConnection(services, channel, false);
        try {
            opening.run(connection);
        } catch (RuntimeException e) {
            channel.hangUp();
            throw e;
        }
        Polled added = new Polled(hash, connection, channel);
        polled.values().removeIf(other -> other.channel().hasEnded());
        polled.put(connection.clock().id(), added);
        return added;
    }

    private List<ClockAnswer> exchange(Polled clock, List<ClockMessage> messages) {
        clock.connection().clock().heard();
        try {
            for (ClockMessage message : messages) {
                clock.connection().receive(message);
            }
        } catch (ClockException e) {
            clock.channel().end(e);
            clock.connection().close();
        }
        List<ClockAnswer> answers = clock.channel().drain();
        if (clock.channel().hasEnded()) {
            polled.remove(clock.connection().clock().id(), clock);
        }
        return answers;
    }

    private static ClockAnswer failure(ClockException reason) {
        return new ClockAnswer.Failure(reason.code(), reason.getMessage());
    }
}
