package org.chattycat.kurento.embedded.mp4;

import java.io.IOException;

/** A file that is not MP4, or that uses what is not supported. The message is a clause that says what. */
public final class Mp4Exception extends IOException {
    public Mp4Exception(String message) {
        super(message);
    }
}
