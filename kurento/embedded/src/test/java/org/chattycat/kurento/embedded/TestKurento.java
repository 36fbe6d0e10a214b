package org.chattycat.kurento.embedded;

import java.io.IOException;
import java.time.Duration;
import org.chattycat.kurento.embedded.endpoints.MediaEngine;

/** Creates servers with a media engine that the test chooses. */
public final class TestKurento {
    private TestKurento() {}

    public static EmbeddedKurento on(MediaEngine media) throws IOException {
        return EmbeddedKurento.builder().media(media).start();
    }

    public static EmbeddedKurento on(MediaEngine media, Duration sessionTimeout) throws IOException {
        return EmbeddedKurento.builder()
                .media(media)
                .sessionTimeout(sessionTimeout)
                .start();
    }
}
