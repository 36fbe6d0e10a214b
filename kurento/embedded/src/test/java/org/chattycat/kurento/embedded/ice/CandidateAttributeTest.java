package org.chattycat.kurento.embedded.ice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CandidateAttributeTest {
    private static final String BROWSER =
            "candidate:842163049 1 udp 1677729535 fd00::2 46154 typ srflx raddr 0.0.0.0 rport 0 generation 0 ufrag ab";

    @Test
    void readsTheAddressAndKeepsTheText() {
        CandidateAttribute candidate = CandidateAttribute.parse(BROWSER);
        assertThat(candidate.address()).isEqualTo("fd00::2");
        assertThat(candidate.port()).isEqualTo(46154);
        assertThat(candidate.text()).isEqualTo(BROWSER);
    }

    @Test
    void replacesTheAddressOnly() {
        assertThat(CandidateAttribute.parse(BROWSER).withAddress("192.0.2.1").text())
                .isEqualTo(BROWSER.replace("fd00::2", "192.0.2.1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "candidate:garbage",
                "1 1 UDP 1 127.0.0.1 9 typ host",
                "candidate:1 1 UDP 1 127.0.0.1 9 typ",
                "candidate:1 1 UDP 1 127.0.0.1 65536 typ host",
                "candidate:1 1 UDP 1 127.0.0.1 -1 typ host",
                "candidate:1 1 UDP 1 127.0.0.1 http typ host"
            })
    void refusesWhatIsNotACandidate(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> CandidateAttribute.parse(text));
    }
}
