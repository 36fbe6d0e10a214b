package org.chattycat.kurento.peer.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurnMessageTest {
    private static final int BINDING = 0x001;
    private static final byte[] ID = HexFormat.of().parseHex("78ad3433c6ad72c029da412e");
    private static final byte[] KEY = TurnMessage.key("マトリックス", "example.org", "TheMatrIX");
    /** The request with long-term credentials of RFC 5769 section 2.4. */
    private static final byte[] SAMPLE = HexFormat.of()
            .parseHex("000100602112a44278ad3433c6ad72c029da412e"
                    + "00060012e3839ee38388e383aae38383e382afe382b90000"
                    + "0015001c662f2f3439396b39353464364f4c33346f4c39465354767936347341"
                    + "0014000b6578616d706c652e6f726700"
                    + "00080014f67024656dd64a3e02b8e0712e85c9a28ca89666");

    @Test
    void writesTheSampleOfTheSpecification() {
        Map<Integer, byte[]> attributes = new LinkedHashMap<>();
        attributes.put(TurnMessage.USERNAME, "マトリックス".getBytes(StandardCharsets.UTF_8));
        attributes.put(TurnMessage.NONCE, "f//499k954d6OL34oL9FSTvy64sA".getBytes(StandardCharsets.UTF_8));
        attributes.put(TurnMessage.REALM, "example.org".getBytes(StandardCharsets.UTF_8));
        assertThat(TurnMessage.write(BINDING, ID, attributes, KEY)).isEqualTo(SAMPLE);
    }

    @Test
    void readsTheSampleOfTheSpecification() {
        TurnMessage message = TurnMessage.parse(SAMPLE);
        assertThat(message.transactionId()).isEqualTo(ID);
        assertThat(message.attribute(TurnMessage.REALM)).asString().isEqualTo("example.org");
        assertThat(message.isAuthentic(KEY)).isTrue();
        assertThat(message.isAuthentic(TurnMessage.key("マトリックス", "example.org", "theMatrIX")))
                .isFalse();
        byte[] changed = SAMPLE.clone();
        changed[30] ^= 1;
        assertThat(TurnMessage.parse(changed).isAuthentic(KEY)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "2001:db8:1234:5678:11:2233:4455:6677"})
    void addressesAreMasked(String host) throws Exception {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(host), 32853);
        byte[] value = TurnMessage.xored(address, ID);
        assertThat(HexFormat.of().formatHex(value)).startsWith(host.contains(":") ? "0002" : "0001a147e112");
        TurnMessage message =
                TurnMessage.parse(TurnMessage.write(0x103, ID, Map.of(TurnMessage.XOR_RELAYED_ADDRESS, value), null));
        assertThat(message.address(TurnMessage.XOR_RELAYED_ADDRESS)).isEqualTo(address);
    }

    @Test
    void readsErrors() {
        byte[] value = "\0\0\4\3Forbidden".getBytes(StandardCharsets.UTF_8);
        TurnMessage message =
                TurnMessage.parse(TurnMessage.write(0x118, ID, Map.of(TurnMessage.ERROR_CODE, value), null));
        assertThat(message.isError()).isTrue();
        assertThat(message.answers(ID)).isTrue();
        assertThat(message.errorCode()).isEqualTo(403);
        assertThat(message.reason()).isEqualTo("Forbidden");
    }

    /** Whatever arrives at a UDP port. */
    @Test
    void ignoresEverythingElse() {
        for (int length = 0; length < SAMPLE.length; length++) {
            assertThat(TurnMessage.parse(Arrays.copyOf(SAMPLE, length))).isNull();
        }
        byte[] otherCookie = SAMPLE.clone();
        otherCookie[4] ^= 1;
        assertThat(TurnMessage.parse(otherCookie)).isNull();
        byte[] tooLongAttribute = SAMPLE.clone();
        tooLongAttribute[22] = 0x7f;
        assertThat(TurnMessage.parse(tooLongAttribute)).isNull();
        assertThat(TurnMessage.parse(SAMPLE).address(TurnMessage.REALM)).isNull();
        assertThat(TurnMessage.parse(SAMPLE).errorCode()).isZero();
    }
}
