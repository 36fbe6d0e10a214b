package org.chattycat.app.platform.query;

import java.time.Instant;
import java.util.UUID;
import org.springframework.data.domain.ScrollPosition;

/**
 * The position of an entry in a list that is ordered by time, then by id. Rows that are inserted before it do not move it.
 * Spring Data's own keyset position is an untyped map, and never reports that there is a page before.
 *
 * @param list the list, see {@link KeysetPage#list}
 * @param isInitial whether the entry is the first one of the list
 */
public record KeysetPosition(long list, Instant at, UUID id, boolean isInitial) implements ScrollPosition {}
