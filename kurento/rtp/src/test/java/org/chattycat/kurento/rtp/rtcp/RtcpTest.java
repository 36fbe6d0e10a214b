package org.chattycat.kurento.rtp.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtcpTest {
    private final RtcpWriter writer = new RtcpWriter(1200, "cat");
    private final RtcpReader reader = new RtcpReader();

    private String hex() {
        return HexFormat.of().formatHex(writer.buffer(), 0, writer.length());
    }

    private void read(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        byte[] shifted = new byte[bytes.length + 5];
        System.arraycopy(bytes, 0, shifted, 5, bytes.length);
        reader.wrap(shifted, 5, bytes.length);
    }

    @Test
    void senderReportIsLaidOutAsInRfc3550Section641() {
        writer.reset()
                .senderReport(0x11223344, 0xaabbccddeeff0011L, 0x55667788, 7, 900)
                .reportBlock(0x01020304, 64, -2, 0x1fffe, 99, 0xccddeeff, 65536)
                .sourceDescription(0x11223344);
        assertThat(hex())
                .isEqualTo("81c8000c" + "11223344" + "aabbccddeeff0011" + "55667788" + "00000007" + "00000384"
                        + "01020304" + "40fffffe" + "0001fffe" + "00000063" + "ccddeeff" + "00010000"
                        + "81ca0003" + "11223344" + "0103636174" + "000000");
        reader.wrap(writer.buffer(), 0, writer.length());
        assertThat(reader.next()).isTrue();
        assertThat(reader.isSenderReport()).isTrue();
        assertThat(reader.senderSsrc()).isEqualTo(0x11223344);
        assertThat(reader.ntpTime()).isEqualTo(0xaabbccddeeff0011L);
        assertThat(reader.rtpTime()).isEqualTo(0x55667788);
        assertThat(reader.reportBlocks()).isEqualTo(1);
        assertThat(reader.blockSsrc(0)).isEqualTo(0x01020304);
        assertThat(reader.blockFractionLost(0)).isEqualTo(64);
        assertThat(reader.blockPacketsLost(0)).isEqualTo(-2);
        assertThat(reader.blockHighestSequence(0)).isEqualTo(0x1fffe);
        assertThat(reader.blockJitter(0)).isEqualTo(99);
        assertThat(reader.blockLastSenderReport(0)).isEqualTo(0xccddeeff);
        assertThat(reader.blockDelaySinceLastSenderReport(0)).isEqualTo(65536);
        assertThat(reader.next()).isTrue();
        assertThat(reader.type()).isEqualTo(RtcpType.SOURCE_DESCRIPTION);
        assertThat(reader.next()).isFalse();
    }

    @Test
    void nackPacksSeventeenNumbersIntoAnEntryAcrossTheWrap() {
        writer.reset().receiverReport(1).nack(1, 2, new int[] {65534, 65535, 0, 14, 15, 40}, 6);
        assertThat(hex())
                .isEqualTo("80c9000100000001" + "81cd0005" + "00000001" + "00000002" + "fffe8003" + "000f0000"
                        + "00280000");
        reader.wrap(writer.buffer(), 0, writer.length());
        reader.next();
        assertThat(reader.next()).isTrue();
        assertThat(reader.isNack()).isTrue();
        assertThat(reader.nackEntries()).isEqualTo(3);
        assertThat(reader.nackPacketId(0)).isEqualTo(65534);
        assertThat(reader.nackBitmask(0)).isEqualTo(0x8003);
    }

    @Test
    void keyframeRequestsAreLaidOutAsInRfc4585AndRfc5104() {
        writer.reset().pli(1, 2).fir(1, 2, 7);
        assertThat(hex())
                .isEqualTo("81ce0002" + "0000000100000002" + "84ce0004" + "0000000100000000" + "0000000207000000");
        reader.wrap(writer.buffer(), 0, writer.length());
        reader.next();
        assertThat(reader.isPli()).isTrue();
        assertThat(reader.mediaSsrc()).isEqualTo(2);
        reader.next();
        assertThat(reader.isFir()).isTrue();
        assertThat(reader.firSsrc(0)).isEqualTo(2);
    }

    @Test
    void rembCarriesEighteenBitsAndAnExponent() {
        writer.reset().remb(1, 2_500_000, 0xcafe);
        assertThat(hex()).isEqualTo("8fce0005" + "0000000100000000" + "52454d42" + "01" + "12625a" + "0000cafe");
        reader.wrap(writer.buffer(), 0, writer.length());
        reader.next();
        assertThat(reader.isRemb()).isTrue();
        assertThat(reader.rembBitrate()).isEqualTo(2_500_000L);
        read("8fce0005 0000000100000000 52454d42 01 ffffff 0000cafe");
        assertThat(reader.next()).isTrue();
        assertThat(reader.rembBitrate()).isEqualTo(Long.MAX_VALUE);
        writer.reset().remb(1, 0, 2);
        reader.wrap(writer.buffer(), 0, writer.length());
        reader.next();
        assertThat(reader.rembBitrate()).isZero();
    }

    @Test
    void stopsAtDataThatIsNotRtcp() {
        read("80c90001 00000001 40c90001 00000001");
        assertThat(reader.next()).isTrue();
        assertThat(reader.next()).as("version 1").isFalse();
        read("80c90009 00000001");
        assertThat(reader.next()).as("longer than the datagram").isFalse();
        read("80c90000 00000001");
        assertThat(reader.next()).as("shorter than an SSRC").isFalse();
        read("9fc80001 00000001");
        assertThat(reader.next()).isTrue();
        assertThat(reader.isSenderReport()).as("too short for one").isFalse();
        assertThat(reader.reportBlocks()).isZero();
        read("9fc90007 00000001 010203044000000200010000000000630000000000000000");
        assertThat(reader.next()).isTrue();
        assertThat(reader.reportBlocks())
                .as("the number that is present, not the number that is claimed")
                .isEqualTo(1);
    }

    @Test
    void neverReadsOutsideTheBuffer() {
        Random random = new Random(3550);
        for (int round = 0; round < 100_000; round++) {
            byte[] bytes = new byte[random.nextInt(80)];
            random.nextBytes(bytes);
            for (int at = 0; at + 4 <= bytes.length; at += 16) {
                bytes[at] = (byte) (0x80 | bytes[at] & 0x1f);
                bytes[at + 1] = (byte) (200 + random.nextInt(7));
                bytes[at + 2] = 0;
                bytes[at + 3] = (byte) random.nextInt(8);
            }
            reader.wrap(bytes, 0, bytes.length);
            while (reader.next()) {
                readEverything();
            }
        }
    }

    private void readEverything() {
        if (reader.isSenderReport()) {
            reader.ntpTime();
            reader.rtpTime();
        }
        for (int i = 0; i < reader.reportBlocks(); i++) {
            reader.blockDelaySinceLastSenderReport(i);
        }
        for (int i = 0; reader.isNack() && i < reader.nackEntries(); i++) {
            reader.nackBitmask(i);
        }
        for (int i = 0; reader.isFir() && i < reader.firEntries(); i++) {
            reader.firSsrc(i);
        }
        if (reader.isRemb()) {
            assertThat(reader.rembBitrate()).isNotNegative();
        }
    }

    @Test
    void distinguishesRtcpFromRtp() {
        assertThat(Arrays.stream(new int[] {200, 201, 206, 192, 223}).allMatch(RtcpType::isRtcp))
                .isTrue();
        assertThat(Arrays.stream(new int[] {96, 0xe0, 111, 127, 0x80}).anyMatch(RtcpType::isRtcp))
                .isFalse();
    }
}
