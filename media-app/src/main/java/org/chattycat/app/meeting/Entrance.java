package org.chattycat.app.meeting;

import java.util.UUID;
import org.chattycat.app.identity.account.PersonPrincipal;
import org.chattycat.app.identity.guest.GuestPrincipal;
import org.chattycat.app.identity.guest.MeetingEntrance;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Answers for guests what the meeting's settings and lock say. */
@Component
class Entrance implements MeetingEntrance {
    private final DatabaseClient database;
    private final ParticipantRepository participants;

    Entrance(DatabaseClient database, ParticipantRepository participants) {
        this.database = database;
        this.participants = participants;
    }

    @Override
    public Mono<Settings> settings(UUID meetingId) {
        return database.sql("select guests_allowed, locked from meeting where id = :meeting")
                .bind("meeting", meetingId)
                .mapProperties(Settings.class)
                .one();
    }

    @Override
    public Mono<Boolean> isLockedFor(UUID meetingId, PersonPrincipal person) {
        return participants.lockedOut(
                meetingId,
                person instanceof GuestPrincipal ? Attendee.guest(person.id()) : Attendee.account(person.id()));
    }
}
