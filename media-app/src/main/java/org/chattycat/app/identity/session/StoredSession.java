package org.chattycat.app.identity.session;

import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A row of Spring Session's table, as far as this application reads it. Spring Session itself uses the table over JDBC.
 *
 * @param primaryId identifies the session for its whole life; not a secret
 * @param sessionId the secret in the browser's cookie, which changes at each sign-in
 * @param creationTime milliseconds since 1970
 */
@Table("spring_session")
record StoredSession(@Id String primaryId, String sessionId, long creationTime) {}
