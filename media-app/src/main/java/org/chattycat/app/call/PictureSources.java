package org.chattycat.app.call;

import java.util.Optional;
import org.chattycat.app.meeting.PublicationKind;
import org.chattycat.app.meeting.RoomState;
import org.chattycat.app.meeting.RoomState.RoomParticipant;
import org.chattycat.app.meeting.RoomState.RoomPublication;
import org.chattycat.kurento.client.ViewerSource;

/**
 * The endpoints that receive a publication from its publisher.
 *
 * @param audible whether the sound is sent to viewers; not while the host has muted the publisher
 * @param large receives the sound and the large picture; null while the publisher negotiates again
 * @param small receives the small picture; null while there is none
 */
record PictureSources(boolean audible, String large, String small) {
    /** Those of a camera or a screen; empty for a small picture, which nobody views by itself. */
    static Optional<PictureSources> of(RoomState state, RoomState.Published published) {
        boolean audible = !published.mutedByHost();
        return switch (published.publication().kind()) {
            case CAMERA -> {
                RoomParticipant publisher = state.participants().get(published.participantId());
                yield Optional.of(new PictureSources(
                        audible,
                        published.publication().endpointId(),
                        publisher
                                .publication(PublicationKind.CAMERA_SMALL)
                                .map(RoomPublication::endpointId)
                                .orElse(null)));
            }
            case SCREEN ->
                Optional.of(new PictureSources(audible, published.publication().endpointId(), null));
            case CAMERA_SMALL -> Optional.empty();
        };
    }

    /** What a viewer is sent who wants this picture; empty while the publisher negotiates again. */
    Optional<ViewerSource> viewerSource(Picture picture) {
        if (large == null) {
            return Optional.empty();
        }
        String sound = audible ? large : null;
        return Optional.of(
                switch (sent(picture)) {
                    case LARGE -> new ViewerSource(sound, large);
                    case SMALL -> new ViewerSource(sound, small);
                    case NONE -> new ViewerSource(sound, null);
                });
    }

    /** Which picture is sent to a viewer who wants this one. */
    Picture sent(Picture wanted) {
        return wanted == Picture.SMALL && small == null ? Picture.LARGE : wanted;
    }
}
