package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.chattycat.app.LimitedKurento;
import org.junit.jupiter.api.Test;

/** The same on a media server that is as limited as a real Kurento, and on one that freezes. */
@LimitedKurento
class MediaOnLimitedKurentoIT extends MediaIT {
    private static final Duration FREEZE = Duration.ofSeconds(10);
    /** The configured 3 s, and a margin for a loaded machine. */
    private static final Duration NOTICED = Duration.ofSeconds(5);

    @Test
    void frozenMediaServerIsReportedAndNothingIsLost() {
        try (CallPage publisher = CallPage.join(ada, meeting);
                CallPage viewer = CallPage.join(ben, meeting)) {
            String id = publisher.publishCamera().path("publicationId").asString();
            viewer.awaitPublication(id);
            int objects = kurento.objectCount();

            long start = System.nanoTime();
            kurento.freeze(FREEZE);
            publisher.awaitMediaServer(false);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(NOTICED);
            viewer.awaitMediaServer(false);
            try (CallPage late = CallPage.join(ben, meeting)) {
                late.awaitMediaServer(false);
                assertThat(late.view(id).path("code").asString()).isEqualTo("MEDIA_SERVER_UNAVAILABLE");
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .as("no request waited for the server")
                        .isLessThan(FREEZE);
                late.awaitMediaServer(true);
                assertThat(late.view(id).path("type").asString()).isEqualTo("viewing");
                late.leave();
            }
            publisher.awaitMediaServer(true);
            viewer.awaitMediaServer(true);
            assertThat(viewer.view(id).path("type").asString()).isEqualTo("viewing");
            assertThat(publisher.received())
                    .noneMatch(message -> message.path("type").asString().equals("renegotiate"));
            assertThat(kurento.objectCount()).isGreaterThan(objects);
            publisher.leave();
            viewer.leave();
        }
    }
}
