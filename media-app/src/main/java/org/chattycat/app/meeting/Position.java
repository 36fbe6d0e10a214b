package org.chattycat.app.meeting;

import java.time.Instant;
import java.util.UUID;

/** A place in a list that is ordered by time and, at the same instant, by id. */
public record Position(Instant at, UUID id) {}
