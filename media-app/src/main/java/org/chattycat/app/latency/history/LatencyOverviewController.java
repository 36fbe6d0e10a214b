package org.chattycat.app.latency.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chattycat.app.meeting.Meeting;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** The figures in lists of meetings. The query that found a meeting has checked the access to it. */
@Controller
class LatencyOverviewController {
    private final LatencyOverviews overviews;

    LatencyOverviewController(LatencyOverviews overviews) {
        this.overviews = overviews;
    }

    @BatchMapping
    Mono<Map<Meeting, LatencyOverview>> latencyOverview(List<Meeting> meetings) {
        return overviews.of(meetings.stream().map(Meeting::id).toList()).map(found -> {
            Map<Meeting, LatencyOverview> all = new HashMap<>();
            meetings.forEach(meeting -> all.put(meeting, found.get(meeting.id())));
            return all;
        });
    }
}
