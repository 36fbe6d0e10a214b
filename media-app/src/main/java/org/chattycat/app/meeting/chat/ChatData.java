package org.chattycat.app.meeting.chat;

import java.util.Map;
import java.util.UUID;
import org.chattycat.app.identity.account.PersonalData;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The chat messages of an account. Rows are exported as they are, so this uses DatabaseClient. */
@Component
class ChatData implements PersonalData {
    private final DatabaseClient database;

    ChatData(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "chat";
    }

    @Override
    public Flux<Map<String, Object>> of(UUID accountId) {
        return database.sql("""
                        select c.meeting_id as "meetingId", c.sent_at as at, c.text as text
                        from chat_message c join participant p on p.id = c.participant_id
                        where p.account_id = :account order by c.sent_at
                        """).bind("account", accountId).fetch().all();
    }

    @Override
    public Mono<Void> forget(UUID accountId) {
        return database.sql("""
                        delete from chat_message c using participant p
                        where p.id = c.participant_id and p.account_id = :account
                        """).bind("account", accountId).then();
    }
}
