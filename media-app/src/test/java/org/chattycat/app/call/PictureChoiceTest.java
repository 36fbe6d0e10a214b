package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PictureChoiceTest {
    private final Downlink downlink = new Downlink(Duration.ofSeconds(30), 0);
    private final PictureChoice choice = new PictureChoice(downlink, Picture.LARGE, 0);

    private Picture after(long millis) {
        choice.update(TimeUnit.MILLISECONDS.toNanos(millis));
        return choice.chosen();
    }

    @Test
    @DisplayName("A page that changes its mind at every message gets the last wish after half a second")
    void changesHaveADistance() {
        choice.wish(Picture.SMALL);
        assertThat(after(0)).isEqualTo(Picture.SMALL);
        choice.wish(Picture.NONE);
        assertThat(after(10)).isEqualTo(Picture.SMALL);
        choice.wish(Picture.LARGE);
        assertThat(after(499)).isEqualTo(Picture.SMALL);
        assertThat(after(500)).isEqualTo(Picture.LARGE);
    }

    @Test
    @DisplayName("With a slow network the small picture takes the place of the large one, and of nothing else")
    void slowNetworkGetsTheSmallPicture() {
        downlink.wasTooSlow(0);
        assertThat(after(0)).isEqualTo(Picture.SMALL);
        choice.wish(Picture.NONE);
        assertThat(after(1000)).isEqualTo(Picture.NONE);
        choice.wish(Picture.LARGE);
        assertThat(after(2000)).isEqualTo(Picture.SMALL);
        assertThat(after(29_999)).isEqualTo(Picture.SMALL);
        assertThat(after(30_000)).isEqualTo(Picture.LARGE);
        downlink.wasTooSlow(TimeUnit.SECONDS.toNanos(40));
        assertThat(new PictureChoice(downlink, Picture.LARGE, TimeUnit.SECONDS.toNanos(41)).chosen())
                .isEqualTo(Picture.SMALL);
    }
}
