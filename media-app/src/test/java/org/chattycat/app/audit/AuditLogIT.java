package org.chattycat.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.chattycat.app.ChattyCatTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

@ChattyCatTest
class AuditLogIT {
    @Autowired
    private AuditLog audit;

    @Autowired
    private DatabaseClient database;

    @Test
    void eventsAreKeptForHalfAYearAndNoLonger() {
        UUID somebody = UUID.randomUUID();
        for (int days : new int[] {1, 179, 181}) {
            database.sql("insert into audit_event (at, kind, account_id, detail)"
                            + " values (now() - :days * interval '1 day', 'SIGNED_OUT', :account, :detail)")
                    .bind("days", days)
                    .bind("account", somebody)
                    .bind("detail", Integer.toString(days))
                    .fetch()
                    .rowsUpdated()
                    .block();
        }
        audit.sweep().block();
        assertThat(audit.of(somebody).map(AuditLog.Event::detail).collectList().block())
                .containsExactly("1", "179");
    }
}
