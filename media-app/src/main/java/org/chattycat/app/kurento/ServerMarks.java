package org.chattycat.app.kurento;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import org.chattycat.app.platform.database.ExpiringData;
import org.chattycat.kurento.client.ServerName;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What all instances have to know about media servers. Kurento does not tell how many ports it has left, so a server counts as
 * full for a while after it has refused somebody. Workers, whose taps may be refused, write the same table.
 */
@Component
public class ServerMarks implements ExpiringData {
    private final DatabaseClient database;
    private final KurentoProperties properties;
    private final MeterRegistry meters;

    ServerMarks(DatabaseClient database, KurentoProperties properties, MediaServers servers, MeterRegistry meters) {
        this.database = database;
        this.properties = properties;
        this.meters = meters;
        servers.answering().keySet().forEach(this::refusals);
    }

    /** The marks that matter now. A server without any is not among them. */
    public Flux<ServerMark> all() {
        return database.sql("""
                        select kurento_uri, draining_since,
                            case when full_at > now() - :hold * interval '1 millisecond' then full_at end as full_at
                        from media_server
                        where full_at > now() - :hold * interval '1 millisecond' or draining_since is not null
                        """)
                .bind("hold", properties.fullHold().toMillis())
                .map(row -> new ServerMark(
                        row.get("kurento_uri", String.class),
                        row.get("full_at", Instant.class),
                        row.get("draining_since", Instant.class)))
                .all();
    }

    /** A media server refused something because it is full. */
    public Mono<Void> noteFull(String kurentoUri) {
        refusals(new ServerName(kurentoUri).toString()).increment();
        return database.sql("""
                        insert into media_server (kurento_uri, full_at) values (:uri, now())
                        on conflict (kurento_uri) do update set full_at = now()
                        """).bind("uri", kurentoUri).then();
    }

    /** Takes a media server out of service, or puts it back. A server that is draining keeps its time. */
    public Mono<Void> drain(String kurentoUri, boolean draining) {
        return database.sql("""
                        insert into media_server (kurento_uri, draining_since) values (:uri, case when :draining then now() end)
                        on conflict (kurento_uri) do update
                        set draining_since = case when :draining then coalesce(media_server.draining_since, now()) end
                        """)
                .bind("uri", kurentoUri)
                .bind("draining", draining)
                .then();
    }

    private Counter refusals(String server) {
        return Counter.builder("chattycat.media.server.full")
                .description("What the media server refused because it was full: cameras, screens and views")
                .tag("server", server)
                .register(meters);
    }

    /** An embedded media server has another address after each start. */
    @Override
    public Mono<Long> deleteExpired() {
        return database.sql("delete from media_server where draining_since is null"
                        + " and (full_at is null or full_at < now() - interval '1 day')")
                .fetch()
                .rowsUpdated();
    }
}
