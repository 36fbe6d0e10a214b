package org.chattycat.app.identity.guest;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.chattycat.app.identity.account.DisplayName;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of guests: who is in it may be in their meeting. */
@Repository
@EnableConfigurationProperties(GuestProperties.class)
public class Guests {
    private final DatabaseClient database;
    private final Clock clock;
    private final GuestProperties properties;

    Guests(DatabaseClient database, Clock clock, GuestProperties properties) {
        this.database = database;
        this.clock = clock;
        this.properties = properties;
    }

    /** Whether a meeting lets guests in; empty where there is no such meeting. */
    Mono<Boolean> allowed(UUID meetingId) {
        return database.sql("select guests_allowed from meeting where id = :meeting")
                .bind("meeting", meetingId)
                .map(row -> row.get("guests_allowed", Boolean.class))
                .one();
    }

    /** Whether a meeting that lets guests in is locked at present; false as well where there is no such meeting. */
    Mono<Boolean> locked(UUID meetingId) {
        return database.sql("select guests_allowed and locked as locked from meeting where id = :meeting")
                .bind("meeting", meetingId)
                .map(row -> row.get("locked", Boolean.class))
                .one()
                .defaultIfEmpty(false);
    }

    /** Makes a guest of a meeting; empty where it lets none in, or is locked. */
    Mono<GuestPrincipal> add(UUID meetingId, DisplayName name) {
        Instant now = clock.instant();
        return database.sql("""
                        insert into guest (id, meeting_id, display_name, created_at, expires_at)
                        select :id, id, :name, :now, :expires from meeting where id = :meeting and guests_allowed
                            and not locked
                        returning id
                        """)
                .bind("id", UUID.randomUUID())
                .bind("meeting", meetingId)
                .bind("name", name.value())
                .bind("now", utc(now))
                .bind("expires", utc(now.plus(properties.maxAge())))
                .map(row -> new GuestPrincipal(row.get("id", UUID.class), meetingId, name.value()))
                .one();
    }

    /** Whether this still is a guest: neither removed, nor shut out with all others, nor too long ago. */
    public Mono<Boolean> isStillOne(GuestPrincipal guest) {
        return database.sql("select 1 from guest g join meeting m on m.id = g.meeting_id and m.guests_allowed"
                        + " where g.id = :id and g.expires_at > :now")
                .bind("id", guest.guestId())
                .bind("now", utc(clock.instant()))
                .map(row -> true)
                .one()
                .defaultIfEmpty(false);
    }

    /** Forgets those whose time is over, and ends their sessions, which closes their calls. */
    public Mono<Long> sweep() {
        return Flux.concat(
                        database.sql("""
                                        delete from spring_session where principal_name in
                                            (select 'guest:' || id from guest where expires_at < :now)
                                        """)
                                .bind("now", utc(clock.instant()))
                                .fetch()
                                .rowsUpdated(),
                        database.sql("delete from guest where expires_at < :now")
                                .bind("now", utc(clock.instant()))
                                .fetch()
                                .rowsUpdated())
                .reduce(0L, Long::sum);
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
