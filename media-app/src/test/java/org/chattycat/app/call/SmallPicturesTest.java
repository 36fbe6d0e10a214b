package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SmallPicturesTest {
    private final SmallPictures pictures =
            new SmallPictures(new CallProperties.SmallPictureRule(4, Duration.ofSeconds(30), Duration.ofSeconds(30)));

    private boolean update(int people, long seconds) {
        return pictures.update(people, TimeUnit.SECONDS.toNanos(seconds));
    }

    @Test
    @DisplayName("Four people get by with one picture each, the fifth brings small ones at once")
    void beginWithTheFifth() {
        assertThat(update(4, 0)).isFalse();
        assertThat(update(5, 1)).isTrue();
        assertThat(pictures.active()).isTrue();
    }

    @Test
    @DisplayName(
            "Small pictures stay for a while after the fifth has left, and again when somebody else came meanwhile")
    void endLate() {
        update(5, 0);
        assertThat(update(4, 1)).isTrue();
        assertThat(update(4, 29)).isTrue();
        update(6, 29);
        assertThat(update(1, 58)).isTrue();
        assertThat(update(1, 59)).isFalse();
        assertThat(update(4, 60)).isFalse();
    }
}
