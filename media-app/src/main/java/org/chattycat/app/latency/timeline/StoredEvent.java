package org.chattycat.app.latency.timeline;

/** Events of the timeline that are rows of a table, and have its ids. */
enum StoredEvent {
    SCREEN_SHARE("publication", """
            select 'SCREEN_SHARE', e.id, started_at, ended_at, participant_id, null, null, null::boolean, null, null::bigint,
                   null::double precision, null::integer, null::double precision
            from (select * from publication where kind = 'screen') as e
            """),
    /** Its author and the hosts of the meeting may delete it. */
    ANNOTATION("annotation", """
            select 'ANNOTATION', e.id, starts_at, ends_at, null::uuid, author.display_name, text,
                   account_id = :account or exists (
                       select from meeting_host h where h.meeting_id = e.meeting_id and h.account_id = :account),
                   null, null::bigint, null::double precision, null::integer, null::double precision
            from annotation as e join account author on author.id = account_id
            """),
    MEDIA_SERVER_OUTAGE("media_server_outage", """
            select 'MEDIA_SERVER_OUTAGE', e.id, began_at, ended_at, null::uuid, null, null, null::boolean, null, null::bigint,
                   null::double precision, null::integer, null::double precision
            from media_server_outage as e
            """),
    /** Null for who did it, once that account is deleted. */
    HOST_ACTION("host_action", """
            select 'HOST_ACTION', e.id, acted_at, null::timestamptz, participant_id, actor.display_name, e.kind,
                   null::boolean, null, null::bigint, null::double precision, null::integer, null::double precision
            from host_action as e left join account actor on actor.id = e.account_id
            """),
    /** A hand is down at the latest when its participant leaves. */
    GESTURE("gesture", """
            select case e.kind when 'HAND' then 'RAISED_HAND' else 'REACTION' end, e.id, shown_at,
                   case e.kind when 'HAND' then coalesce(lowered_at, who.left_at) end, participant_id, who.display_name, e.kind,
                   null::boolean, null, null::bigint, null::double precision, null::integer, null::double precision
            from gesture as e join participant who on who.id = e.participant_id
            """),
    ALERT("alert", """
            select 'ALERT', e.id, began_at, ended_at, participant_id, null, kind, null::boolean, null, null::bigint,
                   threshold, seconds, value
            from alert as e
            """);

    /** The columns of {@link #rows}. */
    static final String COLUMNS =
            "(kind, id, starts_at, ends_at, participant_id, name, text, deletable, source, samples,"
                    + " threshold, seconds, value)";

    private final String table;
    private final String rows;

    StoredEvent(String table, String rows) {
        this.table = table;
        this.rows = rows;
    }

    String table() {
        return table;
    }

    /** Selects all rows of the table {@code e}; a condition can follow. The parameter {@code account} is who asks. */
    String rows() {
        return rows;
    }
}
