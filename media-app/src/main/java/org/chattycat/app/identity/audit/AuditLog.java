package org.chattycat.app.identity.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.chattycat.app.identity.account.PersonalData;
import org.chattycat.app.platform.database.Blocking;
import org.chattycat.app.platform.database.DatabaseFailure;
import org.chattycat.app.platform.database.ExpiringData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The audit log. It contains no secrets. Equal events of one period are one row with a count, so that nobody can fill the table
 * by repeating requests. Events are equal when their kind, account, detail and client network are equal. For a known account
 * the browser counts too; without an account it does not, because a client can send any name of a browser.
 */
@Component
@EnableConfigurationProperties(AuditProperties.class)
public class AuditLog implements PersonalData, ExpiringData {
    private static final Logger log = LoggerFactory.getLogger(AuditLog.class);
    private static final int MAX_DETAIL_LENGTH = 200;

    private final AuditEventRepository events;
    private final Blocking blocking;
    private final Clock clock;
    private final AuditProperties properties;

    AuditLog(AuditEventRepository events, Blocking blocking, Clock clock, AuditProperties properties) {
        this.events = events;
        this.blocking = blocking;
        this.clock = clock;
        this.properties = properties;
    }

    /**
     * Adds an event and waits until it is stored. A failure is logged and not thrown, because people must be able to sign out
     * while the database is unavailable.
     *
     * @param accountId null when no account is known
     * @param detail further information, may be null; without an account, nothing that a client can choose freely
     */
    public void add(AuditKind kind, UUID accountId, HttpServletRequest request, String detail) {
        try {
            blocking.one(note(kind, accountId, Client.of(request), detail));
        } catch (RuntimeException e) {
            logMissing(kind, accountId, e);
        }
    }

    /** Adds an event without blocking. A failure is logged, and the result is empty. */
    public Mono<Void> note(AuditKind kind, UUID accountId, Client client, String detail) {
        Instant now = clock.instant();
        String shortDetail = shortened(detail);
        String bucket = bucket(now, kind, accountId, client, shortDetail);
        return events.add(now, kind.name(), accountId, client.address(), client.browser(), shortDetail, bucket)
                .then()
                .onErrorResume(e -> {
                    logMissing(kind, accountId, e);
                    return Mono.empty();
                });
    }

    private static void logMissing(AuditKind kind, UUID accountId, Throwable e) {
        if (DatabaseFailure.isOutage(e)) {
            log.warn("{} of account {} is missing in the audit log: the database is unavailable", kind, accountId);
        } else {
            log.error("{} of account {} is missing in the audit log", kind, accountId, e);
        }
    }

    @Override
    public String name() {
        return "events";
    }

    /** Everything known about an account, including emails sent to its address, oldest first. */
    @Override
    public Flux<Map<String, Object>> of(UUID accountId) {
        return events.findByAccount(accountId).map(event -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("at", event.at());
            row.put("kind", event.kind());
            row.put("address", event.address());
            row.put("browser", event.browser());
            row.put("detail", event.detail());
            row.put("times", event.times());
            row.put("lastAt", event.lastAt());
            return row;
        });
    }

    /** Keeps kinds and times for the retention, and removes addresses, browsers and details. */
    @Override
    public Mono<Void> forget(UUID accountId) {
        return events.anonymize(accountId).then();
    }

    @Override
    public Mono<Long> deleteExpired() {
        return events.deleteByAtBefore(clock.instant().minus(properties.retention()));
    }

    private String bucket(Instant at, AuditKind kind, UUID accountId, Client client, String detail) {
        long period = at.toEpochMilli() / properties.period().toMillis();
        String who = accountId == null ? "stranger" : accountId + " " + client.browser();
        return String.join(" ", Long.toString(period), kind.name(), client.network(), who)
                + (detail == null ? "" : " " + detail);
    }

    private static String shortened(String detail) {
        return detail == null || detail.length() <= MAX_DETAIL_LENGTH ? detail : detail.substring(0, MAX_DETAIL_LENGTH);
    }
}
