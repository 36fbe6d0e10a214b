package org.chattycat.kurento.peer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chattycat.kurento.peer.turn.TurnUri.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TurnUriTest {
    @ParameterizedTest
    @CsvSource({
        "turn:call.example.org, call.example.org, 3478, UDP",
        "turn:call.example.org:80?transport=tcp, call.example.org, 80, TCP",
        "turn:192.0.2.1:3478?transport=udp, 192.0.2.1, 3478, UDP",
        "turns:call.example.org, call.example.org, 5349, TLS",
        "turns:call.example.org:443?transport=tcp, call.example.org, 443, TLS",
        "turn:[2001:db8::1]:3478, 2001:db8::1, 3478, UDP"
    })
    void readsAddresses(String uri, String host, int port, Transport transport) {
        assertThat(TurnUri.parse(uri)).isEqualTo(new TurnUri(host, port, transport));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "stun:h",
                "turn:",
                "turn://h",
                "turn:h:0",
                "turn:h:65536",
                "turn:h?transport=sctp",
                "turn:a b"
            })
    void refusesEverythingElse(String uri) {
        assertThatThrownBy(() -> TurnUri.parse(uri)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesDtls() {
        assertThatThrownBy(() -> TurnUri.parse("turns:h?transport=udp")).hasMessageContaining("DTLS");
    }
}
