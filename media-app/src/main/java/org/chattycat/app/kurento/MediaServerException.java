package org.chattycat.app.kurento;

/** A media server did not do what it was asked. */
public final class MediaServerException extends RuntimeException {
    /** What to do about it. */
    public enum Reason {
        /** Nobody answers, or nobody answered in time: try again later. */
        UNAVAILABLE,
        /** The session description is not one: the page is at fault. */
        BAD_SDP,
        /** The object no longer exists: build it anew. */
        GONE
    }

    private final transient Reason reason;

    MediaServerException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
