package org.chattycat.app.platform.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Window;
import org.springframework.graphql.data.pagination.CursorStrategy;
import org.springframework.graphql.data.query.ScrollSubrange;
import org.springframework.graphql.data.query.WindowConnectionAdapter;

class KeysetPageTest {
    private static final KeysetPosition POSITION = new KeysetPosition(Instant.EPOCH, UUID.randomUUID(), false);

    /** What GraphQL shows of a page is decided by Spring's adapter. */
    private final WindowConnectionAdapter adapter = new WindowConnectionAdapter(new CursorStrategy<>() {
        @Override
        public boolean supports(Class<?> targetType) {
            return true;
        }

        @Override
        public String toCursor(ScrollPosition position) {
            return ((KeysetPosition) position).at().toString();
        }

        @Override
        public ScrollPosition fromCursor(String cursor) {
            throw new UnsupportedOperationException();
        }
    });

    private static Window<Integer> window(KeysetPage page, List<Integer> found) {
        return page.window(found, Instant::ofEpochSecond, entry -> new UUID(0, entry));
    }

    @Test
    void aPageSaysWhetherThereIsMore() {
        Window<Integer> first = window(new KeysetPage(null, 2), List.of(1, 2, 3));
        assertThat(first.getContent()).containsExactly(1, 2);
        assertThat(adapter.hasNext(first)).isTrue();
        assertThat(adapter.hasPrevious(first)).isFalse();
        assertThat(adapter.cursorAt(first, 1)).isEqualTo("1970-01-01T00:00:02Z");
        Window<Integer> last = window(new KeysetPage(POSITION, 2), List.of(3));
        assertThat(adapter.hasNext(last)).isFalse();
        assertThat(adapter.hasPrevious(last)).isTrue();
        assertThat(window(new KeysetPage(null, 2), List.of())).isEmpty();
    }

    @Test
    void aPageHasBounds() {
        assertThat(page(20)).isEqualTo(new KeysetPage(POSITION, 20));
        assertThat(page(100).limit()).isEqualTo(101);
        assertThatThrownBy(() -> page(101)).hasMessageContaining("between 1 and 100");
        for (Integer first : new Integer[] {0, -1, Integer.MIN_VALUE, null}) {
            assertThatThrownBy(() -> page(first)).isInstanceOf(InvalidArgumentException.class);
        }
    }

    private static KeysetPage page(Integer first) {
        return KeysetPage.of(ScrollSubrange.create(POSITION, first, true), 100);
    }
}
