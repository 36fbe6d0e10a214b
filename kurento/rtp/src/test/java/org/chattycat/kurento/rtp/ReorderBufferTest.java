package org.chattycat.kurento.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReorderBufferTest {
    private final List<String> out = new ArrayList<>();
    private final ReorderBuffer buffer = new ReorderBuffer(new ReorderBuffer.Output() {
        @Override
        public void packet(ReceivedPacket packet) {
            out.add(String.valueOf(NetworkOrder.u16(packet.data(), 2)));
        }

        @Override
        public void lost(int packets) {
            out.add("lost " + packets);
        }
    });

    @Test
    void passesOrderedPacketsOnAtOnceAcrossTheWrap() {
        add(0, 65534, 65535, 0, 1);
        assertThat(out).containsExactly("65534", "65535", "0", "1");
    }

    @Test
    void waitsForALatePacketAndIgnoresDuplicates() {
        add(0, 10, 12, 12, 13, 11, 11, 14);
        assertThat(out).containsExactly("10", "11", "12", "13", "14");
        assertThat(buffer.waiting()).isFalse();
    }

    @Test
    void givesAPacketUpAfterAWhile() {
        add(0, 10, 12);
        add(150, 13);
        assertThat(out).containsExactly("10");
        add(201, 14);
        assertThat(out).containsExactly("10", "lost 1", "12", "13", "14");
        add(202, 11);
        assertThat(out).hasSize(5);
    }

    @Test
    void aLeapIsAnotherStretchOfTheStream() {
        add(0, 10, 12, 5_000, 5_001);
        assertThat(out).containsExactly("10", "lost 1", "12", "lost 4987", "5000", "5001");
        add(1, 100, 101);
        assertThat(out).endsWith("lost 1", "100", "101");
    }

    @Test
    void oneStrayPacketChangesNothing() {
        add(0, 10, 11, 30_000, 12, 60_000, 13, 30_001, 14);
        assertThat(out).containsExactly("10", "11", "12", "13", "14");
    }

    /** The rules of the media server: more than 256 ahead, or more than 100 behind, needs a second packet. */
    @Test
    void aPacketFarFromTheOthersNeedsASecondOne() {
        add(0, 1_000, 1_001, 1_301, 1_002, 850, 1_003);
        assertThat(out).containsExactly("1000", "1001", "1002", "1003");
        assertThat(buffer.waiting()).isFalse();
        add(0, 850, 851);
        assertThat(out).endsWith("lost 1", "850", "851");
        add(0, 1_150, 1_151);
        assertThat(out).endsWith("lost 298", "1150", "1151");
    }

    @Test
    void aMissingPacketIsTakenHoweverLateItIs() {
        add(0, 10);
        for (int i = 12; i < 200; i++) {
            add(0, i);
        }
        add(0, 11);
        assertThat(out).hasSize(190).endsWith("198", "199").doesNotContain("lost 1");
    }

    @Test
    void aRestartAtASlightlyLowerNumberIsFollowed() {
        add(0, 400, 401);
        for (int i = 0; i < 60; i++) {
            add(i, 200 + i);
        }
        assertThat(out).endsWith("258", "259");
    }

    @Test
    void severalRestartsInEitherDirectionAreFollowed() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            int start = random.nextInt(65_536);
            for (int j = 0; j < 40; j++) {
                add(1_000 * i + 10 * j, start + j & 0xffff);
            }
            assertThat(out).as("seed %d, restart %d", seed, i).endsWith(String.valueOf(start + 39 & 0xffff));
        }
    }

    @Test
    void neverHoldsBackForLongWhateverComes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            add(i, random.nextInt(65_536));
        }
        add(30_000, 1, 2, 3, 4);
        assertThat(out).as("seed %d", seed).endsWith("2", "3", "4");
    }

    private void add(int atMillis, int... sequenceNumbers) {
        for (int sequenceNumber : sequenceNumbers) {
            byte[] packet = new byte[12];
            NetworkOrder.put16(packet, 2, sequenceNumber);
            buffer.add(new ReceivedPacket(packet, atMillis * 1_000_000L));
        }
    }
}
