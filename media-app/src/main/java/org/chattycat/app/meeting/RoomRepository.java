package org.chattycat.app.meeting;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.chattycat.app.meeting.RoomState.RoomParticipant;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The room of a meeting: who is in it, and which pipeline carries its media. */
@Repository
public class RoomRepository {
    private final MeetingRepository meetings;

    RoomRepository(MeetingRepository meetings) {
        this.meetings = meetings;
    }

    /** The present state of a room; an empty one when there is no such meeting. */
    public Mono<RoomState> state(UUID meetingId) {
        return meetings.findRoom(meetingId).collectList().map(RoomRepository::state);
    }

    private static RoomState state(List<RoomRow> rows) {
        if (rows.isEmpty()) {
            return RoomState.EMPTY;
        }
        Map<UUID, RoomParticipant> participants = new LinkedHashMap<>();
        for (RoomRow row : rows) {
            if (row.participantId() != null) {
                RoomParticipant participant =
                        participants.computeIfAbsent(row.participantId(), id -> row.participant());
                if (row.publicationId() != null) {
                    participant.publications().add(row.publication());
                }
            }
        }
        RoomRow first = rows.get(0);
        return new RoomState(
                first.createdAt(),
                Optional.ofNullable(first.placement()),
                first.mediaServerDraining(),
                first.stampsRequested(),
                first.title(),
                first.shortCode(),
                first.recording(),
                first.chatMessages(),
                participants);
    }

    /**
     * Stores the pipeline of a room if no other instance has stored one meanwhile.
     *
     * @param expected the pipeline that the caller knows; null for none
     * @return whether it was stored
     */
    public Mono<Boolean> place(UUID meetingId, Placement expected, Placement placement) {
        return meetings.setPipeline(
                meetingId,
                expected == null ? null : expected.pipelineId(),
                placement.kurentoUri(),
                placement.pipelineId());
    }

    /**
     * Tells all instances that serve a room something that is not stored. They listen as for changes of the room.
     *
     * @param text without a space at its beginning; what it means is the caller's business
     */
    public Mono<Void> tell(UUID meetingId, String text) {
        return meetings.notifyRoom(meetingId + " " + text).then();
    }

    /** Has all instances read the rooms again whose media is on this media server. */
    public Mono<Void> refreshRoomsOn(String kurentoUri) {
        return meetings.notifyRoomsOn(kurentoUri).then();
    }

    /** Removes a pipeline that no longer exists, or whose media server does not answer. All instances leave it. */
    public Mono<Void> unplace(UUID meetingId, String pipelineId) {
        return meetings.clearPipeline(meetingId, pipelineId).then();
    }

    /**
     * Removes the pipeline if nobody is in the room. True means that the caller has to release it, as for a meeting that was
     * deleted meanwhile.
     */
    @Transactional
    public Mono<Boolean> unplaceIfEmpty(UUID meetingId) {
        // Joining locks the same row, so nobody joins between the check and the update.
        return meetings.lockRow(meetingId)
                .flatMap(locked -> meetings.clearPipelineOfEmptyRoom(meetingId))
                .defaultIfEmpty(true);
    }

    /** Removes the pipelines of empty rooms, and returns the ids of all others. */
    public Mono<Set<String>> pipelinesInUse() {
        return meetings.clearPipelinesOfEmptyRooms()
                .thenMany(meetings.findPipelines())
                .collect(Collectors.toSet());
    }

    /** The number of people per media server, over all instances. */
    public Mono<Map<String, Long>> load() {
        return loads().collectMap(ServerLoad::kurentoUri, ServerLoad::people);
    }

    /** What the media servers with people have to do, over all instances. */
    public Flux<ServerLoad> loads() {
        return meetings.findLoads();
    }
}
