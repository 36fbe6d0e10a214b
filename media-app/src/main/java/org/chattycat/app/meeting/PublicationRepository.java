package org.chattycat.app.meeting;

import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What participants publish, and the taps by which workers find it. */
@Repository
public class PublicationRepository {
    private final DatabaseClient database;

    PublicationRepository(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Puts down that a participant publishes, and gives the publication's id: a new one, or, when this kind is being
     * published already, the one it has, with the new endpoint. Its tap is gone until media flows again. Empty when the
     * stay has ended.
     */
    public Mono<UUID> publish(UUID participantId, PublicationKind kind, String endpointId) {
        return database.sql(
                        "with published as (insert into publication (id, meeting_id, participant_id, kind, endpoint_id)"
                                + " select :id, meeting_id, id, :kind, :endpoint from participant"
                                + " where id = :participant and left_at is null"
                                + " on conflict (participant_id, kind) where ended_at is null"
                                + " do update set endpoint_id = excluded.endpoint_id returning id),"
                                + " untapped as (delete from tap where publication_id in (select id from published))"
                                + " select id from published")
                .bind("id", UUID.randomUUID())
                .bind("kind", kind.wireName())
                .bind("endpoint", endpointId)
                .bind("participant", participantId)
                .map(row -> row.get("id", UUID.class))
                .one();
    }

    /** Offers the publication to the workers, unless its endpoint is another one by now. */
    public Mono<Void> tap(UUID publicationId, String endpointId) {
        return database.sql("insert into tap"
                        + " (publication_id, meeting_id, participant_id, kurento_uri, pipeline_id, endpoint_id)"
                        + " select p.id, p.meeting_id, p.participant_id, m.kurento_uri, m.pipeline_id, p.endpoint_id"
                        + " from publication p join meeting m on m.id = p.meeting_id"
                        + " where p.id = :id and p.endpoint_id = :endpoint and p.ended_at is null"
                        + " and m.pipeline_id is not null on conflict do nothing")
                .bind("id", publicationId)
                .bind("endpoint", endpointId)
                .then();
    }

    /** Puts down that the endpoint is dead and the page has to negotiate again. */
    public Mono<Void> unplug(UUID publicationId, String endpointId) {
        return database.sql("with unplugged as (update publication set endpoint_id = null"
                        + " where id = :id and endpoint_id = :endpoint returning id)"
                        + " delete from tap where publication_id in (select id from unplugged)")
                .bind("id", publicationId)
                .bind("endpoint", endpointId)
                .then();
    }

    public Mono<Void> mute(UUID publicationId, boolean audioMuted, boolean videoMuted) {
        return database.sql("update publication set audio_muted = :audio, video_muted = :video"
                        + " where id = :id and ended_at is null")
                .bind("id", publicationId)
                .bind("audio", audioMuted)
                .bind("video", videoMuted)
                .then();
    }

    public Mono<Void> end(UUID publicationId) {
        return database.sql("with ended as (update publication set ended_at = now(), endpoint_id = null"
                        + " where id = :id and ended_at is null)"
                        + " delete from tap where publication_id = :id")
                .bind("id", publicationId)
                .then();
    }
}
