package org.chattycat.app.graphql;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import org.chattycat.app.platform.query.InvalidArgumentException;
import org.chattycat.app.platform.query.KeysetPage;
import org.chattycat.app.platform.query.KeysetPosition;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.graphql.data.pagination.CursorStrategy;

/**
 * Writes positions as cursors: the list, microseconds since 1970 and a UUID, 32 bytes in base64url. Spring's own strategy is not used
 * because it also accepts offsets, deserializes types that the client names, and makes cursors three times as long.
 */
final class KeysetCursors implements CursorStrategy<ScrollPosition> {
    private static final int BYTES = 32;

    @Override
    public boolean supports(Class<?> targetType) {
        return ScrollPosition.class.isAssignableFrom(targetType);
    }

    @Override
    public String toCursor(ScrollPosition position) {
        KeysetPosition keyset = (KeysetPosition) position;
        ByteBuffer bytes = ByteBuffer.allocate(BYTES)
                .putLong(keyset.list())
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, keyset.at()))
                .putLong(keyset.id().getMostSignificantBits())
                .putLong(keyset.id().getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** @throws InvalidArgumentException with the code BAD_CURSOR for text that is not a cursor */
    @Override
    public KeysetPosition fromCursor(String cursor) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            if (bytes.length == BYTES) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                long list = buffer.getLong();
                Instant at = Instant.EPOCH.plus(buffer.getLong(), ChronoUnit.MICROS);
                if (DateTimeRange.contains(at)) {
                    return new KeysetPosition(list, at, new UUID(buffer.getLong(), buffer.getLong()), false);
                }
            }
        } catch (IllegalArgumentException e) {
            // Not base64: reported below.
        }
        throw KeysetPage.badCursor();
    }
}
