package org.chattycat.kurento.embedded.sdp;

import java.util.Set;

/**
 * The contents of an offer.
 *
 * @param kinds kinds of media that get a section
 * @param sends whether this side offers to send them
 * @param receives whether it offers to receive them
 */
public record OfferedMedia(Set<MediaKind> kinds, boolean sends, boolean receives) {
    public static final OfferedMedia ALL = new OfferedMedia(Set.of(MediaKind.AUDIO, MediaKind.VIDEO), true, true);

    public OfferedMedia {
        kinds = Set.copyOf(kinds);
    }
}
