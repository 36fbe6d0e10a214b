package org.chattycat.kurento.embedded.mp4;

import java.io.IOException;
import java.io.InputStream;

/** The files in {@code src/test/resources/media}. */
public final class Fixtures {
    private Fixtures() {}

    public static byte[] read(String name) throws IOException {
        try (InputStream in = Fixtures.class.getResourceAsStream("/media/" + name)) {
            return in.readAllBytes();
        }
    }
}
