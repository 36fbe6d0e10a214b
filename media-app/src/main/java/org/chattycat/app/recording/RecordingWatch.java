package org.chattycat.app.recording;

import java.io.IOException;
import java.util.UUID;
import org.chattycat.app.platform.database.DatabaseFailure;
import org.chattycat.app.platform.database.DatabaseTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Ends recordings of empty rooms and those that have reached a limit, and finishes files whose instance died while it received
 * them. Every instance does this, without a lock: what another one has done already is not found.
 */
@Component
class RecordingWatch extends DatabaseTask {
    private static final Logger log = LoggerFactory.getLogger(RecordingWatch.class);
    private static final String CUT_OFF = "The server was stopped, or lost the connection, before the end.";

    private final SpanRepository spans;
    private final RecordingRepository files;
    private final ReceivedUploads uploads;
    private final RecordingProperties properties;

    RecordingWatch(
            SpanRepository spans, RecordingRepository files, ReceivedUploads uploads, RecordingProperties properties) {
        this.spans = spans;
        this.files = files;
        this.uploads = uploads;
        this.properties = properties;
    }

    @Override
    protected Flux<?> work() {
        return Flux.interval(properties.interval())
                .onBackpressureDrop()
                .concatMap(tick -> check().onErrorResume(this::logged), 1);
    }

    private Mono<Void> logged(Throwable e) {
        if (!DatabaseFailure.isOutage(e)) {
            log.warn("Recordings were not checked: {}", e.toString());
        }
        return Mono.empty();
    }

    /** One round. */
    Mono<Void> check() {
        long lost = properties.lost().toSeconds();
        return spans.endDue(
                        properties.maxDuration().toSeconds(),
                        properties.maxFilesPerMeeting(),
                        properties.maxMeetingSize().toBytes())
                .then(files.deleteLost(lost))
                .thenMany(files.takeLost(lost))
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(id -> Mono.<Void>fromRunnable(() -> finish(id)).subscribeOn(Schedulers.boundedElastic()))
                .then();
    }

    private void finish(UUID id) {
        try {
            uploads.finish(id, CUT_OFF);
        } catch (IOException e) {
            log.warn("Recording {} cannot be finished: {}", id, e.toString());
        }
    }
}
