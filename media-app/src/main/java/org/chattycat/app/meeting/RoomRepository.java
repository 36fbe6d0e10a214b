package org.chattycat.app.meeting;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.chattycat.app.meeting.RoomState.RoomParticipant;
import org.chattycat.app.meeting.RoomState.RoomPublication;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** A room as a whole: who is in it, and where its media lives. */
@Repository
public class RoomRepository {
    private final DatabaseClient database;
    private final TransactionalOperator transactions;

    RoomRepository(DatabaseClient database, TransactionalOperator transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    /** The room at this moment; an empty one when there is no such meeting. */
    public Mono<RoomState> state(UUID meetingId) {
        return database.sql("select m.created_at, m.kurento_uri, m.pipeline_id, p.id as participant, p.display_name,"
                        + " p.account_id, p.guest_id, p.instance_id,"
                        + " p.resume_until is not null as reconnecting,"
                        + " u.id as publication, u.kind, u.audio_muted, u.video_muted, u.endpoint_id"
                        + " from meeting m"
                        + " left join participant p on p.meeting_id = m.id and p.left_at is null"
                        + " left join publication u on u.participant_id = p.id and u.ended_at is null"
                        + " where m.id = :meeting order by p.joined_at, p.id, u.started_at, u.id")
                .bind("meeting", meetingId)
                .map(Row::of)
                .all()
                .collectList()
                .map(RoomRepository::state);
    }

    private record Row(
            Instant createdAt, Placement placement, RoomParticipant participant, RoomPublication publication) {
        static Row of(Readable row) {
            String kurentoUri = row.get("kurento_uri", String.class);
            UUID participant = row.get("participant", UUID.class);
            UUID publication = row.get("publication", UUID.class);
            return new Row(
                    row.get("created_at", Instant.class),
                    kurentoUri == null ? null : new Placement(kurentoUri, row.get("pipeline_id", String.class)),
                    participant == null
                            ? null
                            : new RoomParticipant(
                                    participant,
                                    row.get("display_name", String.class),
                                    attendee(row.get("account_id", UUID.class), row.get("guest_id", UUID.class)),
                                    row.get("instance_id", UUID.class),
                                    row.get("reconnecting", Boolean.class),
                                    new ArrayList<>()),
                    publication == null
                            ? null
                            : new RoomPublication(
                                    publication,
                                    PublicationKind.of(row.get("kind", String.class)),
                                    row.get("audio_muted", Boolean.class),
                                    row.get("video_muted", Boolean.class),
                                    row.get("endpoint_id", String.class)));
        }
    }

    private static Attendee attendee(UUID accountId, UUID guestId) {
        if (accountId != null) {
            return Attendee.account(accountId);
        }
        return guestId == null ? null : Attendee.guest(guestId);
    }

    private static RoomState state(List<Row> rows) {
        if (rows.isEmpty()) {
            return RoomState.EMPTY;
        }
        Map<UUID, RoomParticipant> participants = new LinkedHashMap<>();
        for (Row row : rows) {
            if (row.participant() != null) {
                RoomParticipant participant =
                        participants.computeIfAbsent(row.participant().id(), id -> row.participant());
                if (row.publication() != null) {
                    participant.publications().add(row.publication());
                }
            }
        }
        return new RoomState(
                rows.get(0).createdAt(), Optional.ofNullable(rows.get(0).placement()), participants);
    }

    /**
     * Puts down where the media of the room lives, if that is still what the caller took it for.
     *
     * @param expected null for nowhere
     * @return whether it was: false means that another instance was quicker
     */
    public Mono<Boolean> place(UUID meetingId, Placement expected, Placement placement) {
        var statement = database.sql("update meeting set kurento_uri = :uri, pipeline_id = :pipeline"
                        + " where id = :meeting and pipeline_id is not distinct from :expected")
                .bind("meeting", meetingId)
                .bind("uri", placement.kurentoUri())
                .bind("pipeline", placement.pipelineId());
        statement = expected == null
                ? statement.bindNull("expected", String.class)
                : statement.bind("expected", expected.pipelineId());
        return statement.fetch().rowsUpdated().map(rows -> rows > 0);
    }

    /** Puts down that the pipeline is dead. */
    public Mono<Void> unplace(UUID meetingId, String pipelineId) {
        return database.sql("update meeting set kurento_uri = null, pipeline_id = null"
                        + " where id = :meeting and pipeline_id = :pipeline")
                .bind("meeting", meetingId)
                .bind("pipeline", pipelineId)
                .then();
    }

    /** Takes the placement away if nobody is in the room: true means that the caller is to release the pipeline. */
    public Mono<Boolean> unplaceIfEmpty(UUID meetingId) {
        // Joining locks the same row: locked first and looked at afterwards, nobody can slip in between.
        return database.sql("select from meeting where id = :meeting for update")
                .bind("meeting", meetingId)
                .then()
                .then(database.sql("update meeting set kurento_uri = null, pipeline_id = null where id = :meeting"
                                + " and pipeline_id is not null and not exists"
                                + " (select from participant where meeting_id = :meeting and left_at is null)")
                        .bind("meeting", meetingId)
                        .fetch()
                        .rowsUpdated())
                .map(rows -> rows > 0)
                .as(transactions::transactional);
    }

    /** Takes away the placement of rooms that nobody is in, and gives the pipelines that all others use. */
    public Mono<Set<String>> pipelinesInUse() {
        return database.sql("update meeting m set kurento_uri = null, pipeline_id = null where pipeline_id is not null"
                        + " and not exists (select from participant p where p.meeting_id = m.id and p.left_at is null)")
                .then()
                .thenMany(database.sql("select pipeline_id from meeting where pipeline_id is not null")
                        .map(row -> row.get("pipeline_id", String.class))
                        .all())
                .collect(Collectors.toSet());
    }

    /** People per media server, over all instances. */
    public Mono<Map<String, Long>> load() {
        return database.sql("select m.kurento_uri, count(*) as people from meeting m"
                        + " join participant p on p.meeting_id = m.id and p.left_at is null"
                        + " where m.kurento_uri is not null group by m.kurento_uri")
                .map(row -> Map.entry(row.get("kurento_uri", String.class), row.get("people", Long.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }
}
