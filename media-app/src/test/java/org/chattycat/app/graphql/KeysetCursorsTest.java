package org.chattycat.app.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.chattycat.app.platform.query.InvalidArgumentException;
import org.chattycat.app.platform.query.KeysetPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysetCursorsTest {
    private final KeysetCursors cursors = new KeysetCursors();

    @Test
    void readsWhatItWrote() {
        KeysetPosition position =
                new KeysetPosition(7, Instant.parse("2026-03-01T09:30:00.123456Z"), UUID.randomUUID(), false);
        assertThat(cursors.fromCursor(cursors.toCursor(position))).isEqualTo(position);
    }

    /** Among them 24 bytes, which have no list, and an offset as Spring encodes it. */
    @ParameterizedTest
    @ValueSource(strings = {"", "1", "%%%", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "T181"})
    void refusesWhatItDidNotWrite(String text) {
        assertThatThrownBy(() -> cursors.fromCursor(text))
                .isInstanceOfSatisfying(InvalidArgumentException.class, e -> assertThat(e.code())
                        .isEqualTo("BAD_CURSOR"));
    }
}
