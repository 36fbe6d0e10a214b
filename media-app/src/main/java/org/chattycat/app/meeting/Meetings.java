package org.chattycat.app.meeting;

import java.security.Principal;
import java.util.UUID;
import org.chattycat.app.identity.account.Grant;
import org.chattycat.app.identity.account.NodeKind;
import org.chattycat.app.platform.query.KeysetPage;
import org.chattycat.app.platform.query.KeysetPosition;
import org.springframework.data.domain.Window;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Meetings as the accounts see them that may see them. */
@Service
public class Meetings implements NodeKind {
    private final MeetingRepository meetings;

    Meetings(MeetingRepository meetings) {
        this.meetings = meetings;
    }

    /** The meeting if this account may see it; empty for any other, whether it exists or not. */
    Mono<Meeting> findVisible(UUID meetingId, UUID accountId) {
        return meetings.findVisible(meetingId, accountId);
    }

    /** The meeting if this request may see it; empty for any other, whether it exists or not. */
    public Mono<Meeting> findVisible(UUID meetingId, Grant grant) {
        return grant.covers(meetingId) ? findVisible(meetingId, grant.accountId()) : Mono.empty();
    }

    @Override
    public String table() {
        return "meeting";
    }

    @Override
    public Mono<Meeting> find(UUID id, Principal principal) {
        return findVisible(id, Grant.of(principal));
    }

    /** A page of the meetings that may be seen and that a filter selects, newest first. */
    Mono<Window<Meeting>> findVisible(Grant grant, MeetingFilter filter, KeysetPage page) {
        KeysetPosition after = page.start();
        return meetings.findVisible(
                        grant.accountId(),
                        grant.onlyMeeting(),
                        filter.search(),
                        filter.from(),
                        filter.to(),
                        after == null ? null : after.at(),
                        after == null ? null : after.id(),
                        page.limit())
                .collectList()
                .map(entries -> page.window(entries, Meeting::createdAt, Meeting::id));
    }
}
