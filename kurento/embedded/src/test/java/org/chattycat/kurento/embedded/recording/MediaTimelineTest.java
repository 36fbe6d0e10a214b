package org.chattycat.kurento.embedded.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.chattycat.kurento.embedded.router.SenderClock;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.junit.jupiter.api.Test;

class MediaTimelineTest {
    private static final int VIDEO_HZ = 90_000;
    private static final int AUDIO_HZ = 48_000;
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;
    /** Seconds since 1900; the clocks of two hosts have nothing in common. */
    private static final long SENDER_SECONDS = 4_000_000_000L;

    private final MediaTimeline timeline = new MediaTimeline();
    private final SenderClock videoClock = new SenderClock(VIDEO_HZ);
    private final SenderClock audioClock = new SenderClock(AUDIO_HZ);

    private long video(int timestamp, long arrival) {
        return timeline.nanos(MediaKind.VIDEO, timestamp, VIDEO_HZ, videoClock, arrival);
    }

    private long audio(int timestamp, long arrival) {
        return timeline.nanos(MediaKind.AUDIO, timestamp, AUDIO_HZ, audioClock, arrival);
    }

    private static long ntp(long senderNanos) {
        long seconds = SENDER_SECONDS + senderNanos / SECOND;
        return seconds << 32 | (senderNanos % SECOND << 32) / SECOND;
    }

    @Test
    void withoutReportsFramesCountFromTheFirstArrival() {
        assertThat(video(-3_000, 7 * SECOND)).isEqualTo(7 * SECOND);
        assertThat(video(0, 9 * SECOND)).as("across the wrap").isEqualTo(7 * SECOND + SECOND / 30);
        assertThat(video(87_000, 9 * SECOND)).isEqualTo(8 * SECOND);
        timeline.restart(MediaKind.VIDEO);
        assertThat(video(5, 20 * SECOND)).isEqualTo(20 * SECOND);
    }

    @Test
    void reportsSynchroniseWhateverThePacketsTook() {
        videoClock.report(ntp(0), 1_000, 100 * SECOND + 80 * MILLI);
        audioClock.report(ntp(SECOND / 2), 50_000, 100 * SECOND + 520 * MILLI);
        long picture = video(1_000 + VIDEO_HZ, 101 * SECOND + 80 * MILLI);
        long sound = audio(50_000 + AUDIO_HZ / 2, 101 * SECOND + 5 * MILLI);
        assertThat(sound).as("both a second after the first report").isCloseTo(picture, within(2 * MILLI));
    }

    /** A clock that is too fast by 100 ppm gains 360 ms in an hour. */
    @Test
    void aClockThatDriftsIsFollowedInSync() {
        long hour = 3_600;
        for (long s = 0; s <= hour; s++) {
            long drifted = (long) (s * SECOND * 1.0001);
            videoClock.report(ntp(drifted), (int) (s * VIDEO_HZ), s * SECOND + 20 * MILLI);
            audioClock.report(ntp(drifted), (int) (s * AUDIO_HZ), s * SECOND + 20 * MILLI);
            long picture = video((int) (s * VIDEO_HZ), s * SECOND);
            long sound = audio((int) (s * AUDIO_HZ), s * SECOND);
            assertThat(sound).isCloseTo(picture, within(MILLI));
            assertThat(picture).isCloseTo(s * SECOND + 20 * MILLI, within(10 * MILLI));
        }
    }

    @Test
    void aSenderWhoseClockIsSetStaysInSync() {
        videoClock.report(ntp(0), 0, 10 * SECOND);
        audioClock.report(ntp(0), 0, 10 * SECOND);
        video(0, 10 * SECOND);
        audio(0, 10 * SECOND);
        videoClock.report(ntp(3_601 * SECOND), VIDEO_HZ, 11 * SECOND);
        audioClock.report(ntp(3_601 * SECOND), AUDIO_HZ, 11 * SECOND + 30 * MILLI);
        long picture = video(VIDEO_HZ, 11 * SECOND);
        assertThat(picture).isCloseTo(11 * SECOND, within(MILLI));
        assertThat(audio(AUDIO_HZ, 11 * SECOND)).isCloseTo(picture, within(MILLI));
    }

    @Test
    void sourcesOfTwoSendersHaveTheirOwnClocks() {
        videoClock.report(ntp(0), 0, 10 * SECOND);
        audioClock.report(ntp(500 * SECOND), 0, 10 * SECOND);
        assertThat(video(0, 10 * SECOND)).isEqualTo(10 * SECOND);
        assertThat(audio(0, 10 * SECOND)).isCloseTo(10 * SECOND, within(MILLI));
    }
}
