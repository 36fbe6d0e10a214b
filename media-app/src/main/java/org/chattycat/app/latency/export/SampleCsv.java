package org.chattycat.app.latency.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.springframework.stereotype.Component;

/**
 * Reads samples as CSV (RFC 4180, with line feeds), in pages that PostgreSQL writes itself by {@code COPY}: no row becomes an
 * object here, and no transaction waits for a slow client. COPY takes no parameters, so the values stand in the statement: ids
 * and instants, which cannot contain anything else. JDBC, because the driver of R2DBC cannot COPY to a client.
 */
@Component
class SampleCsv {
    static final String HEADER =
            "id,arrived_at,participant_id,display_name,publication_id,clock_at,latency_ms,lower_ms,"
                    + "upper_ms,estimate_ms,estimate_lower_ms,estimate_upper_ms,plus_minus_ms,source,clock_id,clock_number,zone,"
                    + "validity\n";

    /** Rows of one page: about 6 MB, which is read in a tenth of a second. */
    static final int PAGE = 20_000;

    /** A name that a spreadsheet would evaluate as a formula gets an apostrophe. No field contains the end of a line. */
    private static final String ROWS = """
            select s.id, %1$s as arrived_at, s.participant_id,
                case when p.display_name ~ '^[-=+@]' then '''' else '' end
                    || translate(p.display_name, E'\\n\\r\\t', '   ') as display_name,
                s.publication_id, %2$s as clock_at, s.latency_ms, s.lower_ms, s.upper_ms, s.estimate_ms, s.estimate_lower_ms,
                s.estimate_upper_ms, s.plus_minus_ms, s.source, s.clock_id, s.clock_number, s.zone, s.validity
            from (select * from latency_sample where %3$s order by arrived_at, id limit %4$d) as s
            left join participant p on p.id = s.participant_id
            order by s.arrived_at, s.id
            """;

    private final DataSource dataSource;

    SampleCsv(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Some rows of a file.
     *
     * @param csv the lines
     * @param next the condition of the rows that follow; null after the last page
     */
    record Page(byte[] csv, String next) {}

    /** The condition of all rows of a range. */
    static String all(SampleRange range) {
        String participant =
                range.participantId() == null ? "" : " and participant_id = '" + range.participantId() + "'";
        return "meeting_id = '%s' and arrived_at >= '%s' and arrived_at < '%s'%s"
                .formatted(range.meetingId(), range.from(), range.to(), participant);
    }

    /** How many rows the file has. */
    long count(SampleRange range) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from latency_sample where " + all(range))) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /**
     * Reads a page, by arrival and then by id.
     *
     * @param condition that of {@link #all} for the first page, then that of the page before
     */
    Page page(SampleRange range, String condition) throws SQLException, IOException {
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        String query = ROWS.formatted(utc("arrived_at"), utc("clock_at"), condition, PAGE);
        long rows;
        try (Connection connection = dataSource.getConnection()) {
            rows = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy (" + query + ") to stdout with (format csv)", csv);
        }
        byte[] lines = csv.toByteArray();
        return new Page(lines, rows < PAGE ? null : after(range, lines));
    }

    /** The condition of the rows after the last one of a page, which begins with its id and its arrival. */
    private static String after(SampleRange range, byte[] lines) {
        int start = lines.length - 1;
        while (start > 0 && lines[start - 1] != '\n') {
            start--;
        }
        String[] last = new String(lines, start, lines.length - start, StandardCharsets.UTF_8).split(",", 3);
        UUID id = UUID.fromString(last[0]);
        Instant arrivedAt = Instant.parse(last[1]);
        // The bound on the time alone lets the planner skip partitions.
        return all(new SampleRange(range.meetingId(), range.participantId(), arrivedAt, range.to()))
                + " and (arrived_at, id) > ('%s', '%s')".formatted(arrivedAt, id);
    }

    private static String utc(String column) {
        return "to_char(s.%s at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')".formatted(column);
    }
}
