package org.chattycat.app.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graphql.relay.PageInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.chattycat.app.meeting.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    @Test
    void readsWhatItWrote() {
        Instant at = Instant.parse("2026-03-01T09:30:00.123456Z");
        UUID id = UUID.randomUUID();
        assertThat(Cursor.read(Cursor.of(at, id))).isEqualTo(new Position(at, id));
        assertThat(Cursor.read(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "%%%", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void refusesWhatItDidNotWrite(String text) {
        assertThatThrownBy(() -> Cursor.read(text)).isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void aPageSaysWhetherThereIsMore() {
        PageInfo first = Page.of(List.of(1, 2, 3), 2, false, String::valueOf).getPageInfo();
        assertThat(first.isHasNextPage()).isTrue();
        assertThat(first.isHasPreviousPage()).isFalse();
        assertThat(first.getEndCursor()).hasToString("2");
        PageInfo last = Page.of(List.of(3), 2, true, String::valueOf).getPageInfo();
        assertThat(last.isHasNextPage()).isFalse();
        assertThat(last.isHasPreviousPage()).isTrue();
        assertThat(Page.of(List.of(), 2, false, String::valueOf).getPageInfo().getStartCursor())
                .isNull();
    }

    @Test
    void aPageHasBounds() {
        assertThat(Page.size(20, 100)).isEqualTo(20);
        assertThat(Page.size(100, 100)).isEqualTo(100);
        assertThatThrownBy(() -> Page.size(101, 100)).hasMessageContaining("between 1 and 100");
        assertThatThrownBy(() -> Page.size(0, 100)).isInstanceOf(InvalidArgumentException.class);
    }
}
