package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.chattycat.app.LimitedKurento;
import org.junit.jupiter.api.Test;

/** The same on a media server that is as bad as a real one; and one that hangs. */
@LimitedKurento
class MediaOnLimitedKurentoIT extends MediaIT {
    private static final Duration FREEZE = Duration.ofSeconds(10);
    /** 3 s as configured, and what a loaded machine takes. */
    private static final Duration NOTICED = Duration.ofSeconds(5);

    @Test
    void aFrozenMediaServerIsSaidAtOnceAndNothingIsLost() {
        try (CallPage publisher = CallPage.join(ada, meeting);
                CallPage viewer = CallPage.join(ben, meeting)) {
            String id = publish(publisher).path("publicationId").asString();
            viewer.awaitPublication(id);
            int objects = kurento.objectCount();

            long start = System.nanoTime();
            kurento.freeze(FREEZE);
            publisher.awaitMediaServer(false);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(NOTICED);
            viewer.awaitMediaServer(false);
            try (CallPage late = CallPage.join(ben, meeting)) {
                late.awaitMediaServer(false);
                assertThat(view(late, id).path("code").asString()).isEqualTo("MEDIA_SERVER_UNAVAILABLE");
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .as("nobody waited for the server")
                        .isLessThan(FREEZE);
                late.awaitMediaServer(true);
                assertThat(view(late, id).path("type").asString()).isEqualTo("viewing");
                late.send("leave", Map.of());
            }
            publisher.awaitMediaServer(true);
            viewer.awaitMediaServer(true);
            assertThat(view(viewer, id).path("type").asString()).isEqualTo("viewing");
            assertThat(publisher.heard())
                    .noneMatch(message -> message.path("type").asString().equals("renegotiate"));
            assertThat(kurento.objectCount()).isGreaterThan(objects);
            publisher.send("leave", Map.of());
            viewer.send("leave", Map.of());
        }
    }
}
