package org.chattycat.kurento.embedded.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.junit.jupiter.api.Test;

class InterleaverTest {
    private static final long MILLI = 1_000_000L;

    private final List<Long> out = new ArrayList<>();
    private final Interleaver both =
            new Interleaver(Set.of(MediaKind.AUDIO, MediaKind.VIDEO), frame -> out.add(frame.mediaNanos() / MILLI));

    private void add(MediaKind kind, long millis) {
        both.add(new MediaFrame(kind, millis * MILLI, 0, true, new byte[0]));
    }

    @Test
    void aFrameWaitsForEarlierOnesOfTheOtherTrack() {
        add(MediaKind.AUDIO, 20);
        add(MediaKind.AUDIO, 40);
        assertThat(out).isEmpty();
        add(MediaKind.VIDEO, 33);
        assertThat(out).containsExactly(20L, 33L);
        both.flush();
        assertThat(out).containsExactly(20L, 33L, 40L);
    }

    @Test
    void aTrackThatPausesDoesNotHoldTheOther() {
        add(MediaKind.VIDEO, 0);
        for (int i = 0; i < 60; i++) {
            add(MediaKind.AUDIO, i * 20);
        }
        assertThat(out).endsWith(680L);
    }

    @Test
    void oneTrackIsPassedOnAtOnce() {
        Interleaver one = new Interleaver(Set.of(MediaKind.VIDEO), frame -> out.add(frame.mediaNanos() / MILLI));
        one.add(new MediaFrame(MediaKind.VIDEO, 5 * MILLI, 0, true, new byte[0]));
        assertThat(out).containsExactly(5L);
    }

    @Test
    void theOrderIsThatOfTheTimesForDelaysBelowTheLimit() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long video = 0;
        long audio = 0;
        int count = 0;
        while (count++ < 5_000) {
            // Either track is up to 400 ms behind the other.
            boolean isVideo = video - audio > 400 ? false : audio - video > 400 || random.nextBoolean();
            if (isVideo) {
                add(MediaKind.VIDEO, video += random.nextInt(60));
            } else {
                add(MediaKind.AUDIO, audio += random.nextInt(40));
            }
        }
        both.flush();
        assertThat(out).as("seed %d", seed).hasSize(count - 1).isSorted();
    }
}
