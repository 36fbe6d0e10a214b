package org.chattycat.analysis.kurento;

/** A media server that cannot do what a tap needs; the message says why, for the tap's row and the log. */
public final class MediaServerException extends Exception {
    MediaServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
