package org.chattycat.kurento.embedded.junit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.kurento.client.KurentoClient;
import org.kurento.client.MediaPipeline;
import org.kurento.client.WebRtcEndpoint;

@WithEmbeddedKurento
class CallTest {
    @Test
    void offersVideo(KurentoClient kurento) {
        MediaPipeline pipeline = kurento.createMediaPipeline();
        WebRtcEndpoint endpoint = new WebRtcEndpoint.Builder(pipeline).build();
        assertTrue(endpoint.generateOffer().contains("m=video"));
    }
}
