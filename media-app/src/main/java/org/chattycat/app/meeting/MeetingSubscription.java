package org.chattycat.app.meeting;

import java.security.Principal;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;

/** The subscription to the changes of a meeting. */
@Controller
class MeetingSubscription {
    private final MeetingSubscriptions subscriptions;
    private final MeetingChanges changes;

    MeetingSubscription(MeetingSubscriptions subscriptions, MeetingChanges changes) {
        this.subscriptions = subscriptions;
        this.changes = changes;
    }

    @SubscriptionMapping
    Flux<MeetingChange> meetingChanged(@Argument String meetingId, Principal principal) {
        return subscriptions.whileVisible(meetingId, principal, changes::of);
    }
}
