package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DownlinkTest {
    private final Downlink downlink = new Downlink(Duration.ofSeconds(30), 0);

    private boolean carriesLarge(long seconds) {
        return downlink.carriesLarge(TimeUnit.SECONDS.toNanos(seconds));
    }

    private void wasTooSlow(long seconds) {
        downlink.wasTooSlow(TimeUnit.SECONDS.toNanos(seconds));
    }

    @Test
    @DisplayName("A large picture is tried again after a pause, which doubles while the network stays slow")
    void pausesBecomeLonger() {
        assertThat(carriesLarge(0)).isTrue();
        wasTooSlow(10);
        wasTooSlow(12);
        assertThat(carriesLarge(39)).isFalse();
        assertThat(carriesLarge(40)).isTrue();
        wasTooSlow(44);
        assertThat(carriesLarge(103)).isFalse();
        assertThat(carriesLarge(104)).isTrue();
    }

    @Test
    @DisplayName("A pause takes 16 first pauses at most")
    void pausesHaveALimit() {
        long end = 0;
        for (int times = 0; times < 10; times++) {
            wasTooSlow(end + 1);
            while (!carriesLarge(end)) {
                end++;
            }
        }
        wasTooSlow(end);
        assertThat(carriesLarge(end + 16 * 30 - 1)).isFalse();
        assertThat(carriesLarge(end + 16 * 30)).isTrue();
    }

    @Test
    @DisplayName("The next pause is short again after the network was fast for as long as the last one took")
    void beginsAnew() {
        wasTooSlow(0);
        wasTooSlow(31);
        assertThat(carriesLarge(90)).isFalse();
        wasTooSlow(91 + 60);
        assertThat(carriesLarge(91 + 60 + 29)).isFalse();
        assertThat(carriesLarge(91 + 60 + 30)).isTrue();
    }
}
