package org.chattycat.app.history;

import graphql.relay.Connection;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.chattycat.app.meeting.Meeting;
import org.chattycat.app.meeting.MeetingRepository;
import org.chattycat.app.meeting.Participant;
import org.chattycat.app.meeting.Position;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
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
    private static final int MEETINGS_UNASKED = 20;
    private static final int MOST_MEETINGS = 100;
    private static final int SAMPLES_UNASKED = 100;
    private static final int MOST_SAMPLES = 1000;

    private final MeetingRepository meetings;
    private final SampleRepository samples;

    MeetingController(MeetingRepository meetings, SampleRepository samples) {
        this.meetings = meetings;
        this.samples = samples;
    }

    @QueryMapping
    Mono<Meeting> meeting(@Argument String id, Principal principal) {
        UUID asker = Asker.of(principal).accountId();
        UUID meetingId = Ids.readOrNull(id);
        return meetingId == null ? Mono.empty() : meetings.findVisible(meetingId, asker);
    }

    @QueryMapping
    Mono<Connection<Meeting>> meetings(@Argument Integer first, @Argument String after, Principal principal) {
        int size = Page.size(first, MEETINGS_UNASKED, MOST_MEETINGS);
        Position before = Cursor.read(after);
        return meetings.findVisible(Asker.of(principal).accountId(), before, size + 1)
                .collectList()
                .map(found ->
                        Page.of(found, size, after != null, meeting -> Cursor.of(meeting.createdAt(), meeting.id())));
    }

    @MutationMapping
    Mono<Meeting> createMeeting(@Argument boolean guestsAllowed, Principal principal) {
        return meetings.create(Asker.of(principal).accountId(), guestsAllowed);
    }

    @BatchMapping
    Mono<Map<Meeting, List<Participant>>> participants(List<Meeting> of) {
        return meetings.participants(of.stream().map(Meeting::id).toList())
                .collect(Collectors.groupingBy(Participant::meetingId))
                .map(byMeeting -> of.stream()
                        .distinct()
                        .collect(Collectors.toMap(
                                meeting -> meeting, meeting -> byMeeting.getOrDefault(meeting.id(), List.of()))));
    }

    @SchemaMapping
    Mono<Connection<LatencySample>> latencySamples(
            Meeting meeting,
            @Argument Integer first,
            @Argument String after,
            @Argument String participantId,
            @Argument Instant from,
            @Argument Instant to) {
        int size = Page.size(first, SAMPLES_UNASKED, MOST_SAMPLES);
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
