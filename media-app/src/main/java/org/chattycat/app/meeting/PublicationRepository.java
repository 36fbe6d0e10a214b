package org.chattycat.app.meeting;

import java.util.UUID;
import org.springframework.data.r2dbc.repository.Modifying;
import org.springframework.data.r2dbc.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Mono;

/** The tables of publications, and of the taps through which workers find them. */
public interface PublicationRepository extends Repository<Publication, UUID> {
    /**
     * Stores that a participant publishes, and returns the publication's id: a new one, or the present one when this kind is
     * already published, with the new endpoint, whose uplink is unknown. Deletes the tap until media flows again. Empty when
     * the participant has left.
     *
     * @param endpointId null until {@link #plug}
     */
    default Mono<UUID> publish(UUID participantId, PublicationKind kind, String endpointId) {
        return publish(UUID.randomUUID(), participantId, kind.wireName(), endpointId);
    }

    /** As above, with the id of a new publication and the name of its kind. */
    @Query("""
            with published as (
                insert into publication (id, meeting_id, participant_id, kind, endpoint_id)
                select :id, meeting_id, id, :kind, :endpointId
                from participant where id = :participantId and left_at is null
                on conflict (participant_id, kind) where ended_at is null
                do update set endpoint_id = excluded.endpoint_id, uplink = 'good'
                returning id
            ), untapped as (
                delete from tap where publication_id in (select id from published)
            )
            select id from published
            """)
    Mono<UUID> publish(UUID id, UUID participantId, String kind, String endpointId);

    /** Offers the publication to the workers, unless its endpoint has changed. */
    @Modifying
    @Query("""
            insert into tap (publication_id, meeting_id, participant_id, kurento_uri, pipeline_id, endpoint_id)
            select p.id, p.meeting_id, p.participant_id, m.kurento_uri, m.pipeline_id, p.endpoint_id
            from publication p join meeting m on m.id = p.meeting_id
            where p.id = :id and p.endpoint_id = :endpointId and p.ended_at is null and m.pipeline_id is not null
            on conflict do nothing
            """)
    Mono<Void> tap(UUID id, String endpointId);

    /** Stores that the endpoint no longer exists, so that the page has to negotiate again. */
    @Modifying
    @Query("""
            with unplugged as (
                update publication set endpoint_id = null where id = :id and endpoint_id = :endpointId returning id
            )
            delete from tap where publication_id in (select id from unplugged)
            """)
    Mono<Void> unplug(UUID id, String endpointId);

    /** Stores that the video of an endpoint flows, so that viewers can be connected to it. Nothing if it ended meanwhile. */
    @Modifying
    @Query("update publication set endpoint_id = :endpointId where id = :id and ended_at is null")
    Mono<Void> plug(UUID id, String endpointId);

    @Modifying
    @Query("""
            update publication set audio_muted = :audioMuted, video_muted = :videoMuted
            where id = :id and ended_at is null
            """)
    Mono<Void> mute(UUID id, boolean audioMuted, boolean videoMuted);

    /** Stores how good the connection is over which a page sends. */
    default Mono<Void> grade(UUID id, Uplink uplink) {
        return grade(id, uplink.wireName());
    }

    /** As above, with the name of the grade. */
    @Modifying
    @Query("update publication set uplink = :uplink where id = :id and ended_at is null and uplink <> :uplink")
    Mono<Void> grade(UUID id, String uplink);

    /**
     * Ends what a participant publishes of one kind.
     *
     * @param kind the name of the kind
     * @return how many ended, 0 or 1
     */
    @Query("""
            with ended as (
                update publication set ended_at = now(), endpoint_id = null
                where participant_id = :participantId and kind = :kind and ended_at is null
                returning id
            ), untapped as (
                delete from tap where publication_id in (select id from ended)
            )
            select count(*) from ended
            """)
    Mono<Long> end(UUID participantId, String kind);

    @Modifying
    @Query("""
            with ended as (
                update publication set ended_at = now(), endpoint_id = null where id = :id and ended_at is null
            )
            delete from tap where publication_id = :id
            """)
    Mono<Void> end(UUID id);
}
