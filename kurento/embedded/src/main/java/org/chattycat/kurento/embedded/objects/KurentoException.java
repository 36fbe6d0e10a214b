package org.chattycat.kurento.embedded.objects;

/** A request that is refused with one of Kurento's error codes. The message is sent to the client. */
public final class KurentoException extends RuntimeException {
    private final KurentoErrorCode code;

    public KurentoException(KurentoErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    static KurentoException notFound(String objectId) {
        return new KurentoException(KurentoErrorCode.MEDIA_OBJECT_NOT_FOUND, "Object '" + objectId + "' not found");
    }

    static KurentoException invalidSession() {
        return new KurentoException(KurentoErrorCode.INVALID_SESSION, "Invalid session");
    }

    /** @param what the C++ exception that the same request causes in Kurento */
    static KurentoException internal(String what) {
        return new KurentoException(
                KurentoErrorCode.INTERNAL_ERROR, "Unexpected error while processing method: " + what);
    }

    public KurentoErrorCode code() {
        return code;
    }
}
