package org.chattycat.analysis.decode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.opencv.core.CvException;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/** A PNG or JPEG file, decoded by OpenCV: one picture, frame 0. */
final class ImageFile implements PictureFile {
    /** A photo of 50 megapixels takes about 20 MB. OpenCV itself refuses more than 2^30 pixels. */
    private static final long MAX_FILE_BYTES = 64L << 20;

    private final Path file;
    private final Mat luma;

    ImageFile(Path file) throws IOException {
        this.file = file;
        if (Files.size(file) > MAX_FILE_BYTES) {
            throw new IOException(file + " has more than " + MAX_FILE_BYTES + " bytes");
        }
        this.luma = decode(Files.readAllBytes(file));
    }

    private Mat decode(byte[] bytes) throws IOException {
        MatOfByte encoded = new MatOfByte(bytes);
        try {
            Mat picture = Imgcodecs.imdecode(encoded, Imgcodecs.IMREAD_GRAYSCALE);
            if (picture.empty()) {
                throw new IOException(file + " is damaged");
            }
            return picture;
        } catch (CvException refused) {
            throw new IOException(file + " is damaged or too large", refused);
        } finally {
            encoded.release();
        }
    }

    @Override
    public void forEach(PictureConsumer consumer) {
        consumer.accept(0, luma);
    }

    @Override
    public void close() {
        luma.release();
    }
}
