package org.chattycat.app.meeting;

import java.util.UUID;
import org.springframework.data.r2dbc.repository.Modifying;
import org.springframework.data.r2dbc.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Mono;

/** The table of raised hands and reactions, and the hands that are up now. */
interface GestureRepository extends Repository<Gesture, UUID> {
    /** The most that one meeting keeps: beyond it, hands and reactions are shown and not kept. */
    int MOST = 10_000;

    String ROOM_FOR_MORE = "(select count(*) from gesture where meeting_id = p.meeting_id) < " + MOST;

    /** @return how many hands it raised or lowered: none where it was so already, or the participant has left */
    @Modifying
    @Query("""
            with lowered as (
                update gesture set lowered_at = clock_timestamp()
                where participant_id = :participantId and kind = 'HAND' and lowered_at is null and not :raised
            ), raised as (
                insert into gesture (id, meeting_id, participant_id, kind)
                select gen_random_uuid(), p.meeting_id, p.id, 'HAND' from participant p
                where :raised and p.id = :participantId and p.left_at is null and p.hand_raised_at is null
                  and\s""" + ROOM_FOR_MORE + """
            )
            update participant set hand_raised_at = case when :raised then clock_timestamp() end
            where id = :participantId and left_at is null and (hand_raised_at is not null) <> :raised
            """)
    Mono<Long> setHand(UUID participantId, boolean raised);

    /** @return how many hands were up */
    @Modifying
    @Query("""
            with lowered as (
                update gesture g set lowered_at = clock_timestamp() from participant p
                where p.id = g.participant_id and p.meeting_id = :meetingId and p.left_at is null
                  and g.kind = 'HAND' and g.lowered_at is null
            )
            update participant set hand_raised_at = null
            where meeting_id = :meetingId and left_at is null and hand_raised_at is not null
            """)
    Mono<Long> lowerAllHands(UUID meetingId);

    /** @param kind the name of a reaction */
    @Modifying
    @Query("""
            insert into gesture (id, meeting_id, participant_id, kind)
            select gen_random_uuid(), p.meeting_id, p.id, :kind from participant p
            where p.id = :participantId and p.left_at is null and\s""" + ROOM_FOR_MORE)
    Mono<Void> addReaction(UUID participantId, String kind);
}
