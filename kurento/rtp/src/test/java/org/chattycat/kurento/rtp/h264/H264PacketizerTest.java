package org.chattycat.kurento.rtp.h264;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.chattycat.kurento.rtp.NetworkOrder;
import org.chattycat.kurento.rtp.RtpPacketView;
import org.junit.jupiter.api.Test;

/** Packets of all kinds give the NAL units back when they are read by RFC 6184. */
class H264PacketizerTest {
    private static final int SINGLE = 97;
    private static final int NON_INTERLEAVED = 98;
    private static final byte[] SPS = {0x67, 0x42};
    private static final byte[] PPS = {0x68, 0x01};
    private static final int LARGEST = H264Packetizer.MAX_PAYLOAD_BYTES;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final H264Packetizer packetizer = new H264Packetizer(7, 0xfffe, SINGLE, NON_INTERLEAVED);
    private int sequence = 0xfffe;

    private byte[] unit(int type, int bytes) {
        byte[] unit = new byte[bytes];
        random.nextBytes(unit);
        unit[0] = (byte) (random.nextInt(4) << 5 | type);
        return unit;
    }

    private List<byte[]> packets(int timestamp, byte[]... units) {
        return packetizer.packets(List.of(units), List.of(SPS, PPS), timestamp);
    }

    /** Checks headers, and puts the units together again. */
    private List<byte[]> unpacked(List<byte[]> packets, int timestamp, int payloadType) {
        List<byte[]> units = new ArrayList<>();
        byte[] fragments = null;
        for (int i = 0; i < packets.size(); i++) {
            RtpPacketView view = new RtpPacketView();
            byte[] packet = packets.get(i);
            assertThat(view.wrap(packet, 0, packet.length)).isTrue();
            assertThat(view.payloadLength()).isBetween(1, LARGEST);
            assertThat(view.sequenceNumber()).isEqualTo(sequence++ & 0xffff);
            assertThat(view.timestamp()).isEqualTo(timestamp);
            assertThat(view.ssrc()).isEqualTo(7);
            assertThat(view.payloadType()).isEqualTo(payloadType);
            assertThat(view.marker()).isEqualTo(i == packets.size() - 1);
            byte[] payload = Arrays.copyOfRange(packet, view.payloadOffset(), packet.length);
            int type = payload[0] & 0x1f;
            if (type == H264Payload.STAP_A) {
                for (int at = 1; at < payload.length; at += 2 + NetworkOrder.u16(payload, at)) {
                    units.add(Arrays.copyOfRange(payload, at + 2, at + 2 + NetworkOrder.u16(payload, at)));
                }
            } else if (type == H264Payload.FU_A) {
                boolean start = (payload[1] & 0x80) != 0;
                assertThat(start).isEqualTo(fragments == null);
                int old = start ? 1 : fragments.length;
                fragments = start ? new byte[payload.length - 1] : Arrays.copyOf(fragments, old + payload.length - 2);
                fragments[0] = (byte) (payload[0] & 0x60 | payload[1] & 0x1f);
                System.arraycopy(payload, 2, fragments, old, payload.length - 2);
                if ((payload[1] & 0x40) != 0) {
                    units.add(fragments);
                    fragments = null;
                }
            } else {
                units.add(payload);
            }
        }
        assertThat(fragments).as("an unfinished unit").isNull();
        return units;
    }

    private void assertUnits(List<byte[]> actual, byte[]... expected) {
        assertThat(actual)
                .as("seed %d", seed)
                .usingElementComparator(Arrays::compare)
                .containsExactly(expected);
    }

    @Test
    void smallUnitsAreSentAsTheyAre() {
        byte[] idr = unit(5, LARGEST);
        List<byte[]> packets = packets(90, idr);
        assertThat(packets).hasSize(3);
        assertUnits(unpacked(packets, 90, SINGLE), SPS, PPS, idr);
        byte[] delta = unit(1, 10);
        assertUnits(unpacked(packets(180, delta), 180, SINGLE), delta);
    }

    @Test
    void aLargeUnitChangesTheModeForGood() {
        byte[] idr = unit(5, 3 * LARGEST);
        List<byte[]> packets = packets(-5, idr);
        assertThat(packets)
                .as("parameter sets in one packet, and four fragments")
                .hasSize(5);
        assertUnits(unpacked(packets, -5, NON_INTERLEAVED), SPS, PPS, idr);
        byte[] first = unit(1, 10);
        byte[] second = unit(1, LARGEST - 20);
        byte[] third = unit(1, LARGEST - 2);
        packets = packets(0, first, second, third);
        assertThat(packets).hasSize(2);
        assertThat(packets.get(0)[12] & 0x60).isEqualTo(Math.max(first[0] & 0x60, second[0] & 0x60));
        assertUnits(unpacked(packets, 0, NON_INTERLEAVED), first, second, third);
    }

    @Test
    void parameterSetsOfTheStreamAreNotDoubled() {
        byte[] sps = unit(7, 12);
        byte[] pps = unit(8, 5);
        byte[] idr = unit(5, 100);
        assertUnits(unpacked(packets(1, sps, pps, idr), 1, SINGLE), sps, pps, idr);
        byte[] sei = unit(6, 8);
        assertUnits(unpacked(packets(2, sei, unit(5, 9), idr), 2, SINGLE).subList(0, 3), SPS, PPS, sei);
    }

    @Test
    void anyAccessUnitComesBack() {
        for (int i = 0; i < 300; i++) {
            byte[][] units = new byte[random.nextInt(6)][];
            for (int u = 0; u < units.length; u++) {
                units[u] = unit(1, 1 + random.nextInt(random.nextBoolean() ? 4_000 : 40));
            }
            units = units.length == 0 ? new byte[][] {unit(1, 5_000)} : units;
            List<byte[]> packets = packets(i, units);
            int type = packets.get(0)[1] & 0x7f;
            assertUnits(unpacked(packets, i, type), units);
        }
        assertThat(packets(1)).as("of nothing").isEmpty();
    }
}
