package org.chattycat.app.recording;

import java.util.List;
import java.util.UUID;
import org.chattycat.app.platform.database.ExpiringData;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Deletes recordings after some time, and files whose rows are gone: those of deleted recordings, meetings and accounts. A row is
 * there before its file. The statement about many files takes an array, so this uses DatabaseClient.
 */
@Component
class ExpiredRecordings implements ExpiringData {
    private static final int BATCH = 1000;

    private final RecordingRepository files;
    private final SpanRepository spans;
    private final RecordingFolder folder;
    private final RecordingProperties properties;
    private final DatabaseClient database;

    ExpiredRecordings(
            RecordingRepository files,
            SpanRepository spans,
            RecordingFolder folder,
            RecordingProperties properties,
            DatabaseClient database) {
        this.files = files;
        this.spans = spans;
        this.folder = folder;
        this.properties = properties;
        this.database = database;
    }

    @Override
    public Mono<Long> deleteExpired() {
        long seconds = properties.keep().toSeconds();
        return Mono.zip(files.deleteExpired(seconds), spans.deleteExpired(seconds), Long::sum)
                .flatMap(deleted -> deleteUnknownFiles().thenReturn(deleted));
    }

    private Mono<Void> deleteUnknownFiles() {
        return Mono.fromCallable(folder::list)
                .subscribeOn(Schedulers.boundedElastic())
                .flatMapMany(Flux::fromIterable)
                .buffer(BATCH)
                .concatMap(this::unknown)
                .concatMap(folder::delete)
                .then();
    }

    private Flux<UUID> unknown(List<UUID> ids) {
        return database.sql("""
                        select id from unnest(:ids) as present(id)
                        where not exists (select from recording r where r.id = present.id)
                        """)
                .bind("ids", ids.toArray(UUID[]::new))
                .map(row -> row.get("id", UUID.class))
                .all();
    }
}
