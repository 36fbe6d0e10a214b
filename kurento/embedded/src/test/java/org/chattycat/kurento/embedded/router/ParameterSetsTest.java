package org.chattycat.kurento.embedded.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.chattycat.kurento.embedded.sdp.SdpException;
import org.chattycat.kurento.rtp.NetworkOrder;
import org.chattycat.kurento.rtp.RtpPacketView;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Parameter sets that stand in the SDP only reach the viewer before each IDR picture (RFC 6184 sections 8.1, 8.4). */
class ParameterSetsTest {
    private static final String PROFILE = "packetization-mode=1;profile-level-id=42e01f";
    private static final String SPS = "6742c01f";
    private static final String PPS = "68ce3c80";
    private static final String IDR = "6588840a";
    private static final String DELTA = "419a0102";

    /** Number, timestamp, marker and payload of each packet that the viewer received. */
    private record Received(int number, int timestamp, boolean marker, String payload) {}

    private final List<Received> received = new ArrayList<>();
    private RtpSession publisher;
    private RtpSession viewer;

    @BeforeEach
    void connect() throws SdpException {
        connect(PROFILE + ";Sprop-Parameter-Sets=Z0LAHw==,aM48gA==");
    }

    private void connect(String parameters) throws SdpException {
        publisher = VideoSessions.of("sendonly", "H264", parameters, (buffer, length) -> {});
        viewer = VideoSessions.of("recvonly", "H264", PROFILE, this::note);
        viewer.outbound(MediaKind.VIDEO).setSource(publisher.inbound(MediaKind.VIDEO));
    }

    private void note(byte[] buffer, int length) {
        RtpPacketView view = new RtpPacketView();
        assertThat(view.wrap(buffer, 0, length)).isTrue();
        int from = view.payloadOffset();
        received.add(new Received(
                view.sequenceNumber(),
                view.timestamp(),
                view.marker(),
                HexFormat.of().formatHex(buffer, from, from + view.payloadLength())));
    }

    private void receive(int number, int timestamp, boolean marker, String payload) {
        byte[] nal = HexFormat.of().parseHex(payload);
        byte[] packet = new byte[12 + nal.length];
        packet[0] = (byte) 0x80;
        packet[1] = (byte) ((marker ? 0x80 : 0) | 96);
        NetworkOrder.put16(packet, 2, number);
        NetworkOrder.put32(packet, 4, timestamp);
        NetworkOrder.put32(packet, 8, 7);
        System.arraycopy(nal, 0, packet, 12, nal.length);
        publisher.receiveRtp(packet, 0, packet.length, System.nanoTime());
    }

    private List<String> payloads() {
        return received.stream().map(Received::payload).toList();
    }

    private void assertContinuous() {
        for (int i = 1; i < received.size(); i++) {
            assertThat(received.get(i).number() - received.get(i - 1).number() & 0xffff)
                    .isEqualTo(1);
        }
    }

    @Test
    void precedeEachIdrPicture() {
        receive(10, 0, true, IDR);
        receive(11, 3000, true, DELTA);
        receive(12, 6000, false, IDR);
        receive(13, 6000, true, IDR);
        receive(14, 9000, true, DELTA);
        assertThat(payloads()).containsExactly(SPS, PPS, IDR, DELTA, SPS, PPS, IDR, IDR, DELTA);
        assertContinuous();
        assertThat(received)
                .extracting(Received::marker)
                .containsExactly(false, false, true, true, false, false, false, true, true);
        assertThat(received.get(4).timestamp() - received.get(0).timestamp()).isEqualTo(6000);
        assertThat(received.get(6).timestamp()).isEqualTo(received.get(4).timestamp());
    }

    @Test
    void precedeAFragmentedIdrPictureOnce() {
        receive(10, 0, false, "7c85aa");
        receive(11, 0, false, "7c05bb");
        receive(12, 0, true, "7c45cc");
        assertThat(payloads()).containsExactly(SPS, PPS, "7c85aa", "7c05bb", "7c45cc");
        assertContinuous();
    }

    @Test
    void aLostPacketBeforeThePictureStaysAGap() {
        receive(10, 0, true, IDR);
        receive(12, 6000, true, IDR);
        assertThat(received.get(3).number() - received.get(2).number()).isEqualTo(2);
    }

    @Test
    void nothingIsInsertedBetweenPacketsThatWereSent() {
        receive(10, 0, true, IDR);
        receive(12, 6000, false, "7c05bb");
        receive(11, 6000, false, "7c85aa");
        assertThat(payloads()).containsExactly(SPS, PPS, IDR, "7c05bb", "7c85aa");
        assertThat(received.get(3).number() - received.get(4).number()).isEqualTo(1);
    }

    @Test
    void aStreamThatCarriesItsOwnIsLeftAlone() {
        receive(10, 0, false, SPS);
        receive(11, 0, false, PPS);
        receive(12, 0, true, IDR);
        receive(13, 3000, true, IDR);
        assertThat(payloads()).containsExactly(SPS, PPS, IDR, IDR);
        assertContinuous();
    }

    @Test
    void malformedOnesAreIgnored() throws SdpException {
        String tooLong = "Z" + "0LAH".repeat(400);
        for (String value : List.of("", ",", "!!!!", "ZYiECg==", "Zw==", tooLong)) {
            received.clear();
            connect(PROFILE + ";sprop-parameter-sets=" + value);
            receive(10, 0, true, IDR);
            assertThat(payloads()).as(value).containsExactly(IDR);
        }
    }
}
