package org.chattycat.app.meeting;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Reads what {@link InstanceLease} of each instance writes. Ages are by the clock of the database, as leases are. */
@Component
public class RunningInstances {
    /** More than anybody runs. */
    private static final int MOST = 100;

    private final DatabaseClient database;

    RunningInstances(DatabaseClient database) {
        this.database = database;
    }

    /** The instances whose lease nobody has ended, the oldest first. */
    public Flux<RunningInstance> all() {
        return database.sql("""
                        select i.id, i.version, i.started_at, i.sockets, i.lease_until < now() as expired,
                            extract(epoch from now() - i.renewed_at)::float8 as renewed,
                            coalesce(connected.participants, 0)::int as participants
                        from app_instance i
                        left join (
                            select instance_id, count(*) as participants from participant
                            where left_at is null and resume_until is null group by instance_id
                        ) connected on connected.instance_id = i.id
                        order by i.started_at, i.id limit :most
                        """)
                .bind("most", MOST)
                .map(row -> new RunningInstance(
                        row.get("id", UUID.class),
                        row.get("version", String.class),
                        row.get("started_at", Instant.class),
                        Duration.ofMillis(Math.round(row.get("renewed", Double.class) * 1000)),
                        row.get("expired", Boolean.class),
                        row.get("participants", Integer.class),
                        row.get("sockets", Integer.class)))
                .all();
    }
}
