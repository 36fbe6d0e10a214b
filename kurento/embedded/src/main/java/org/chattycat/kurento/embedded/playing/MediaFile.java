package org.chattycat.kurento.embedded.playing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.Optional;
import org.chattycat.kurento.embedded.mp4.Mp4Reader;
import org.chattycat.kurento.embedded.storage.Source;
import org.chattycat.kurento.rtp.h264.AvcConfiguration;
import org.chattycat.kurento.webm.WebmException;
import org.chattycat.kurento.webm.WebmReader;

/** A file that is being played: what of it can be played here. */
interface MediaFile {
    int BUFFER_BYTES = 64 << 10;

    /**
     * What the beginning of a file says.
     *
     * @param durationMillis empty if it is unknown, as of a live stream or of a file whose writer was killed
     * @param video whether it has video in VP8 or H.264
     * @param h264 of a video in H.264; empty for VP8 and without video
     * @param audio whether it has sound in Opus
     * @param leftOut names of the formats of tracks that are not played, for the log
     */
    record Description(
            Optional<Long> durationMillis,
            boolean video,
            Optional<AvcConfiguration> h264,
            boolean audio,
            String leftOut) {}

    Description description();

    /** @return the next frame of what can be played, or empty at the end */
    Optional<MediaFrame> next() throws IOException;

    /**
     * Recognises a file and reads its beginning.
     *
     * @param source which the caller closes
     */
    static MediaFile open(Source source) throws IOException {
        BufferedInputStream stream = new BufferedInputStream(source.stream(), BUFFER_BYTES);
        stream.mark(Mp4Reader.SIGNATURE_BYTES);
        byte[] signature = stream.readNBytes(Mp4Reader.SIGNATURE_BYTES);
        stream.reset();
        if (Mp4Reader.isMp4(signature)) {
            return new Mp4File(
                    source.file().isPresent() ? Mp4Reader.of(source.file().get()) : Mp4Reader.of(stream));
        }
        if (!WebmReader.isWebm(signature)) {
            throw new WebmException("the file is neither WebM nor MP4");
        }
        return new WebmFile(new WebmReader(stream));
    }
}
