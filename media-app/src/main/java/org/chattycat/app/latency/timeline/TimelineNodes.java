package org.chattycat.app.latency.timeline;

import java.security.Principal;
import java.util.UUID;
import org.chattycat.app.identity.account.Grant;
import org.chattycat.app.identity.account.NodeKind;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Finds events of visible meetings by their ids. Stays have the ids of participants, and clock faults are no rows. */
@Configuration(proxyBeanMethods = false)
class TimelineNodes {
    @Bean
    NodeKind screenShareNode(DatabaseClient database) {
        return new EventNode(database, StoredEvent.SCREEN_SHARE);
    }

    @Bean
    NodeKind annotationNode(DatabaseClient database) {
        return new EventNode(database, StoredEvent.ANNOTATION);
    }

    @Bean
    NodeKind mediaServerOutageNode(DatabaseClient database) {
        return new EventNode(database, StoredEvent.MEDIA_SERVER_OUTAGE);
    }

    @Bean
    NodeKind hostActionNode(DatabaseClient database) {
        return new EventNode(database, StoredEvent.HOST_ACTION);
    }

    @Bean
    NodeKind gestureNode(DatabaseClient database) {
        return new EventNode(database, StoredEvent.GESTURE);
    }

    @Bean
    NodeKind alertNode(DatabaseClient database) {
        return new EventNode(database, StoredEvent.ALERT);
    }

    private record EventNode(DatabaseClient database, StoredEvent event) implements NodeKind {
        @Override
        public String table() {
            return event.table();
        }

        @Override
        public Mono<TimelineEvent> find(UUID id, Principal principal) {
            Grant grant = Grant.of(principal);
            var query = database.sql("with event " + StoredEvent.COLUMNS + " as (" + event.rows() + """
                            where e.id = :id and e.meeting_id = coalesce(:only, e.meeting_id) and exists (
                                select from meeting_member me
                                where me.meeting_id = e.meeting_id and me.account_id = :account and me.removed_at is null)
                            ) select * from event
                            """)
                    .bind("id", id)
                    .bind("account", grant.accountId());
            return (grant.onlyMeeting() == null
                            ? query.bindNull("only", UUID.class)
                            : query.bind("only", grant.onlyMeeting()))
                    .map(Timeline::read)
                    .one();
        }
    }
}
