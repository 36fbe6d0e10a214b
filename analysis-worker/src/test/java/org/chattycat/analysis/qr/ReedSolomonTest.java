package org.chattycat.analysis.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.common.reedsolomon.GenericGF;
import com.google.zxing.common.reedsolomon.ReedSolomonEncoder;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against ZXing's encoder of the same code. Words of 44 codewords with 16 of parity are those of version 2-M. */
class ReedSolomonTest {
    private static final int LENGTH = 44;
    private static final int PARITY = 16;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @ParameterizedTest
    @CsvSource({"0,0", "1,0", "4,0", "8,0", "0,1", "0,8", "0,12", "1,9", "2,8", "3,6", "4,4", "5,3", "6,1"})
    void correctsErrorsAndErasures(int errors, int erasures) {
        for (int i = 0; i < 200; i++) {
            int[] sent = encode();
            int[] received = sent.clone();
            int[] places = places(errors + erasures);
            for (int place : places) {
                received[place] ^= 1 + random.nextInt(255);
            }
            int[] erased = IntStream.of(places).limit(erasures).toArray();
            assertThat(ReedSolomon.correct(received, PARITY, erased))
                    .as("seed %d", seed)
                    .isTrue();
            assertThat(received).as("seed %d", seed).isEqualTo(sent);
        }
    }

    @Test
    void anErasedCodewordMayBeRight() {
        int[] sent = encode();
        int[] received = sent.clone();
        received[3] ^= 7;
        assertThat(ReedSolomon.correct(received, PARITY, 3, 5, 20)).isTrue();
        assertThat(received).isEqualTo(sent);
    }

    /** Sixteen erasures use up all parity: any word would "correct" to some code. */
    @ParameterizedTest
    @CsvSource({"13", "14", "16", "17", "44"})
    void refusesWhatNoiseWouldPassToo(int erasures) {
        int[] word = encode();
        word[0] ^= 1;
        int[] before = word.clone();
        assertThat(ReedSolomon.correct(word, PARITY, places(erasures))).isFalse();
        assertThat(word).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"9,0", "12,0", "44,0", "8,4", "4,9", "20,8"})
    void leavesAloneWhatIsBeyondTheCode(int errors, int erasures) {
        for (int i = 0; i < 500; i++) {
            int[] sent = encode();
            int[] received = sent.clone();
            int[] places = places(errors);
            for (int place : places) {
                received[place] ^= 1 + random.nextInt(255);
            }
            int[] before = received.clone();
            int[] others = IntStream.of(places(LENGTH))
                    .filter(p -> IntStream.of(places).noneMatch(q -> q == p) || errors == LENGTH)
                    .limit(erasures)
                    .toArray();
            assertThat(ReedSolomon.correct(received, PARITY, others))
                    .as("seed %d", seed)
                    .isFalse();
            assertThat(received).isEqualTo(before);
        }
    }

    @Test
    void refusesNoise() {
        for (int i = 0; i < 20_000; i++) {
            int[] noise = random.ints(LENGTH, 0, 256).toArray();
            assertThat(ReedSolomon.correct(noise, PARITY, places(random.nextInt(PARITY + 1))))
                    .as("seed %d", seed)
                    .isFalse();
        }
    }

    private int[] encode() {
        int[] word = random.ints(LENGTH, 0, 256).toArray();
        new ReedSolomonEncoder(GenericGF.QR_CODE_FIELD_256).encode(word, PARITY);
        return word;
    }

    /** Distinct places, in random order. */
    private int[] places(int count) {
        return IntStream.generate(() -> random.nextInt(LENGTH))
                .distinct()
                .limit(count)
                .toArray();
    }
}
