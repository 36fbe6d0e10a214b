package org.chattycat.kurento.embedded.playing;

import java.io.IOException;
import java.util.Optional;
import org.chattycat.kurento.embedded.mp4.Mp4Frame;
import org.chattycat.kurento.embedded.mp4.Mp4Reader;

/** An MP4 file with H.264 or Opus. */
final class Mp4File implements MediaFile {
    private final Mp4Reader reader;

    Mp4File(Mp4Reader reader) {
        this.reader = reader;
    }

    @Override
    public Description description() {
        return new Description(
                reader.durationMillis(),
                reader.h264().isPresent(),
                reader.h264(),
                reader.hasOpus(),
                String.join(", ", reader.leftOut()));
    }

    @Override
    public Optional<MediaFrame> next() throws IOException {
        return reader.next().map(this::frame);
    }

    private MediaFrame frame(Mp4Frame frame) {
        return new MediaFrame(
                frame.video(), frame.decodeNanos(), frame.presentNanos(), frame.keyframe(), () -> reader.data(frame));
    }
}
