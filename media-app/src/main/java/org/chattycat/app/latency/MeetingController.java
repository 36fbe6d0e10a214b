package org.chattycat.app.latency;

import graphql.relay.Connection;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.chattycat.analysis.live.LatencySample;
import org.chattycat.app.identity.account.CurrentAccount;
import org.chattycat.app.meeting.LatestStays;
import org.chattycat.app.meeting.Meeting;
import org.chattycat.app.meeting.MeetingAccess;
import org.chattycat.app.meeting.MeetingRepository;
import org.chattycat.app.meeting.Participant;
import org.chattycat.app.meeting.Position;
import org.dataloader.DataLoader;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/**
 * Meetings, to those who may see them. Every way to a meeting goes through a query that checks this; what hangs on a
 * meeting takes it from there.
 */
@Controller
class MeetingController {
    private static final int MOST_MEETINGS = 100;
    private static final int MOST_PARTICIPANTS = 1000;
    private static final int MOST_SAMPLES = 1000;

    private final MeetingRepository meetings;
    private final SampleRepository samples;

    MeetingController(MeetingRepository meetings, SampleRepository samples) {
        this.meetings = meetings;
        this.samples = samples;
    }

    @QueryMapping
    CompletableFuture<Meeting> meeting(
            @Argument String id, Principal principal, DataLoader<MeetingAccess, Meeting> visible) {
        UUID asker = CurrentAccount.of(principal).accountId();
        UUID meetingId = Ids.readOrNull(id);
        return meetingId == null
                ? CompletableFuture.completedFuture(null)
                : visible.load(new MeetingAccess(meetingId, asker));
    }

    @QueryMapping
    Mono<Connection<Meeting>> meetings(@Argument int first, @Argument String after, Principal principal) {
        int size = Page.size(first, MOST_MEETINGS);
        Position before = Cursor.read(after);
        return meetings.findVisible(CurrentAccount.of(principal).accountId(), before, size + 1)
                .collectList()
                .map(found ->
                        Page.of(found, size, after != null, meeting -> Cursor.of(meeting.createdAt(), meeting.id())));
    }

    @MutationMapping
    Mono<Meeting> createMeeting(@Argument boolean guestsAllowed, Principal principal) {
        return meetings.create(CurrentAccount.of(principal).accountId(), guestsAllowed);
    }

    @SchemaMapping
    CompletableFuture<List<Participant>> participants(
            Meeting meeting, @Argument int first, DataLoader<LatestStays, List<Participant>> participants) {
        return participants.load(new LatestStays(meeting.id(), Page.size(first, MOST_PARTICIPANTS)));
    }

    @SchemaMapping
    Mono<Connection<LatencySample>> latencySamples(
            Meeting meeting,
            @Argument int first,
            @Argument String after,
            @Argument String participantId,
            @Argument Instant from,
            @Argument Instant to) {
        int size = Page.size(first, MOST_SAMPLES);
        if (from != null && to != null && from.isAfter(to)) {
            throw new InvalidArgumentException("'from' is not after 'to'.");
        }
        UUID participant = participantId == null ? null : Ids.read(participantId, "participantId");
        var selection = new SampleRepository.Selection(meeting.id(), Cursor.read(after), participant, from, to);
        return samples.find(selection, size + 1)
                .collectList()
                .map(found ->
                        Page.of(found, size, after != null, sample -> Cursor.of(sample.arrivedAt(), sample.id())));
    }
}
