package org.chattycat.app.meeting;

/** What a publication shows. A participant has at most one publication of each kind, which also limits their number. */
public enum PublicationKind {
    /** A camera with its microphone. */
    CAMERA("camera"),
    SCREEN("screen"),
    /**
     * A small version of the same camera, without sound. The server sends it to small tiles in place of the camera's own
     * picture; pages never see it as a publication, and workers do not measure it.
     */
    CAMERA_SMALL("cameraSmall");

    private final String wireName;

    PublicationKind(String wireName) {
        this.wireName = wireName;
    }

    /** The name in messages and in the database. */
    public String wireName() {
        return wireName;
    }

    /** @throws IllegalArgumentException for any other name */
    public static PublicationKind of(String wireName) {
        for (PublicationKind kind : values()) {
            if (kind.wireName.equals(wireName)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("'kind' must be 'camera', 'screen' or 'cameraSmall'");
    }
}
