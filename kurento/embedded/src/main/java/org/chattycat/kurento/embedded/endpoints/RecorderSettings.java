package org.chattycat.kurento.embedded.endpoints;

import java.util.Set;
import org.chattycat.kurento.embedded.sdp.MediaKind;

/**
 * What a recorder records.
 *
 * @param uri of the file or of the HTTP server that takes it
 * @param kinds of media in the file
 * @param stopsAtEnd whether the recording ends when all that feeds it has come to its end
 */
public record RecorderSettings(String uri, Set<MediaKind> kinds, boolean stopsAtEnd) {
    public RecorderSettings {
        kinds = Set.copyOf(kinds);
    }
}
