package org.chattycat.app.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.FailingStatement;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.call.GraphQl;
import org.chattycat.app.identity.account.Grant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Lets the second statement of each change of a meeting fail, and finds nothing of the first one. */
@ChattyCatTest
class MeetingTransactionsIT {
    @Autowired
    private People people;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private Hosting hosting;

    @Autowired
    private Participants participants;

    @Autowired
    private ParticipantRepository repository;

    private TestBrowser ada;
    private TestBrowser ben;
    private UUID meeting;
    private FailingStatement joining;
    private FailingStatement leaving;

    @BeforeEach
    void letParticipantsFailByName() {
        ada = people.signIn("ada-" + UUID.randomUUID() + "@transactions.example");
        ben = people.signIn("ben-" + UUID.randomUUID() + "@transactions.example");
        meeting = GraphQl.createMeeting(ada);
        joining = new FailingStatement(database, "insert", "participant", "new.display_name = 'Fails to join'");
        leaving = new FailingStatement(
                database, "update", "participant", "old.display_name = 'Fails to leave' and new.left_at is not null");
    }

    @AfterEach
    void removeTheTriggers() {
        joining.close();
        leaving.close();
    }

    @Test
    void joiningMakesNoMemberWithoutAParticipant() {
        assertFails(participants.join(new Participants.Joining(
                meeting, PersonId.account(ben.accountId()), "Fails to join", new byte[] {1}, UUID.randomUUID())));
        assertThat(count("meeting_member where account_id = '" + ben.accountId() + "'"))
                .isZero();
    }

    @Test
    void removingAnAccountKeepsItsMembershipWithItsParticipant() {
        UUID participant = join(PersonId.account(ben.accountId()));
        assertFails(hosting.remove(participant, new Grant(ada.accountId(), true, null), true));
        assertThat(count("meeting_member where removed_at is null and account_id = '" + ben.accountId() + "'"))
                .isEqualTo(1);
        assertThat(count("meeting where not locked and id = '" + meeting + "'")).isEqualTo(1);
    }

    @Test
    void refusingGuestsKeepsThemWithTheirParticipants() {
        UUID guest = haveGuest();
        assertFails(hosting.allowGuests(meeting, ada.accountId(), false));
        assertGuestIsAdmitted(guest);
    }

    @Test
    void removingAGuestKeepsItWithItsParticipant() {
        UUID guest = haveGuest();
        UUID participant = repository
                .resume(meeting, null, guest, token(guest), UUID.randomUUID())
                .block();
        assertFails(hosting.remove(participant, new Grant(ada.accountId(), true, null), false));
        assertGuestIsAdmitted(guest);
    }

    @Test
    void refusingTheGuestsOfADeletedAccountIsOneChange() {
        UUID guest = haveGuest();
        assertFails(hosting.removeGuestsOfAll(ada.accountId()));
        assertGuestIsAdmitted(guest);
    }

    private UUID haveGuest() {
        hosting.allowGuests(meeting, ada.accountId(), true).block();
        UUID guest = UUID.randomUUID();
        execute("""
                insert into guest (id, meeting_id, display_name, created_at, expires_at)
                values ('%s', '%s', 'Gus', now(), now() + interval '1 hour')
                """.formatted(guest, meeting));
        join(PersonId.guest(guest));
        return guest;
    }

    private UUID join(PersonId person) {
        return participants
                .join(new Participants.Joining(
                        meeting, person, "Fails to leave", token(person.id()), UUID.randomUUID()))
                .block();
    }

    private static byte[] token(UUID id) {
        return id.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void assertGuestIsAdmitted(UUID guest) {
        assertThat(count("guest where id = '" + guest + "'")).isEqualTo(1);
        assertThat(count("meeting where guests_allowed and id = '" + meeting + "'"))
                .isEqualTo(1);
    }

    private static void assertFails(Mono<?> change) {
        assertThatThrownBy(change::block).hasStackTraceContaining("made to fail by a test");
    }

    private void execute(String sql) {
        database.sql(sql).then().block();
    }

    private long count(String rows) {
        return database.sql("select count(*) from " + rows)
                .map(row -> row.get(0, Long.class))
                .one()
                .block();
    }
}
