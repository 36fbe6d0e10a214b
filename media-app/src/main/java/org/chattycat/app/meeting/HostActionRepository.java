package org.chattycat.app.meeting;

import java.util.UUID;
import org.springframework.data.r2dbc.repository.Modifying;
import org.springframework.data.r2dbc.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Mono;

/** The table of what hosts did. */
interface HostActionRepository extends Repository<HostAction, UUID> {
    /** The most that one meeting keeps: beyond it nothing is added, so that nobody can fill the table. */
    int MOST = 10_000;

    /** @param participantId null for everybody, and for the meeting itself */
    @Modifying
    @Query("""
            insert into host_action (id, meeting_id, account_id, participant_id, kind)
            select gen_random_uuid(), :meetingId, :accountId, :participantId, :kind
            where (select count(*) from host_action where meeting_id = :meetingId) <\s""" + MOST)
    Mono<Void> add(UUID meetingId, UUID accountId, UUID participantId, String kind);
}
