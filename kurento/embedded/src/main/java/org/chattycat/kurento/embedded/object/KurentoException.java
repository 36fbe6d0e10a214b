package org.chattycat.kurento.embedded.object;

/** A request that Kurento refuses with a code of its own; the message goes to the client. */
public final class KurentoException extends RuntimeException {
    private final ErrorCode code;

    public KurentoException(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    static KurentoException notFound(String objectId) {
        return new KurentoException(ErrorCode.MEDIA_OBJECT_NOT_FOUND, "Object '" + objectId + "' not found");
    }

    public ErrorCode code() {
        return code;
    }
}
