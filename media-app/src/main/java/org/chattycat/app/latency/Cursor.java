package org.chattycat.app.latency;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import org.chattycat.app.graphql.DateTimeRange;
import org.chattycat.app.meeting.Position;

/** Positions as opaque text: microseconds since 1970 and a UUID, 24 bytes in base64url. */
final class Cursor {
    private static final int BYTES = 24;

    private Cursor() {}

    static String of(Instant at, UUID id) {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, at))
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** The position; null for null. */
    static Position read(String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            if (bytes.length == BYTES) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                Instant at = Instant.EPOCH.plus(buffer.getLong(), ChronoUnit.MICROS);
                if (DateTimeRange.contains(at)) {
                    return new Position(at, new UUID(buffer.getLong(), buffer.getLong()));
                }
            }
        } catch (IllegalArgumentException e) {
            // Not base64: said below.
        }
        throw new InvalidArgumentException("'after' is no cursor of this list.");
    }
}
