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

    private final Mat luma;

    ImageFile(Path file) throws IOException {
        if (Files.size(file) > MAX_FILE_BYTES) {
            throw new IOException("an image of more than " + MAX_FILE_BYTES + " bytes");
        }
        this.luma = decode(Files.readAllBytes(file));
    }

    private static Mat decode(byte[] bytes) throws IOException {
        MatOfByte encoded = new MatOfByte(bytes);
        try {
            Mat picture = Imgcodecs.imdecode(encoded, Imgcodecs.IMREAD_GRAYSCALE);
            if (picture.empty()) {
                throw new IOException("a damaged image");
            }
            return picture;
        } catch (CvException refused) {
            throw new IOException("a damaged or too large image", refused);
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
