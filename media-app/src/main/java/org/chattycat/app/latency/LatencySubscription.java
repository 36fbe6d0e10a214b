package org.chattycat.app.latency;

import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.chattycat.analysis.live.Advice;
import org.chattycat.analysis.live.LatencySample;
import org.chattycat.analysis.live.LiveListener;
import org.chattycat.app.meeting.MeetingSubscriptions;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/** The subscription to new samples, which come from the workers directly and not from the tables. */
@Controller
class LatencySubscription {
    private final MeetingSubscriptions subscriptions;
    private final LiveValues liveValues;

    LatencySubscription(MeetingSubscriptions subscriptions, LiveValues liveValues) {
        this.subscriptions = subscriptions;
        this.liveValues = liveValues;
    }

    @SubscriptionMapping
    Flux<LatencySample> latencyMeasured(@Argument String meetingId, Principal principal) {
        return subscriptions.whileVisible(meetingId, principal, this::measured);
    }

    private Flux<LatencySample> measured(UUID meetingId) {
        return Flux.create(
                sink -> {
                    Forward forward = new Forward(meetingId, sink);
                    liveValues.listen(forward);
                    sink.onDispose(() -> liveValues.ignore(forward));
                },
                FluxSink.OverflowStrategy.LATEST);
    }

    private record Forward(UUID meetingId, FluxSink<LatencySample> sink) implements LiveListener {
        @Override
        public void measured(List<LatencySample> samples) {
            samples.stream()
                    .filter(sample -> sample.meetingId().equals(meetingId))
                    .forEach(sink::next);
        }

        @Override
        public void advised(Advice advice) {}

        /** Two subscriptions to the same meeting are different listeners. */
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}
