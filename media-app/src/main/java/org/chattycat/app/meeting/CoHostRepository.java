package org.chattycat.app.meeting;

import java.util.UUID;
import org.springframework.data.r2dbc.repository.Modifying;
import org.springframework.data.r2dbc.repository.Query;
import org.springframework.data.repository.Repository;
import reactor.core.publisher.Mono;

/** The table of co-hosts. Who changes it has locked the row of the meeting. */
interface CoHostRepository extends Repository<CoHost, UUID> {
    /**
     * Adds an account that is no co-host.
     *
     * @return 0 when the meeting has {@code most} already
     */
    @Modifying
    @Query("""
            insert into co_host (meeting_id, account_id)
            select :meetingId, :accountId
            where (select count(*) from co_host where meeting_id = :meetingId) < :most
            """)
    Mono<Long> add(UUID meetingId, UUID accountId, int most);

    @Modifying
    @Query("delete from co_host where meeting_id = :meetingId and account_id = :accountId")
    Mono<Long> remove(UUID meetingId, UUID accountId);
}
