package org.chattycat.kurento.embedded.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
import org.chattycat.kurento.embedded.endpoints.IceCandidate;
import org.junit.jupiter.api.Test;

class CandidateViewTest {
    private static final IceCandidate IPV4 = candidate("10.0.0.1");
    private static final IceCandidate IPV6 = candidate("fd00::2");

    @Test
    void showsCandidatesAsTheyAre() {
        assertThat(new CandidateView("", "", "").of(IPV4)).contains(IPV4);
    }

    @Test
    void showsTheExternalAddressOfTheSameFamily() {
        CandidateView view = new CandidateView("192.0.2.10", "", "");
        assertThat(view.of(IPV4)).contains(candidate("192.0.2.10"));
        assertThat(view.of(IPV6)).contains(IPV6);
        assertThat(new CandidateView("", "2001:db8::1", "").of(IPV6)).contains(candidate("2001:db8::1"));
    }

    @Test
    void showsOnlyCandidatesOfTheChosenInterfaces() throws Exception {
        String loopback = NetworkInterface.getByInetAddress(InetAddress.getByName("127.0.0.1"))
                .getName();
        CandidateView view = new CandidateView("", "", "nosuch0, " + loopback);
        assertThat(view.of(candidate("127.0.0.1"))).isPresent();
        assertThat(view.of(candidate("192.0.2.77"))).isEmpty();
        assertThat(view.of(new IceCandidate("candidate:garbage", "0", 0))).isEmpty();
    }

    @Test
    void insertsCandidatesAtTheEndOfTheirSections() {
        String sdp = "v=0\r\nm=audio 9\r\na=mid:0\r\nm=video 9\r\na=mid:1\r\n";
        IceCandidate video = new IceCandidate("candidate:2", "1", 1);
        assertThat(CandidateView.inserted(sdp, List.of(video, new IceCandidate("candidate:1", "0", 0))))
                .isEqualTo("v=0\r\nm=audio 9\r\na=mid:0\r\na=candidate:1\r\nm=video 9\r\na=mid:1\r\na=candidate:2\r\n");
        assertThat(CandidateView.inserted("", List.of(video))).isEmpty();
    }

    private static IceCandidate candidate(String address) {
        return new IceCandidate("candidate:1 1 UDP 2015364095 " + address + " 5000 typ host", "0", 0);
    }
}
