package org.chattycat.app.meeting;

import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.chattycat.app.identity.account.Grant;
import org.chattycat.app.meeting.code.ShortCode;
import org.chattycat.app.platform.query.Ids;
import org.chattycat.app.platform.query.KeysetPage;
import org.dataloader.DataLoader;
import org.springframework.data.domain.Window;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.query.ScrollSubrange;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/**
 * The meetings that the current account may see. Every query that returns a meeting checks the access, so that the fields of
 * a meeting need no check of their own.
 */
@Controller
class MeetingController {
    private static final int MAX_PAGE = 100;
    private static final int MAX_PARTICIPANTS = 1000;

    private final Meetings meetings;
    private final Hosting hosting;

    MeetingController(Meetings meetings, Hosting hosting) {
        this.meetings = meetings;
        this.hosting = hosting;
    }

    @QueryMapping
    CompletableFuture<Meeting> meeting(
            @Argument String id,
            Principal principal,
            DataLoader<MeetingAccess, Meeting> visible,
            DataLoader<CodeAccess, Meeting> visibleByCode) {
        Grant grant = Grant.of(principal);
        return Ids.find(id)
                .filter(grant::covers)
                .map(meetingId -> visible.load(new MeetingAccess(meetingId, grant.accountId())))
                .or(() -> ShortCode.find(id).map(code -> visibleByCode
                        .load(new CodeAccess(code.text(), grant.accountId()))
                        .thenApply(meeting -> meeting != null && grant.covers(meeting.id()) ? meeting : null)))
                .orElse(CompletableFuture.completedFuture(null));
    }

    @QueryMapping
    Mono<Window<Meeting>> meetings(
            ScrollSubrange subrange,
            @Argument String search,
            @Argument Instant from,
            @Argument Instant to,
            Principal principal) {
        Grant grant = Grant.of(principal);
        return meetings.findVisible(
                grant,
                new MeetingFilter(search, from, to),
                KeysetPage.of("meetings", grant.accountId(), subrange, MAX_PAGE));
    }

    @MutationMapping
    Mono<Meeting> createMeeting(@Argument boolean guestsAllowed, Principal principal) {
        return hosting.create(Grant.of(principal).wholeAccount(), guestsAllowed);
    }

    @SchemaMapping
    CompletableFuture<List<Participant>> participants(
            Meeting meeting, @Argument int first, DataLoader<LatestParticipants, List<Participant>> participants) {
        return participants.load(
                new LatestParticipants(meeting.id(), KeysetPage.size("first", first, MAX_PARTICIPANTS)));
    }
}
