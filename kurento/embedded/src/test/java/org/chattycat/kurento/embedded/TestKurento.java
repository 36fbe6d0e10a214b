package org.chattycat.kurento.embedded;

import java.io.IOException;
import java.time.Duration;
import org.chattycat.kurento.embedded.endpoints.MediaPlane;

/** Servers on a media plane of the test's choice. */
public final class TestKurento {
    private TestKurento() {}

    public static EmbeddedKurento on(MediaPlane media) throws IOException {
        return EmbeddedKurento.builder().media(media).start();
    }

    public static EmbeddedKurento on(MediaPlane media, Duration sessionTimeout) throws IOException {
        return EmbeddedKurento.builder()
                .media(media)
                .sessionTimeout(sessionTimeout)
                .start();
    }
}
