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
    // These are the names of the controller's parameters. Without them, Spring finds a loader by the type of its
    // values, which two of these share and which is unknown for a list.
    private static final String VISIBLE = "visible";
    private static final String VISIBLE_BY_CODE = "visibleByCode";
    private static final String PARTICIPANTS = "participants";

    private final MeetingBatches meetings;

    MeetingLoaders(MeetingBatches meetings, BatchLoaderRegistry loaders) {
        this.meetings = meetings;
        loaders.<MeetingAccess, Meeting>forName(VISIBLE)
                .registerMappedBatchLoader((keys, environment) -> visible(keys));
        loaders.<CodeAccess, Meeting>forName(VISIBLE_BY_CODE)
                .registerMappedBatchLoader((keys, environment) -> visibleByCode(keys));
        loaders.<LatestParticipants, List<Participant>>forName(PARTICIPANTS)
                .registerMappedBatchLoader((keys, environment) -> participants(keys));
    }

    private Mono<Map<MeetingAccess, Meeting>> visible(Set<MeetingAccess> keys) {
        UUID accountId = keys.iterator().next().accountId();
        return meetings.findVisible(keys.stream().map(MeetingAccess::meetingId).toList(), accountId)
                .collectMap(meeting -> new MeetingAccess(meeting.id(), accountId));
    }

    private Mono<Map<CodeAccess, Meeting>> visibleByCode(Set<CodeAccess> keys) {
        UUID accountId = keys.iterator().next().accountId();
        return meetings.findVisibleByCode(
                        keys.stream().map(CodeAccess::shortCode).toList(), accountId)
                .collectMap(meeting -> new CodeAccess(meeting.shortCode(), accountId));
    }

    private Mono<Map<LatestParticipants, List<Participant>>> participants(Set<LatestParticipants> keys) {
        return meetings.participants(List.copyOf(keys)).map(found -> {
            Map<LatestParticipants, List<Participant>> all = new HashMap<>(found);
            keys.forEach(key -> all.putIfAbsent(key, List.of()));
            return all;
        });
    }
}
