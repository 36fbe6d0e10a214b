package org.chattycat.analysis.video;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.opencv.core.Mat;

/** A file of pictures: a video or a single image. Not thread-safe. */
public interface PictureFile extends AutoCloseable {
    /** Receives one picture; {@code luma} is valid during the call only. */
    @FunctionalInterface
    interface PictureConsumer {
        /**
         * @param frame the frame's number in the container: the time stamp in IVF, a count from 0 elsewhere
         * @param luma the picture's luma, 8 bits a pixel, as stored: see {@link #orientation()}
         */
        void accept(long frame, Mat luma);
    }

    /**
     * Opens an IVF, WebM, MP4, MOV, PNG or JPEG file. The content determines the format, not the name.
     *
     * @throws IOException if it has another format or cannot be read; the message does not repeat its name
     */
    static PictureFile open(Path file) throws IOException {
        OpenCv.load();
        if (!Files.isRegularFile(file)) {
            throw new IOException(Files.exists(file) ? "not a file" : "no such file");
        }
        if (Files.size(file) == 0) {
            throw new IOException("an empty file");
        }
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(4);
        }
        boolean png = head.length == 4 && head[0] == (byte) 0x89 && head[1] == 'P' && head[2] == 'N' && head[3] == 'G';
        boolean jpeg = head.length == 4 && head[0] == (byte) 0xff && head[1] == (byte) 0xd8 && head[2] == (byte) 0xff;
        return png || jpeg ? new ImageFile(file) : new VideoFile(file);
    }

    /**
     * Passes every picture on, in order, without damaged frames. Can be called once.
     *
     * @throws IOException if no picture can be decoded
     */
    void forEach(PictureConsumer consumer) throws IOException;

    /** When the picture that is being passed on is shown, from the beginning of the video, in seconds; empty if the file does not say. */
    OptionalDouble seconds();

    /** How long the video is by what the file says, in seconds; empty if it does not, and for an image. */
    OptionalDouble duration();

    /** The part of the file that was passed on, from 0 to 1. */
    double progress();

    /** How the pictures are turned for display. */
    Orientation orientation();

    /** The number of damaged frames that were left out so far. */
    long damaged();

    @Override
    void close();
}
