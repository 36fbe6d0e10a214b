package org.chattycat.app.identity.session;

import java.time.Instant;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** A session that has ended. A trigger on Spring Session's table writes these rows. */
@Table("ended_session")
record EndedSession(@Id String primaryId, Instant at) {}
