package org.chattycat.app.meeting;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Loads meetings and participants with one statement for all fields of a document. */
@Component
class MeetingLoaders {
    /** The name of the controller's parameter. The type of a list does not identify a loader. */
    private static final String PARTICIPANTS = "participants";

    private final MeetingBatches meetings;

    MeetingLoaders(MeetingBatches meetings, BatchLoaderRegistry loaders) {
        this.meetings = meetings;
        loaders.forTypePair(MeetingAccess.class, Meeting.class)
                .registerMappedBatchLoader((keys, environment) -> visible(keys));
        loaders.<LatestParticipants, List<Participant>>forName(PARTICIPANTS)
                .registerMappedBatchLoader((keys, environment) -> participants(keys));
    }

    private Mono<Map<MeetingAccess, Meeting>> visible(Set<MeetingAccess> keys) {
        UUID accountId = keys.iterator().next().accountId();
        return meetings.findVisible(keys.stream().map(MeetingAccess::meetingId).toList(), accountId)
                .collectMap(meeting -> new MeetingAccess(meeting.id(), accountId));
    }

    private Mono<Map<LatestParticipants, List<Participant>>> participants(Set<LatestParticipants> keys) {
        return meetings.participants(List.copyOf(keys)).map(found -> {
            Map<LatestParticipants, List<Participant>> all = new HashMap<>(found);
            keys.forEach(key -> all.putIfAbsent(key, List.of()));
            return all;
        });
    }
}
