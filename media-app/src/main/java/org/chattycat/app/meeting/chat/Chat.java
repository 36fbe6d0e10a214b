package org.chattycat.app.meeting.chat;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.chattycat.app.identity.account.Grant;
import org.chattycat.app.meeting.MeetingException;
import org.chattycat.app.meeting.PersonId;
import org.chattycat.app.platform.limits.LocalRateLimits;
import org.chattycat.app.platform.limits.RateLimitedException;
import org.chattycat.app.platform.query.KeysetPage;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.data.domain.Window;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The chat messages of meetings. A message is read with its participant's name, so this uses DatabaseClient. */
@Repository
@EnableConfigurationProperties(ChatProperties.class)
public class Chat {
    /** The lock on the meeting's row makes the numbers follow the order in which messages become visible. */
    private static final String POST = """
            with counted as (
                update meeting set chat_messages = chat_messages + 1
                where id = :meeting and chat_messages < :most
                  and exists (select from participant where id = :participant and meeting_id = :meeting and left_at is null)
                returning chat_messages
            )
            insert into chat_message (id, meeting_id, number, participant_id, sent_at, text)
            select :id, :meeting, chat_messages, :participant, clock_timestamp(), :text from counted
            """;

    private static final String MESSAGES = """
            select c.id, c.number, c.participant_id, p.display_name, p.guest_id is not null as guest, c.sent_at, c.text
            from chat_message c join participant p on p.id = c.participant_id
            """;

    private static final String SELECT = MESSAGES + "where c.meeting_id = :meeting ";

    private final DatabaseClient database;
    private final ChatProperties properties;
    private final LocalRateLimits perPerson;

    Chat(DatabaseClient database, ChatProperties properties) {
        this.database = database;
        this.properties = properties;
        this.perPerson = new LocalRateLimits(properties.messagesPerPerson(), System::nanoTime);
    }

    /**
     * Stores a message, the value of a {@link ChatText}. Fails with LIMIT_REACHED when the person sent too many in a short time, or when the meeting has as
     * many as it may have.
     */
    public Mono<Void> post(UUID meetingId, UUID participantId, PersonId person, String text) {
        return Mono.fromRunnable(() -> takeOne(meetingId, person))
                .then(database.sql(POST)
                        .bind("id", UUID.randomUUID())
                        .bind("meeting", meetingId)
                        .bind("participant", participantId)
                        .bind("text", text)
                        .bind("most", properties.maxMessages())
                        .fetch()
                        .rowsUpdated())
                .flatMap(stored -> stored > 0
                        ? Mono.empty()
                        : Mono.error(new MeetingException(
                                MeetingException.Rule.LIMIT_REACHED,
                                "The chat is full: a meeting can have %d messages."
                                        .formatted(properties.maxMessages()))));
    }

    private void takeOne(UUID meetingId, PersonId person) {
        try {
            perPerson.take(meetingId + " " + person.id(), 1);
        } catch (RateLimitedException e) {
            throw new MeetingException(
                    MeetingException.Rule.LIMIT_REACHED,
                    "You send messages too fast. Wait a few seconds, then send it again.");
        }
    }

    /** The messages with numbers above one number and up to another, in their order. */
    public Mono<List<ChatMessage>> between(UUID meetingId, int after, int upTo) {
        return database.sql(SELECT + "and c.number > :after and c.number <= :upTo order by c.number")
                .bind("meeting", meetingId)
                .bind("after", after)
                .bind("upTo", upTo)
                .map(Chat::read)
                .all()
                .collectList();
    }

    /**
     * The latest messages that somebody who is in the meeting may see, in their order. Accounts see all; guests see those that
     * were sent since they came first.
     */
    public Mono<List<ChatMessage>> latest(UUID meetingId, PersonId person, int upTo) {
        boolean all = person.kind() == PersonId.Kind.ACCOUNT;
        return database.sql("select * from (" + SELECT + """
                        and c.number <= :upTo and (:all or c.sent_at >= (
                            select min(joined_at) from participant where meeting_id = :meeting and guest_id = :person))
                        order by c.number desc limit :limit) latest order by number
                        """)
                .bind("meeting", meetingId)
                .bind("upTo", upTo)
                .bind("all", all)
                .bind("person", person.id())
                .bind("limit", properties.messagesOnJoin())
                .map(Chat::read)
                .all()
                .collectList();
    }

    /** A page of all messages, in their order. The caller has checked the access. */
    Mono<Window<ChatMessage>> find(UUID meetingId, KeysetPage page) {
        var query = database.sql(SELECT + """
                        and (cast(:afterAt as timestamptz) is null or (c.sent_at, c.id) > (:afterAt, :afterId))
                        order by c.sent_at, c.id limit :limit
                        """).bind("meeting", meetingId).bind("limit", page.limit());
        query = page.start() == null
                ? query.bindNull("afterAt", Instant.class).bindNull("afterId", UUID.class)
                : query.bind("afterAt", page.start().at())
                        .bind("afterId", page.start().id());
        return query.map(Chat::read)
                .all()
                .collectList()
                .map(found -> page.window(found, ChatMessage::sentAt, ChatMessage::id));
    }

    /** A message of a meeting that the request may see. */
    Mono<ChatMessage> findVisible(UUID id, Grant grant) {
        var query = database.sql(MESSAGES + """
                        join meeting_member me
                          on me.meeting_id = c.meeting_id and me.account_id = :account and me.removed_at is null
                        where c.id = :id and c.meeting_id = coalesce(:only, c.meeting_id)
                        """).bind("id", id).bind("account", grant.accountId());
        return (grant.onlyMeeting() == null
                        ? query.bindNull("only", UUID.class)
                        : query.bind("only", grant.onlyMeeting()))
                .map(Chat::read)
                .one();
    }

    private static ChatMessage read(Readable row) {
        return new ChatMessage(
                row.get("id", UUID.class),
                row.get("number", Integer.class),
                row.get("participant_id", UUID.class),
                row.get("display_name", String.class),
                row.get("guest", Boolean.class),
                row.get("sent_at", Instant.class),
                row.get("text", String.class));
    }
}
