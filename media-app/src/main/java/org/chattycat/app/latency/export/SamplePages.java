package org.chattycat.app.latency.export;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.chattycat.app.latency.export.SampleRow.Column;
import org.postgresql.PGConnection;
import org.springframework.stereotype.Component;

/**
 * Reads samples in pages, by arrival and then by id, with {@code COPY}: no row becomes an object here, and no transaction waits
 * for a slow client. COPY takes no parameters, so the values stand in the statement: ids and instants, which cannot contain
 * anything else. JDBC, because the driver of R2DBC cannot COPY to a client.
 */
@Component
class SamplePages {
    /** Rows of one page: about 5 MB, which is read in a tenth of a second. */
    static final int PAGE = 20_000;

    /** Counting reads the index of the range: 10 million rows take about two seconds. */
    private static final Duration MAX_COUNT = Duration.ofSeconds(30);

    private static final String COLUMNS = Arrays.stream(Column.values())
            .filter(Column::isCopied)
            .map(column -> column.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));

    private static final String ROWS = "copy (select " + COLUMNS
            + " from latency_sample where %s order by arrived_at, id limit %d) to stdout with (format binary)";

    /** Apart from the rows: a join would have PostgreSQL sort each page once more. */
    private static final String NAMES = "select id, display_name from participant where meeting_id = ?";

    private final DataSource dataSource;

    SamplePages(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** How many rows the range has after a place in it, or in total where that is null. */
    long count(SampleRange range, SampleCursor after) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout((int) MAX_COUNT.toSeconds());
            try (ResultSet rows =
                    statement.executeQuery("select count(*) from latency_sample where " + condition(range, after))) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /** Reads at most {@link #PAGE} rows in the format of {@link SampleRow}. */
    void read(SampleRange range, SampleCursor after, SamplePage page) throws SQLException, IOException {
        page.clear();
        try (Connection connection = dataSource.getConnection()) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(ROWS.formatted(condition(range, after), PAGE), page);
            // After the rows: whoever has samples has a name by then.
            try (PreparedStatement statement = connection.prepareStatement(NAMES)) {
                statement.setObject(1, range.meetingId());
                try (ResultSet names = statement.executeQuery()) {
                    while (names.next()) {
                        page.name(names.getObject(1, UUID.class), names.getString(2));
                    }
                }
            }
        }
    }

    /** The bound on the time alone lets the planner skip partitions. */
    private static String condition(SampleRange range, SampleCursor after) {
        String condition = "meeting_id = '%s' and arrived_at >= '%s' and arrived_at < '%s'"
                .formatted(
                        range.meetingId(),
                        after == null || after.arrivedAt().isBefore(range.from()) ? range.from() : after.arrivedAt(),
                        range.to());
        if (range.participantId() != null) {
            condition += " and participant_id = '" + range.participantId() + "'";
        }
        if (after != null) {
            condition += " and (arrived_at, id) > ('%s', '%s')".formatted(after.arrivedAt(), after.id());
        }
        return condition;
    }
}
