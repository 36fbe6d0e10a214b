package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.chattycat.app.meeting.PublicationKind;
import org.chattycat.app.meeting.RoomState.RoomPublication;
import org.chattycat.app.meeting.Uplink;
import org.chattycat.kurento.client.RecordedMedia;
import org.junit.jupiter.api.Test;

/** Which media of a publication are recorded. */
class RecordersTest {
    private static RoomPublication camera(boolean audioMuted, boolean videoMuted) {
        return new RoomPublication(
                UUID.randomUUID(), PublicationKind.CAMERA, audioMuted, videoMuted, "endpoint", false, Uplink.GOOD);
    }

    @Test
    void soundAndVideoAreOneFileAlsoWhileTheMicrophoneIsMuted() {
        assertThat(Recorders.media(camera(false, false), false, null)).contains(RecordedMedia.AUDIO_AND_VIDEO);
        assertThat(Recorders.media(camera(true, false), false, null)).contains(RecordedMedia.AUDIO_AND_VIDEO);
    }

    @Test
    void whomTheHostMutedIsNotHeardInTheFile() {
        assertThat(Recorders.media(camera(false, false), true, RecordedMedia.AUDIO_AND_VIDEO))
                .contains(RecordedMedia.VIDEO);
        assertThat(Recorders.media(camera(false, true), true, RecordedMedia.AUDIO))
                .isEmpty();
    }

    @Test
    void withoutVideoAFileBeginsWithSoundAndGoesOnThroughSilence() {
        assertThat(Recorders.media(camera(true, true), false, null)).isEmpty();
        assertThat(Recorders.media(camera(true, true), false, RecordedMedia.AUDIO_AND_VIDEO))
                .isEmpty();
        assertThat(Recorders.media(camera(false, true), false, null)).contains(RecordedMedia.AUDIO);
        assertThat(Recorders.media(camera(true, true), false, RecordedMedia.AUDIO))
                .contains(RecordedMedia.AUDIO);
    }
}
