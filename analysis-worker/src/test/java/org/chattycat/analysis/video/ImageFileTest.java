package org.chattycat.analysis.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a picture's left half, which is transparent, and its right half, which is black, come out. */
class ImageFileTest {
    private static final int WIDTH = 40;
    private static final int HEIGHT = 20;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_INT_ARGB, BufferedImage.TYPE_4BYTE_ABGR})
    void transparentPixelsAreWhite(int type) throws IOException {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, type);
        fillRightHalf(picture, 0xff000000);
        assertHalves(png(picture));
    }

    @Test
    void transparentEntriesOfAPaletteAreWhite() throws IOException {
        byte[] zeros = {0, 0};
        IndexColorModel palette = new IndexColorModel(1, 2, zeros, zeros, zeros, new byte[] {0, (byte) 255});
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_BINARY, palette);
        fillRightHalf(picture, 0xff000000);
        assertHalves(png(picture));
    }

    /** A tRNS chunk names one transparent colour of a picture that has no alpha (PNG specification, 11.3.2.1). */
    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY, BufferedImage.TYPE_3BYTE_BGR})
    void theTransparentColourIsWhite(int type) throws IOException {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, type);
        for (int x = 0; x < WIDTH / 2; x++) {
            for (int y = 0; y < HEIGHT; y++) {
                picture.getRaster().setPixel(x, y, new int[] {7, 7, 7});
            }
        }
        int samples = type == BufferedImage.TYPE_3BYTE_BGR ? 3 : 1;
        byte[] colour = new byte[2 * samples];
        for (int i = 0; i < samples; i++) {
            colour[2 * i + 1] = 7;
        }
        assertHalves(withChunk(png(picture), "tRNS", colour));
    }

    @Test
    void tooManyPixelsAreRefusedBeforeTheyAreDecoded() throws IOException {
        byte[] huge = withSize(png(new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_BINARY)), 30_000, 30_000);
        assertThatThrownBy(() -> open(huge)).hasMessageContaining("too large an image: 30000 x 30000");
    }

    @Test
    void tooManyPixelsOfAJpegAreRefusedBeforeTheyAreDecoded() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_3BYTE_BGR), "jpg", out);
        byte[] file = out.toByteArray();
        int frame = indexOf(file, new byte[] {(byte) 0xff, (byte) 0xc0});
        ByteBuffer.wrap(file).putShort(frame + 5, (short) 30_000).putShort(frame + 7, (short) 30_000);
        assertThatThrownBy(() -> open(file)).hasMessageContaining("too large an image: 30000 x 30000");
    }

    private static void fillRightHalf(BufferedImage picture, int argb) {
        for (int x = WIDTH / 2; x < WIDTH; x++) {
            for (int y = 0; y < HEIGHT; y++) {
                picture.setRGB(x, y, argb);
            }
        }
    }

    private void assertHalves(byte[] png) throws IOException {
        try (PictureFile file = open(png)) {
            file.forEach((frame, luma) -> {
                assertThat(luma.get(HEIGHT / 2, WIDTH / 4)[0]).as("transparent").isEqualTo(255);
                assertThat(luma.get(HEIGHT / 2, WIDTH * 3 / 4)[0]).as("black").isEqualTo(0);
            });
        }
    }

    private PictureFile open(byte[] file) throws IOException {
        return PictureFile.open(Files.write(folder.resolve("picture"), file));
    }

    private static byte[] png(BufferedImage picture) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", out);
        return out.toByteArray();
    }

    private static byte[] withSize(byte[] png, int width, int height) {
        ByteBuffer file = ByteBuffer.wrap(png.clone());
        file.putInt(16, width).putInt(20, height);
        return file.putInt(29, crc(Arrays.copyOfRange(file.array(), 12, 29))).array();
    }

    /** Puts a chunk before the picture's data. */
    private static byte[] withChunk(byte[] png, String type, byte[] data) {
        int at = indexOf(png, "IDAT".getBytes()) - 4;
        byte[] named = ByteBuffer.allocate(4 + data.length)
                .put(type.getBytes())
                .put(data)
                .array();
        return ByteBuffer.allocate(png.length + 8 + named.length)
                .put(png, 0, at)
                .putInt(data.length)
                .put(named)
                .putInt(crc(named))
                .put(png, at, png.length - at)
                .array();
    }

    private static int crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private static int indexOf(byte[] file, byte[] wanted) {
        for (int at = 0; at + wanted.length <= file.length; at++) {
            if (Arrays.equals(file, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        throw new AssertionError("not found");
    }
}
