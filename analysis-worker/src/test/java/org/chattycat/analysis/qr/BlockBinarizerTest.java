package org.chattycat.analysis.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.NotFoundException;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockBinarizerTest {
    @ParameterizedTest
    @CsvSource({"640,480", "320,240", "640,360", "40,40", "41,47", "333,71", "63,65", "1279,41"})
    void isBitByBitWhatZxingDoes(int width, int height) throws NotFoundException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        BlockBinarizer binarizer = new BlockBinarizer();
        for (int round = 0; round < 8; round++) {
            byte[] pixels = picture(random, width, height);
            assertThat(binarizer.binarize(pixels, width, height))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(new HybridBinarizer(
                                    new PlanarYUVLuminanceSource(pixels, width, height, 0, 0, width, height, false))
                            .getBlackMatrix());
        }
    }

    @Test
    void worksOnPicturesOfOneColour() {
        for (int colour : new int[] {0, 1, 127, 128, 254, 255}) {
            byte[] pixels = new byte[48 * 48];
            Arrays.fill(pixels, (byte) colour);
            assertThat(new BlockBinarizer().binarize(pixels, 48, 48).get(20, 20))
                    .isEqualTo(colour == 0);
        }
    }

    /** Patches of random size, colour, and noise, so that blocks of every range occur. */
    private static byte[] picture(Random random, int width, int height) {
        byte[] pixels = new byte[width * height];
        random.nextBytes(pixels);
        for (int patch = 0; patch < 60; patch++) {
            int left = random.nextInt(width);
            int top = random.nextInt(height);
            int right = Math.min(width, left + 1 + random.nextInt(80));
            int bottom = Math.min(height, top + 1 + random.nextInt(80));
            int colour = random.nextInt(256);
            int noise = 1 + random.nextInt(40);
            for (int y = top; y < bottom; y++) {
                for (int x = left; x < right; x++) {
                    pixels[y * width + x] = (byte) Math.max(0, Math.min(255, colour + random.nextInt(noise)));
                }
            }
        }
        return pixels;
    }
}
