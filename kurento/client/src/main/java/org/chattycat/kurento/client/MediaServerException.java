package org.chattycat.kurento.client;

import org.kurento.client.internal.server.KurentoServerException;

/** A media server did not do what it was asked. The message does not contain the server's path, which may be a secret. */
public final class MediaServerException extends RuntimeException {
    /** Too many objects, threads or files. */
    private static final int NOT_ENOUGH_RESOURCES = 40009;

    private static final int OBJECT_NOT_FOUND = 40101;
    /** Kurento's error codes 402xx are about session descriptions. */
    private static final int SDP_ERRORS = 402;
    /** No port of the range could be opened for a browser. */
    private static final int ICE_GATHER_CANDIDATES_ERROR = 40400;

    /** What to do about it. */
    public enum Reason {
        /** The server does not answer, or did not in time: try again later. */
        UNAVAILABLE,
        /** The session description is invalid, or refused. */
        BAD_SDP,
        /** The server answers, and has no UDP port left or another limit reached: use another one, or wait until somebody leaves. */
        FULL,
        /** The object no longer exists: make a new one. */
        GONE
    }

    private final transient Reason reason;

    MediaServerException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** There is no such object, or no such server. */
    public static MediaServerException gone(String message) {
        return new MediaServerException(Reason.GONE, message, null);
    }

    /** No server can be asked. */
    public static MediaServerException unavailable(String message) {
        return new MediaServerException(Reason.UNAVAILABLE, message, null);
    }

    /** No server has room. */
    public static MediaServerException full(String message) {
        return new MediaServerException(Reason.FULL, message, null);
    }

    static MediaServerException of(KurentoServerException e) {
        return new MediaServerException(reason(e), e.getServerMessage(), e);
    }

    private static Reason reason(KurentoServerException e) {
        if (isObjectNotFound(e)) {
            return Reason.GONE;
        }
        if (e.getCode() == NOT_ENOUGH_RESOURCES || e.getCode() == ICE_GATHER_CANDIDATES_ERROR) {
            return Reason.FULL;
        }
        return e.getCode() / 100 == SDP_ERRORS ? Reason.BAD_SDP : Reason.UNAVAILABLE;
    }

    static boolean isObjectNotFound(KurentoServerException e) {
        return e.getCode() == OBJECT_NOT_FOUND;
    }

    public Reason reason() {
        return reason;
    }
}
