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
    void announcesCandidatesUnchanged() {
        assertThat(new CandidateView("", "", "").of(IPV4)).contains(IPV4);
    }

    @Test
    void announcesTheExternalAddressOfTheSameFamily() {
        CandidateView view = new CandidateView("192.0.2.10", "", "");
        assertThat(view.of(IPV4)).contains(candidate("192.0.2.10"));
        assertThat(view.of(IPV6)).contains(IPV6);
        assertThat(new CandidateView("", "2001:db8::1", "").of(IPV6)).contains(candidate("2001:db8::1"));
    }

    @Test
    void announcesOnlyTheChosenInterfaces() throws Exception {
        String loopback = NetworkInterface.getByInetAddress(InetAddress.getByName("127.0.0.1"))
                .getName();
        CandidateView view = new CandidateView("", "", "nosuch0, " + loopback);
        assertThat(view.of(candidate("127.0.0.1"))).isPresent();
        assertThat(view.of(candidate("192.0.2.77"))).isEmpty();
        assertThat(view.of(candidate("5c1d.local"))).isEmpty();
    }

    @Test
    void insertsCandidatesAtTheEndOfTheirSections() {
        String sdp = "v=0\r\nm=audio 9\r\na=mid:0\r\nm=video 9\r\na=mid:1\r\n";
        IceCandidate video = IceCandidate.parse("candidate:2 1 UDP 1 10.0.0.2 5000 typ host", "1", 1);
        IceCandidate audio = candidate("10.0.0.1");
        assertThat(CandidateView.inserted(sdp, List.of(video, audio)))
                .isEqualTo("v=0\r\nm=audio 9\r\na=mid:0\r\na=" + audio.candidate() + "\r\nm=video 9\r\na=mid:1\r\na="
                        + video.candidate() + "\r\n");
        assertThat(CandidateView.inserted("", List.of(video))).isEmpty();
    }

    private static IceCandidate candidate(String address) {
        return IceCandidate.parse("candidate:1 1 UDP 2015364095 " + address + " 5000 typ host", "0", 0);
    }
}
