package org.chattycat.app.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;

/** The rows of clocks as tests see them. */
record ClockRows(DatabaseClient database) {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    Map<String, Object> row(String clockId) {
        return database.sql("select *, alive_until > now() as alive from own_clock where clock_id = :id")
                .bind("id", clockId)
                .fetch()
                .one()
                .blockOptional()
                .orElse(Map.of());
    }

    boolean isBelieved(String clockId) {
        return Boolean.TRUE.equals(row(clockId).get("alive"));
    }

    void awaitBelieved(String clockId) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(isBelieved(clockId)).isTrue());
    }

    void awaitNotBelieved(String clockId) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(isBelieved(clockId)).isFalse());
    }

    void awaitFreed(String clockId) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(row(clockId)).isEmpty());
    }

    void expireLinksOf(UUID participantId) {
        execute("update clock_link set expires_at = now() where participant_id = '" + participantId + "'");
    }

    boolean hasLink(UUID participantId) {
        return database.sql("select count(*) > 0 from clock_link where participant_id = :id and expires_at > now()")
                .bind("id", participantId)
                .map(row -> row.get(0, Boolean.class))
                .one()
                .block();
    }

    void execute(String sql) {
        database.sql(sql).then().block();
    }
}
