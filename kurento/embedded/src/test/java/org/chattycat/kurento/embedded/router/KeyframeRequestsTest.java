package org.chattycat.kurento.embedded.router;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class KeyframeRequestsTest {
    private final KeyframeRequests requests = new KeyframeRequests(500);

    @Test
    @DisplayName("sends the first request at once and the next one after the interval")
    void limitsRequestsToOnePerInterval() {
        assertThat(requests.due(0)).as("no request").isFalse();
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
    void anEarlyRequestIsNotLost() {
        requests.request();
        requests.due(0);
        requests.keyframeStarted();
        requests.request();
        assertThat(requests.due(100)).isFalse();
        assertThat(requests.isWanted()).isTrue();
        assertThat(requests.due(600)).isTrue();
    }
}
