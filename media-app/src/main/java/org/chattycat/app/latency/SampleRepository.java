package org.chattycat.app.latency;

import static org.springframework.data.relational.core.query.Criteria.where;

import java.util.UUID;
import org.chattycat.analysis.live.ClockSource;
import org.chattycat.analysis.live.LatencySample;
import org.chattycat.app.latency.history.TimeRange;
import org.chattycat.app.platform.query.KeysetPage;
import org.chattycat.app.platform.query.KeysetPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.r2dbc.core.R2dbcEntityTemplate;
import org.springframework.data.relational.core.query.Criteria;
import org.springframework.data.relational.core.query.Query;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Reads the samples that workers stored. */
@Repository
class SampleRepository {
    private static final Sort OLDEST_FIRST = Sort.by("arrivedAt", "id");
    private static final Sort NEWEST_FIRST = OLDEST_FIRST.descending();

    private final R2dbcEntityTemplate template;

    SampleRepository(R2dbcEntityTemplate template) {
        this.template = template;
    }

    /**
     * Selects samples of a meeting.
     *
     * @param participantId null for all participants
     * @param source null for all kinds of clocks
     * @param range when they arrived
     */
    record Filter(UUID meetingId, UUID participantId, ClockSource source, TimeRange range) {
        private Criteria criteria() {
            Criteria criteria = where("meetingId")
                    .is(meetingId)
                    .and("arrivedAt")
                    .greaterThanOrEquals(range.from())
                    .and("arrivedAt")
                    .lessThan(range.to());
            if (participantId != null) {
                criteria = criteria.and("participantId").is(participantId);
            }
            if (source != null) {
                criteria = criteria.and("source").is(source);
            }
            return criteria;
        }
    }

    /** A page of samples by arrival, oldest first. */
    Mono<Window<LatencySample>> find(Filter filter, KeysetPage page) {
        Criteria criteria =
                page.start() == null ? filter.criteria() : filter.criteria().and(beyond(page));
        return template.select(LatencySample.class)
                .matching(Query.query(criteria)
                        .sort(page.isBackward() ? NEWEST_FIRST : OLDEST_FIRST)
                        .limit(page.limit()))
                .all()
                .collectList()
                .map(found -> page.window(found, LatencySample::arrivedAt, LatencySample::id));
    }

    /** The bound on the time alone lets the planner skip partitions. */
    private static Criteria beyond(KeysetPage page) {
        KeysetPosition start = page.start();
        return page.isBackward()
                ? where("arrivedAt")
                        .lessThanOrEquals(start.at())
                        .and(where("arrivedAt")
                                .lessThan(start.at())
                                .or(where("id").lessThan(start.id())))
                : where("arrivedAt")
                        .greaterThanOrEquals(start.at())
                        .and(where("arrivedAt")
                                .greaterThan(start.at())
                                .or(where("id").greaterThan(start.id())));
    }
}
