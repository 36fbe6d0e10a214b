package org.chattycat.app.identity.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
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
    void deletesEventsAfterHalfAYear() {
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
        audit.deleteExpired().block();
        assertThat(audit.of(somebody)
                        .map(event -> event.get("detail"))
                        .collectList()
                        .block())
                .containsExactly("1", "179");
    }

    @Test
    void equalEventsOfOnePeriodAreOneRowWithACount() {
        for (int i = 0; i < 50; i++) {
            // A stranger can send any browser name, and has 2^64 addresses.
            audit.note(AuditKind.RATE_LIMITED, null, new Client("2001:db8::" + i, "Browser " + i), "flood-audit")
                    .block();
        }
        audit.note(AuditKind.RATE_LIMITED, null, new Client("192.0.2.1", "Firefox"), "flood-audit")
                .block();
        assertThat(database.sql("select times from audit_event where detail = 'flood-audit' order by id")
                        .map(row -> row.get("times", Long.class))
                        .all()
                        .collectList()
                        .block())
                .containsExactly(50L, 1L);
    }

    @Test
    void countsEventsAndStoresTheLastTime() {
        UUID somebody = UUID.randomUUID();
        Client client = new Client("192.0.2.1", "Firefox on Linux");
        audit.note(AuditKind.SIGNED_IN_BY_LINK, somebody, client, null).block();
        audit.note(AuditKind.SIGNED_IN_BY_LINK, somebody, client, null).block();
        audit.note(AuditKind.SIGNED_IN_BY_LINK, somebody, new Client("192.0.2.1", "Chrome on Linux"), null)
                .block();
        List<Map<String, Object>> events = audit.of(somebody).collectList().block();
        assertThat(events).extracting(event -> event.get("times")).containsExactly(2L, 1L);
        assertThat((Instant) events.get(0).get("lastAt"))
                .isAfterOrEqualTo((Instant) events.get(0).get("at"));
        assertThat(events.get(1).get("lastAt")).isNull();
        audit.forget(somebody).block();
        assertThat(database.sql("select count(*) as n from audit_event where bucket like '%" + somebody + "%'")
                        .map(row -> row.get("n", Long.class))
                        .one()
                        .block())
                .isZero();
    }
}
