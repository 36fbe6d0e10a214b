package org.chattycat.kurento.embedded.playing;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.chattycat.kurento.rtp.h264.AvcConfiguration;
import org.chattycat.kurento.webm.WebmException;
import org.chattycat.kurento.webm.WebmFrame;
import org.chattycat.kurento.webm.WebmReader;
import org.chattycat.kurento.webm.WebmTrack;

/** A WebM or Matroska file with VP8 or H.264, or Opus. It has times of presentation only. */
final class WebmFile implements MediaFile {
    private final WebmReader reader;
    private final Optional<WebmTrack> video;
    private final Optional<WebmTrack> audio;
    private final Optional<AvcConfiguration> h264;

    WebmFile(WebmReader reader) throws WebmException {
        this.reader = reader;
        video = reader.header()
                .track(WebmTrack.Type.VIDEO)
                .filter(track ->
                        track.codec().equals(WebmTrack.VP8) || track.codec().equals(WebmTrack.H264));
        audio = reader.header().track(WebmTrack.Type.AUDIO).filter(track -> track.codec()
                .equals(WebmTrack.OPUS));
        h264 = video.isPresent() && video.get().codec().equals(WebmTrack.H264)
                ? Optional.of(configuration(video.get()))
                : Optional.empty();
    }

    private static AvcConfiguration configuration(WebmTrack track) throws WebmException {
        byte[] bytes = new byte[track.configuration().remaining()];
        track.configuration().duplicate().get(bytes);
        return AvcConfiguration.parse(bytes)
                .orElseThrow(() -> new WebmException("the file's description of its H.264 is damaged"));
    }

    @Override
    public Description description() {
        String leftOut = reader.header().tracks().stream()
                .filter(track -> track.type() == WebmTrack.Type.VIDEO || track.type() == WebmTrack.Type.AUDIO)
                .filter(track -> !isOf(video, track.number()) && !isOf(audio, track.number()))
                .map(track -> track.codec().replaceAll("[^ -~]", "?"))
                .map(codec -> codec.substring(0, Math.min(codec.length(), 40)))
                .limit(10)
                .collect(Collectors.joining(", "));
        return new Description(reader.header().durationMillis(), video.isPresent(), h264, audio.isPresent(), leftOut);
    }

    @Override
    public Optional<MediaFrame> next() throws IOException {
        for (Optional<WebmFrame> next = reader.next(); next.isPresent(); next = reader.next()) {
            WebmFrame frame = next.get();
            boolean isVideo = isOf(video, frame.track());
            if (isVideo || isOf(audio, frame.track())) {
                long nanos = TimeUnit.MILLISECONDS.toNanos(frame.millis());
                return Optional.of(new MediaFrame(isVideo, nanos, nanos, frame.keyframe(), frame::data));
            }
        }
        return Optional.empty();
    }

    private static boolean isOf(Optional<WebmTrack> track, int number) {
        return track.isPresent() && track.get().number() == number;
    }
}
