package org.chattycat.kurento.embedded.objects;

/** A request that Kurento refuses with a code of its own; the message goes to the client. */
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

    /** @param what the C++ exception that Kurento stumbles over where this is thrown */
    static KurentoException internal(String what) {
        return new KurentoException(
                KurentoErrorCode.INTERNAL_ERROR, "Unexpected error while processing method: " + what);
    }

    public KurentoErrorCode code() {
        return code;
    }
}
