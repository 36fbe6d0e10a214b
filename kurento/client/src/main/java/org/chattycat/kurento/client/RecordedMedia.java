package org.chattycat.kurento.client;

import org.kurento.client.MediaProfileSpecType;
import org.kurento.client.MediaType;

/** Which media of a publication are recorded: the tracks of one file. Nothing is transcoded. */
public enum RecordedMedia {
    AUDIO_AND_VIDEO(MediaProfileSpecType.WEBM, MediaType.AUDIO, MediaType.VIDEO),
    AUDIO(MediaProfileSpecType.WEBM_AUDIO_ONLY, MediaType.AUDIO),
    VIDEO(MediaProfileSpecType.WEBM_VIDEO_ONLY, MediaType.VIDEO);

    private final MediaProfileSpecType profile;
    private final MediaType[] types;

    RecordedMedia(MediaProfileSpecType profile, MediaType... types) {
        this.profile = profile;
        this.types = types;
    }

    MediaProfileSpecType profile() {
        return profile;
    }

    MediaType[] types() {
        return types.clone();
    }
}
