package org.chattycat.kurento.webm;

import java.io.IOException;

/** A file that is not WebM, or that uses what is not supported. The message is a clause that says what. */
public final class WebmException extends IOException {
    public WebmException(String message) {
        super(message);
    }
}
