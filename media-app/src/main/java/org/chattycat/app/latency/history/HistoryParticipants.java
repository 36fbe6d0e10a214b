package org.chattycat.app.latency.history;

import java.util.UUID;
import org.chattycat.app.platform.query.Ids;
import org.chattycat.app.platform.query.InvalidArgumentException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Checks participants that clients name. */
@Component
public class HistoryParticipants {
    private final DatabaseClient database;

    HistoryParticipants(DatabaseClient database) {
        this.database = database;
    }

    /**
     * The id; null for null.
     *
     * @throws InvalidArgumentException for text that is not a UUID
     */
    public static UUID read(String participantId) {
        return participantId == null ? null : Ids.read(participantId, "participantId");
    }

    /**
     * Tells a participant without measurements from one that does not exist. Only an empty answer needs this.
     *
     * @return the answer, or an error with the code UNKNOWN_PARTICIPANT
     */
    <T> Mono<T> check(Selection selection, boolean empty, T answer) {
        return check(selection.meetingId(), "participantId", empty ? selection.participantId() : null, answer);
    }

    /**
     * The answer that is empty.
     *
     * @param argument the name of the argument that selects the participant
     * @param participantId who was asked for; null for anybody
     * @return the answer, or an error with the code UNKNOWN_PARTICIPANT
     */
    public <T> Mono<T> check(UUID meetingId, String argument, UUID participantId, T answer) {
        if (participantId == null) {
            return Mono.just(answer);
        }
        return database.sql("select 1 from participant where id = :id and meeting_id = :meeting")
                .bind("id", participantId)
                .bind("meeting", meetingId)
                .map(row -> answer)
                .one()
                .switchIfEmpty(Mono.error(() -> new InvalidArgumentException(
                        "UNKNOWN_PARTICIPANT", "'%s' is nobody who was in this meeting.".formatted(argument))));
    }
}
