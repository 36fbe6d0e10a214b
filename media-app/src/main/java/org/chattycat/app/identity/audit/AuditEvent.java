package org.chattycat.app.identity.audit;

import java.time.Instant;
import java.util.UUID;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * One row of the audit log: an event, or several equal ones within one period.
 *
 * @param at when it happened for the first time
 * @param kind the name of an {@link AuditKind}, possibly one that only a newer release knows
 * @param accountId null when no account is known
 * @param times how often it happened within the period
 * @param lastAt when it happened last; null when it happened once
 * @param bucket identifies equal events of one period; null in rows that are not counted any more
 */
@Table("audit_event")
record AuditEvent(
        @Id Long id,
        Instant at,
        String kind,
        UUID accountId,
        String address,
        String browser,
        String detail,
        long times,
        Instant lastAt,
        String bucket) {}
