package org.chattycat.kurento.embedded.router;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyframeRequestsTest {
    private final KeyframeRequests requests = new KeyframeRequests(500);

    @Test
    void theFirstGoesOutAtOnceAndTheNextAfterTheInterval() {
        assertThat(requests.due(0)).as("nobody asked").isFalse();
        requests.request();
        assertThat(requests.due(0)).isTrue();
        requests.request();
        assertThat(requests.due(499)).isFalse();
        assertThat(requests.due(500)).isTrue();
    }

    @Test
    void isRepeatedUntilAKeyframeStarts() {
        requests.request();
        assertThat(requests.due(0)).isTrue();
        assertThat(requests.due(500)).as("the first was lost").isTrue();
        requests.keyframeStarted();
        assertThat(requests.due(1000)).isFalse();
    }

    @Test
    void aRequestThatCameTooSoonIsNotLost() {
        requests.request();
        requests.due(0);
        requests.keyframeStarted();
        requests.request();
        assertThat(requests.due(100)).isFalse();
        assertThat(requests.isWanted()).isTrue();
        assertThat(requests.due(600)).isTrue();
    }
}
