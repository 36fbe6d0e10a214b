package org.chattycat.kurento.embedded.objects;

/** Kurento's error codes, by their names there. */
public enum KurentoErrorCode {
    /** Kurento's answer to an uncaught C++ exception; it has no type. */
    INTERNAL_ERROR(-32603),
    MARSHALL_ERROR(40001),
    UNEXPECTED_ERROR(40003),
    CONNECT_ERROR(40004),
    NOT_IMPLEMENTED(40006),
    INVALID_SESSION(40007),
    MALFORMED_TRANSACTION(40008),
    NOT_ENOUGH_RESOURCES(40009),
    MEDIA_OBJECT_NOT_FOUND(40101),
    MEDIA_OBJECT_EVENT_NOT_SUPPORTED(40106),
    MEDIA_OBJECT_ILLEGAL_PARAM_ERROR(40107),
    MEDIA_OBJECT_NOT_AVAILABLE(40108),
    MEDIA_OBJECT_NOT_FOUND_TRANSACTION_NO_COMMIT(40109),
    MEDIA_OBJECT_TAG_KEY_NOT_FOUND(40110),
    MEDIA_OBJECT_OPERATION_NOT_SUPPORTED(40111),
    SDP_PARSE_ERROR(40201),
    SDP_END_POINT_NO_LOCAL_SDP_ERROR(40202),
    SDP_END_POINT_NO_REMOTE_SDP_ERROR(40203),
    SDP_END_POINT_ALREADY_NEGOTIATED(40208),
    SDP_END_POINT_NOT_OFFER_GENERATED(40209),
    SDP_END_POINT_ANSWER_ALREADY_PROCCESED(40210),
    ICE_GATHER_CANDIDATES_ERROR(40400),
    SERVER_MANAGER_ERROR_KMD_NOT_FOUND(40500),
    PLAYER_SEEK_FAIL(40700);

    private final int number;

    KurentoErrorCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** What {@code error.data.type} says. Kurento has forgotten the name of one code. */
    public String type() {
        return this == SERVER_MANAGER_ERROR_KMD_NOT_FOUND ? "UNDEFINED" : name();
    }
}
