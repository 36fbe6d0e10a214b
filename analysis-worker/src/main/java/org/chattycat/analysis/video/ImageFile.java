package org.chattycat.analysis.video;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.opencv.core.CvException;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/**
 * A PNG or JPEG file: one picture, frame 0. Transparent pixels count as white. OpenCV decodes JPEG, because it
 * applies the orientation in the metadata. The JDK decodes PNG, because OpenCV ignores transparent colours.
 */
final class ImageFile implements PictureFile {
    /** A photo of 50 megapixels takes about 20 MB. */
    private static final long MAX_FILE_BYTES = 64L << 20;

    /** The largest photos of common phones. Searching a picture takes several times its size in memory. */
    private static final long MAX_PIXELS = 50_000_000;

    private static final int PNG_SIGNATURE_BYTES = 8;
    /** Length, type and CRC of a chunk. */
    private static final int PNG_CHUNK_OVERHEAD_BYTES = 12;

    private static final int PNG_IEND = 0x49454e44;

    private final Mat luma;

    ImageFile(Path file) throws IOException {
        if (Files.size(file) > MAX_FILE_BYTES) {
            throw new IOException("an image file of more than " + (MAX_FILE_BYTES >> 20) + " MiB");
        }
        byte[] bytes = Files.readAllBytes(file);
        this.luma = isJpeg(bytes) ? decodeJpeg(bytes) : decodePng(bytes);
    }

    private static boolean isJpeg(byte[] bytes) {
        return bytes.length > 1 && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xd8;
    }

    private static Mat decodeJpeg(byte[] bytes) throws IOException {
        JpegStructure structure = JpegStructure.of(bytes);
        if (!structure.complete()) {
            throw truncated();
        }
        requireSize(structure.width(), structure.height());
        MatOfByte encoded = new MatOfByte(bytes);
        try {
            Mat picture = Imgcodecs.imdecode(encoded, Imgcodecs.IMREAD_GRAYSCALE);
            if (picture.empty()) {
                throw new IOException("a damaged image");
            }
            return picture;
        } catch (CvException e) {
            throw new IOException("a damaged image", e);
        } finally {
            encoded.release();
        }
    }

    private static Mat decodePng(byte[] bytes) throws IOException {
        if (!isCompletePng(bytes)) {
            throw truncated();
        }
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(input);
            requireSize(reader.getWidth(0), reader.getHeight(0));
            return lumaOnWhite(reader.read(0));
        } catch (ImageSizeException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The JDK's reader also throws unchecked exceptions for chunks that contradict each other.
            throw new IOException("a damaged image", e);
        } finally {
            reader.dispose();
        }
    }

    private static Mat lumaOnWhite(BufferedImage picture) {
        BufferedImage onWhite =
                new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = onWhite.createGraphics();
        graphics.drawImage(picture, 0, 0, Color.WHITE, null);
        graphics.dispose();
        Mat colours = new Mat(onWhite.getHeight(), onWhite.getWidth(), CvType.CV_8UC3);
        try {
            colours.put(0, 0, ((DataBufferByte) onWhite.getRaster().getDataBuffer()).getData());
            Mat luma = new Mat();
            Imgproc.cvtColor(colours, luma, Imgproc.COLOR_BGR2GRAY);
            return luma;
        } finally {
            colours.release();
        }
    }

    private static void requireSize(long width, long height) throws IOException {
        if (width < 1 || height < 1) {
            throw new ImageSizeException("a damaged image");
        }
        if (width * height > MAX_PIXELS) {
            throw new ImageSizeException("too large an image: " + width + " x " + height + " pixels; at most "
                    + MAX_PIXELS / 1_000_000 + " megapixels are read");
        }
    }

    /** Whether the chunks (PNG specification, 5.3) lead to an IEND chunk. */
    private static boolean isCompletePng(byte[] bytes) {
        ByteBuffer file = ByteBuffer.wrap(bytes);
        long at = PNG_SIGNATURE_BYTES;
        while (at + PNG_CHUNK_OVERHEAD_BYTES <= bytes.length) {
            if (file.getInt((int) at + 4) == PNG_IEND) {
                return true;
            }
            at += PNG_CHUNK_OVERHEAD_BYTES + Integer.toUnsignedLong(file.getInt((int) at));
        }
        return false;
    }

    private static IOException truncated() {
        return new IOException("a truncated image: the end of the file is missing");
    }

    /** The image is too large to decode. */
    private static final class ImageSizeException extends IOException {
        ImageSizeException(String message) {
            super(message);
        }
    }

    @Override
    public void forEach(PictureConsumer consumer) {
        consumer.accept(0, luma);
    }

    @Override
    public OptionalDouble seconds() {
        return OptionalDouble.empty();
    }

    @Override
    public OptionalDouble duration() {
        return OptionalDouble.empty();
    }

    @Override
    public double progress() {
        return 1;
    }

    /** As stored, because the decoder already turned the picture. */
    @Override
    public Orientation orientation() {
        return Orientation.AS_STORED;
    }

    @Override
    public long damaged() {
        return 0;
    }

    @Override
    public void close() {
        luma.release();
    }
}
