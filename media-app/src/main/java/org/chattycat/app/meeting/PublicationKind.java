package org.chattycat.app.meeting;

/** What a publication shows. A participant has at most one publication of each kind, which also limits their number. */
public enum PublicationKind {
    CAMERA,
    SCREEN;

    /** The name in messages and in the database. */
    public String wireName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** @throws IllegalArgumentException for any other name */
    public static PublicationKind of(String wireName) {
        for (PublicationKind kind : values()) {
            if (kind.wireName().equals(wireName)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("'kind' must be 'camera' or 'screen'");
    }
}
