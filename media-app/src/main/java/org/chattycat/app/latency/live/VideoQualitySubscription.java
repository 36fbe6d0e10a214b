package org.chattycat.app.latency.live;

import java.security.Principal;
import org.chattycat.app.meeting.MeetingSubscriptions;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;

/** The subscription to the quality of the videos of a meeting. */
@Controller
class VideoQualitySubscription {
    private final MeetingSubscriptions subscriptions;
    private final VideoQualityFeed feed;

    VideoQualitySubscription(MeetingSubscriptions subscriptions, VideoQualityFeed feed) {
        this.subscriptions = subscriptions;
        this.feed = feed;
    }

    @SubscriptionMapping
    Flux<MeasuredVideoQuality> videoQualityMeasured(@Argument String meetingId, Principal principal) {
        return subscriptions.whileVisible(meetingId, principal, feed::of);
    }
}
