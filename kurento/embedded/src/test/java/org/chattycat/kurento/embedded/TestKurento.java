package org.chattycat.kurento.embedded;

import java.io.IOException;
import java.time.Duration;
import org.chattycat.kurento.embedded.endpoints.MediaEngine;

/** Servers on a media engine of the test's choice. */
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
