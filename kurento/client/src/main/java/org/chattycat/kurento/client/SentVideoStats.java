package org.chattycat.kurento.client;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.kurento.client.Continuation;
import org.kurento.client.RTCOutboundRTPStreamStats;
import org.kurento.client.Stats;

/** The answer to {@code getStats} of an endpoint that sends video. Without a stream that is sent, there is no answer. */
final class SentVideoStats implements Continuation<Map<String, Stats>> {
    private final Consumer<SentVideo> answer;

    /** @param answer called on a thread of the client library */
    SentVideoStats(Consumer<SentVideo> answer) {
        this.answer = answer;
    }

    @Override
    public void onSuccess(Map<String, Stats> stats) {
        OptionalDouble transitMs = TransitTimes.in(stats);
        stats.values().stream()
                .filter(RTCOutboundRTPStreamStats.class::isInstance)
                .map(RTCOutboundRTPStreamStats.class::cast)
                .findFirst()
                .ifPresent(sent -> answer.accept(new SentVideo(
                        transitMs.isPresent() ? transitMs.getAsDouble() : null,
                        sent.getRemb(),
                        sent.getBytesSent(),
                        sent.getPacketsSent(),
                        sent.getPacketsLost())));
    }

    @Override
    public void onError(Throwable cause) {
        // There are no figures this time.
    }
}
