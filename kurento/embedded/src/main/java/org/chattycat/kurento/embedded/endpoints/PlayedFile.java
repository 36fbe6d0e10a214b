package org.chattycat.kurento.embedded.endpoints;

/**
 * A file that is being played.
 *
 * @param durationMillis 0 if it is unknown, as of a live stream or of a file whose writer was killed; then positions cannot be chosen
 */
public record PlayedFile(long durationMillis) {
    public static final PlayedFile UNKNOWN = new PlayedFile(0);

    public boolean isSeekable() {
        return durationMillis > 0;
    }
}
