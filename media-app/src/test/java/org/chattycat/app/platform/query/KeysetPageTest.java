package org.chattycat.app.platform.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Window;
import org.springframework.graphql.data.pagination.CursorStrategy;
import org.springframework.graphql.data.query.ScrollSubrange;
import org.springframework.graphql.data.query.WindowConnectionAdapter;

class KeysetPageTest {
    private static final UUID OWNER = UUID.randomUUID();
    private static final long LIST = page(null, 1).list();
    private static final KeysetPosition POSITION = new KeysetPosition(LIST, Instant.EPOCH, UUID.randomUUID(), false);

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
        Window<Integer> first = window(new KeysetPage(LIST, null, 2, false), List.of(1, 2, 3));
        assertThat(first.getContent()).containsExactly(1, 2);
        assertThat(adapter.hasNext(first)).isTrue();
        assertThat(adapter.hasPrevious(first)).isFalse();
        assertThat(adapter.cursorAt(first, 1)).isEqualTo("1970-01-01T00:00:02Z");
        Window<Integer> last = window(new KeysetPage(LIST, POSITION, 2, false), List.of(3));
        assertThat(adapter.hasNext(last)).isFalse();
        assertThat(adapter.hasPrevious(last)).isTrue();
        assertThat(window(new KeysetPage(LIST, null, 2, false), List.of())).isEmpty();
    }

    @Test
    void aPageThatIsReadBackwardsIsInTheSameOrder() {
        Window<Integer> last = window(new KeysetPage(LIST, null, 2, true), List.of(3, 2, 1));
        assertThat(last.getContent()).containsExactly(2, 3);
        assertThat(adapter.hasNext(last)).isFalse();
        assertThat(adapter.hasPrevious(last)).isTrue();
        assertThat(adapter.cursorAt(last, 0)).isEqualTo("1970-01-01T00:00:02Z");
        Window<Integer> first = window(new KeysetPage(LIST, POSITION, 2, true), List.of(2, 1));
        assertThat(first.getContent()).containsExactly(1, 2);
        assertThat(adapter.hasNext(first)).isTrue();
        assertThat(adapter.hasPrevious(first)).isFalse();
        assertThatThrownBy(() -> KeysetPage.of("samples", OWNER, ScrollSubrange.create(null, 0, false), 100))
                .hasMessageContaining("'last'");
    }

    @Test
    void aPageHasBounds() {
        assertThat(page(20)).isEqualTo(new KeysetPage(LIST, POSITION, 20, false));
        assertThat(page(100).limit()).isEqualTo(101);
        assertThatThrownBy(() -> page(101)).hasMessageContaining("between 1 and 100");
        for (Integer first : new Integer[] {0, -1, Integer.MIN_VALUE, null}) {
            assertThatThrownBy(() -> page(first)).isInstanceOf(InvalidArgumentException.class);
        }
    }

    @Test
    void aPageIsOfOneList() {
        ScrollSubrange next = ScrollSubrange.create(POSITION, 1, true);
        assertThat(KeysetPage.of("samples", OWNER, next, 100).start()).isEqualTo(POSITION);
        for (ThrowingCallable other : List.<ThrowingCallable>of(
                () -> KeysetPage.of("events", OWNER, next, 100),
                () -> KeysetPage.of("samples", UUID.randomUUID(), next, 100))) {
            assertThatThrownBy(other).isInstanceOfSatisfying(InvalidArgumentException.class, e -> assertThat(e.code())
                    .isEqualTo("BAD_CURSOR"));
        }
    }

    private static KeysetPage page(Integer first) {
        return page(POSITION, first);
    }

    private static KeysetPage page(KeysetPosition after, Integer first) {
        return KeysetPage.of("samples", OWNER, ScrollSubrange.create(after, first, true), 100);
    }
}
