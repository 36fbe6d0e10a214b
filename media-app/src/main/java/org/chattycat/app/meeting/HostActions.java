package org.chattycat.app.meeting;

import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Notes what hosts do, in the transaction in which they do it. What changed nothing is not noted. */
@Component
public class HostActions {
    private final HostActionRepository actions;

    HostActions(HostActionRepository actions) {
        this.actions = actions;
    }

    /** Something was done to the meeting, or to everybody in the room. */
    public Mono<Void> note(HostAction.Kind kind, UUID meetingId, UUID accountId) {
        return actions.add(meetingId, accountId, null, kind.name());
    }

    /** Something was done to a participant. */
    Mono<Void> note(HostAction.Kind kind, ParticipantRepository.Target target, UUID accountId) {
        return actions.add(target.meetingId(), accountId, target.id(), kind.name());
    }

    /**
     * Notes a change of the meeting or of everybody in the room, if there was one.
     *
     * @param changed how many rows it changed
     */
    public Mono<Void> noteIf(Mono<Long> changed, HostAction.Kind kind, UUID meetingId, UUID accountId) {
        return changed.filter(rows -> rows > 0).flatMap(rows -> note(kind, meetingId, accountId));
    }
}
