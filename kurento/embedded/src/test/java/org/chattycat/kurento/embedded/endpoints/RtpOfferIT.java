package org.chattycat.kurento.embedded.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import org.chattycat.kurento.embedded.io.LocalAddresses;
import org.chattycat.kurento.embedded.sdp.OfferedMedia;
import org.junit.jupiter.api.Test;

/** Offers of plain RTP contain an address of the requested family ({@code useIpv6}). */
class RtpOfferIT {
    private static final InetAddress IPV4 = address("127.0.0.1");
    private static final InetAddress IPV6 = address("::1");

    @Test
    void containsAnAddressOfTheRequestedFamily() throws IOException {
        assumeThat(LocalAddresses.all().list()).contains(IPV6);
        try (ForwardingMediaEngine engine = ForwardingMediaEngine.open(
                MediaEngineConfig.defaults().withAddresses(LocalAddresses.of(List.of(IPV4, IPV6))))) {
            assertThat(offer(engine, false)).contains("c=IN IP4 127.0.0.1\r\n").doesNotContain("IP6");
            assertThat(offer(engine, true))
                    .containsPattern("c=IN IP6 [0:]*:1\r\n")
                    .doesNotContain("127.0.0.1");
        }
    }

    private static String offer(ForwardingMediaEngine engine, boolean ipv6) {
        try (SdpTransport transport = engine.createRtp(new MediaTransportListener() {}, ipv6)) {
            return transport.generateOffer(OfferedMedia.ALL);
        }
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
