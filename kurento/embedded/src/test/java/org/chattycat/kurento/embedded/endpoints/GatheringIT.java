package org.chattycat.kurento.embedded.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.chattycat.kurento.embedded.EmbeddedKurento;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kurento.client.IceCandidate;
import org.kurento.client.KurentoClient;
import org.kurento.client.MediaPipeline;
import org.kurento.client.WebRtcEndpoint;

/** Candidates in each order of gathering and negotiation that the interface description allows. */
class GatheringIT {
    private EmbeddedKurento kurento;
    private KurentoClient client;
    private MediaPipeline pipeline;

    @BeforeEach
    void start() throws Exception {
        kurento = EmbeddedKurento.builder().start();
        client = KurentoClient.create(kurento.uri().toString());
        pipeline = client.createMediaPipeline();
    }

    @AfterEach
    void stop() {
        client.destroy();
        kurento.close();
    }

    private WebRtcEndpoint endpoint() {
        return new WebRtcEndpoint.Builder(pipeline).build();
    }

    /** Gathers to the end, and returns the sections of the candidates that were announced. */
    private static List<Integer> gather(WebRtcEndpoint endpoint) throws Exception {
        List<Integer> sections = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> done = new CompletableFuture<>();
        endpoint.addIceCandidateFoundListener(event -> {
            IceCandidate candidate = event.getCandidate();
            sections.add(candidate.getSdpMLineIndex());
        });
        endpoint.addIceGatheringDoneListener(event -> done.complete(null));
        endpoint.gatherCandidates();
        done.get(30, TimeUnit.SECONDS);
        return sections;
    }

    private static List<Integer> candidates(String description) {
        return List.of(description.split("(?m)^(?=m=)")).stream()
                .skip(1)
                .map(section -> (int) section.lines()
                        .filter(line -> line.startsWith("a=candidate:"))
                        .count())
                .toList();
    }

    @Test
    void afterGenerateOfferEverySectionHasCandidates() throws Exception {
        WebRtcEndpoint endpoint = endpoint();
        assertThat(candidates(endpoint.generateOffer())).containsExactly(0, 0);
        List<Integer> announced = gather(endpoint);
        assertThat(candidates(endpoint.getLocalSessionDescriptor())).hasSize(2).allMatch(count -> count > 0);
        // The client may deliver events in another order than the server sent them.
        Await.until("both sections have one", () -> announced.containsAll(List.of(0, 1)));
    }

    @Test
    void gatheredBeforeGenerateOfferTheyAreInTheOffer() throws Exception {
        WebRtcEndpoint endpoint = endpoint();
        assertThat(gather(endpoint)).isEmpty();
        assertThat(candidates(endpoint.generateOffer())).hasSize(2).allMatch(count -> count > 0);
    }

    @Test
    void gatheredBeforeProcessOfferTheyAreInTheAnswer() throws Exception {
        String offer = endpoint().generateOffer().replace("a=ice-lite\r\n", "");
        WebRtcEndpoint endpoint = endpoint();
        assertThat(gather(endpoint)).isEmpty();
        String answer = endpoint.processOffer(offer);
        assertThat(candidates(answer)).hasSize(2).allMatch(count -> count > 0);
        assertThat(endpoint.getLocalSessionDescriptor()).isEqualTo(answer);
    }
}
