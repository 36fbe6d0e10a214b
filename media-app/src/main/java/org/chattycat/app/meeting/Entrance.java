package org.chattycat.app.meeting;

import java.util.UUID;
import org.chattycat.app.identity.account.PersonPrincipal;
import org.chattycat.app.identity.guest.MeetingEntrance;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells the package of guests whom a meeting admits. */
@Component
class Entrance implements MeetingEntrance {
    private final MeetingRepository meetings;
    private final Participants participants;

    Entrance(MeetingRepository meetings, Participants participants) {
        this.meetings = meetings;
        this.participants = participants;
    }

    @Override
    public Mono<Settings> settings(UUID meetingId) {
        return meetings.findSettings(meetingId);
    }

    @Override
    public Mono<Admission> admission(UUID meetingId, PersonPrincipal person) {
        return participants.admission(meetingId, PersonId.of(person));
    }
}
