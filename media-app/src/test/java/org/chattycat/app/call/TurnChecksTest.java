package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.chattycat.app.platform.doctor.Examined;
import org.chattycat.app.platform.doctor.TestCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TurnChecksTest {
    private static final String SECRET = "purr-7041";

    private TestCertificate certificate;
    private FakeTurn relay;

    @BeforeEach
    void start() throws Exception {
        certificate = new TestCertificate("localhost", Duration.ofDays(60));
        relay = new FakeTurn(SECRET, certificate.server());
    }

    @AfterEach
    void stop() throws Exception {
        relay.close();
    }

    private List<String> examine(String url, String secret) throws Exception {
        return examine(url, secret, Duration.ofSeconds(20));
    }

    private List<String> examine(String url, String secret, Duration limit) throws Exception {
        List<String> lines = Examined.lines(
                TurnChecks.class,
                limit,
                certificate.anchor(),
                "chattycat.public-url=https://call.example.org",
                "chattycat.call.turn.urls=" + url,
                "chattycat.call.turn.secret=" + secret);
        assertThat(lines).noneMatch(line -> line.contains(secret));
        return lines;
    }

    @Test
    void allocatesOverEachTransport() throws Exception {
        List<String> lines = examine(relay.udpUrl() + "," + relay.tcpUrl() + "," + relay.tlsUrl(), SECRET);
        assertThat(lines).hasSize(3).allSatisfy(line -> assertThat(line)
                .startsWith("ok    TURN turn")
                .contains("It relays from 203.0.113.7 with the credentials of a page."));
        assertThat(lines.get(2)).contains("valid for another 59 days");
        Awaitility.await().until(() -> relay.allocations() == 0);
    }

    @Test
    void repeatsWhatGetsLostAndWhatIsTooOld() throws Exception {
        relay.losses.set(2);
        relay.staleNonces.set(1);
        assertThat(examine(relay.udpUrl(), SECRET)).singleElement().asString().startsWith("ok");
    }

    @Test
    void anotherSecret() throws Exception {
        assertThat(examine(relay.udpUrl(), "hiss-5520"))
                .singleElement()
                .asString()
                .startsWith("fail")
                .contains("It refuses the credentials.", "CHATTYCAT_CALL_TURN_SECRET");
    }

    @Test
    void privatePeersMustBeRefused() throws Exception {
        relay.denied = Set.of("127.");
        assertThat(examine(relay.udpUrl(), SECRET))
                .first()
                .asString()
                .startsWith("fail")
                .contains("10.0.0.1", "172.16.0.1", "192.168.0.1", "169.254.169.254", "--denied-peer-ip")
                .doesNotContain("127.0.0.1");
    }

    @Test
    void privateIpv6PeersMustBeRefused() throws Exception {
        relay.hasIpv6 = true;
        assertThat(examine(relay.udpUrl(), SECRET)).singleElement().asString().startsWith("ok");
        relay.denied = Set.of("127.", "10.", "172.", "192.168.", "169.254.", "100.64.", "0:", "fe80");
        assertThat(examine(relay.udpUrl(), SECRET))
                .first()
                .asString()
                .startsWith("fail")
                .contains("fd00:");
    }

    @Test
    void tcpMustNotBeRelayed() throws Exception {
        relay.relaysTcp = true;
        assertThat(examine(relay.tcpUrl(), SECRET))
                .first()
                .asString()
                .startsWith("fail")
                .contains("--no-tcp-relay");
    }

    @Test
    void credentialsMustBeAskedFor() throws Exception {
        relay.asksForCredentials = false;
        assertThat(examine(relay.udpUrl(), SECRET))
                .first()
                .asString()
                .startsWith("fail")
                .contains("without credentials");
    }

    @Test
    void theRelayedAddressMustBePublic() throws Exception {
        relay.relayedAddress = "172.18.0.5";
        assertThat(examine(relay.udpUrl(), SECRET))
                .singleElement()
                .asString()
                .startsWith("fail")
                .contains("--external-ip");
    }

    @Test
    void nothingListens() throws Exception {
        int free;
        try (DatagramSocket socket = new DatagramSocket()) {
            free = socket.getLocalPort();
        }
        assertThat(examine("turn:127.0.0.1:" + free + ",turn:127.0.0.1:" + free + "?transport=tcp", SECRET))
                .hasSize(2)
                .allSatisfy(
                        line -> assertThat(line).startsWith("fail").contains("Nothing answers at 127.0.0.1:" + free));
    }

    @Test
    void silence() throws Exception {
        relay.isSilent = true;
        assertThat(examine(relay.udpUrl() + "," + relay.tcpUrl(), SECRET, Duration.ofMillis(300)))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith("fail").contains("Nothing answers"));
    }

    @Test
    void anotherCertificate() throws Exception {
        certificate = new TestCertificate("localhost", Duration.ofDays(60));
        assertThat(examine(relay.tlsUrl(), SECRET))
                .singleElement()
                .asString()
                .startsWith("fail")
                .contains("is not trusted");
    }

    @Test
    void unreadableAddress() throws Exception {
        assertThat(examine("turn:host:99999", SECRET))
                .singleElement()
                .asString()
                .startsWith("fail")
                .contains("no such port");
    }

    @Test
    void withoutARelay() {
        assertThat(Examined.lines(TurnChecks.class, null))
                .singleElement()
                .asString()
                .startsWith("ok");
        assertThat(Examined.lines(TurnChecks.class, null, "chattycat.public-url=https://call.example.org"))
                .singleElement()
                .asString()
                .startsWith("warn");
    }
}
