package org.chattycat.kurento.peer.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class StunBindingRequestTest {
    /** RFC 5769 section 2.1. */
    private static final byte[] SAMPLE = HexFormat.of()
            .parseHex("000100582112a442b7e7a701bc34d686fa87dfae"
                    + "802200105354554e207465737420636c69656e74"
                    + "002400046e0001ff"
                    + "80290008932ff9b151263b36"
                    + "000600096576746a3a68367659202020"
                    + "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2"
                    + "80280004e57a3bcf");

    private static final String PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";

    private static Mac mac(String password) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        return mac;
    }

    @Test
    void readsTheSampleOfRfc5769() throws Exception {
        StunBindingRequest request = StunBindingRequest.parse(SAMPLE, 0, SAMPLE.length);
        assertThat(request).isNotNull();
        assertThat(request.localUfrag()).isEqualTo("evtj");
        assertThat(request.remoteUfrag()).isEqualTo("h6vY");
        assertThat(request.useCandidate()).isFalse();
        assertThat(request.isAuthentic(mac(PASSWORD))).isTrue();
        assertThat(request.isAuthentic(mac("another password"))).isFalse();
    }

    @Test
    void readsItAnywhereInABuffer() throws Exception {
        byte[] shifted = new byte[SAMPLE.length + 10];
        System.arraycopy(SAMPLE, 0, shifted, 6, SAMPLE.length);
        StunBindingRequest request = StunBindingRequest.parse(shifted, 6, SAMPLE.length);
        assertThat(request.isAuthentic(mac(PASSWORD))).isTrue();
    }

    @Test
    void rejectsEveryChangeOfASingleBit() throws Exception {
        Mac mac = mac(PASSWORD);
        for (int bit = 0; bit < SAMPLE.length * 8; bit++) {
            if (bit / 8 >= 100 && bit / 8 < 104) {
                continue; // The changed attribute is not a FINGERPRINT; attributes after the integrity are ignored.
            }
            byte[] changed = SAMPLE.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            StunBindingRequest request = StunBindingRequest.parse(changed, 0, changed.length);
            assertThat(request != null && request.isAuthentic(mac))
                    .as("bit %d", bit)
                    .isFalse();
        }
    }

    @Test
    void rejectsTruncatedRequests() {
        for (int length = 0; length < SAMPLE.length; length++) {
            assertThat(StunBindingRequest.parse(SAMPLE, 0, length)).isNull();
        }
    }

    @Test
    void rejectsRandomBytes() {
        Random random = new Random(8489);
        for (int round = 0; round < 100_000; round++) {
            byte[] changed = SAMPLE.clone();
            for (int i = random.nextInt(6); i >= 0; i--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            StunBindingRequest.parse(changed, 0, random.nextInt(changed.length + 1));
        }
    }

    @Test
    void answersOwnChecksWithTheSendersAddress() throws Exception {
        byte[] check = StunCheck.write("left", "right", PASSWORD);
        StunBindingRequest request = StunBindingRequest.parse(check, 0, check.length);
        assertThat(request.useCandidate()).isTrue();
        assertThat(request.isAuthentic(mac(PASSWORD))).isTrue();
        byte[] response = StunBindingResponse.to(request, new InetSocketAddress("192.0.2.1", 32853), mac(PASSWORD));
        assertThat(StunCheck.isSuccess(response, response.length)).isTrue();
        // XOR-MAPPED-ADDRESS of RFC 5769 section 2.2: 192.0.2.1 port 32853.
        assertThat(HexFormat.of().formatHex(response, 20, 32)).isEqualTo("002000080001a147e112a643");
        assertThat(response).hasSizeLessThanOrEqualTo(check.length);
        byte[] ipv6 = StunBindingResponse.to(
                request, new InetSocketAddress("2001:db8:1234:5678:11:2233:4455:6677", 32853), mac(PASSWORD));
        System.arraycopy(HexFormat.of().parseHex("b7e7a701bc34d686fa87dfae"), 0, check, 8, 12);
        assertThat(HexFormat.of().formatHex(ipv6, 20, 32)).startsWith("002000140002a147");
    }

    @Test
    void responsesAreAuthenticAndCarryAFingerprint() throws Exception {
        StunBindingRequest request = StunBindingRequest.parse(SAMPLE, 0, SAMPLE.length);
        byte[] response = StunBindingResponse.to(request, new InetSocketAddress("192.0.2.1", 32853), mac(PASSWORD));
        assertThat(HexFormat.of().formatHex(response, 0, 32))
                .isEqualTo("0101002c2112a442b7e7a701bc34d686fa87dfae002000080001a147e112a643");
        byte[] covered = Arrays.copyOf(response, 32);
        covered[3] = 36;
        assertThat(Arrays.copyOfRange(response, 36, 56)).isEqualTo(mac(PASSWORD).doFinal(covered));
    }
}
