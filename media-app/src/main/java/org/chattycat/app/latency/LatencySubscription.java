package org.chattycat.app.latency;

import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.chattycat.analysis.live.Advice;
import org.chattycat.analysis.live.LatencySample;
import org.chattycat.analysis.live.LiveListener;
import org.chattycat.app.identity.account.Grant;
import org.chattycat.app.meeting.AccessWatch;
import org.chattycat.app.meeting.Meetings;
import org.chattycat.app.platform.query.Ids;
import org.chattycat.app.platform.query.InvalidArgumentException;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;

/** The subscription to new samples, which come from the workers directly and not from the tables. */
@Controller
class LatencySubscription {
    /** About ten seconds of a dozen clocks. A client that reads more slowly gets the newest samples. */
    private static final int MAX_WAITING = 1000;

    private final Meetings meetings;
    private final AccessWatch access;
    private final LiveValues liveValues;

    LatencySubscription(Meetings meetings, AccessWatch access, LiveValues liveValues) {
        this.meetings = meetings;
        this.access = access;
        this.liveValues = liveValues;
    }

    @SubscriptionMapping
    Flux<LatencySample> latencyMeasured(@Argument String meetingId, Principal principal) {
        Grant grant = Grant.of(principal);
        UUID id = Ids.read(meetingId, "meetingId");
        return meetings.findVisible(id, grant)
                .switchIfEmpty(Mono.error(
                        () -> new InvalidArgumentException("There is no such meeting, or you may not see it.")))
                .flatMapMany(meeting -> measured(meeting.id()))
                .takeUntilOther(access.revoked(id, grant.accountId()))
                .onBackpressureBuffer(MAX_WAITING, BufferOverflowStrategy.DROP_OLDEST);
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
