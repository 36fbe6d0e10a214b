package org.chattycat.analysis.store;

import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * Inserts many rows of one table at once: they are copied into a temporary table of the connection and inserted from
 * there.
 *
 * <p>What arrived when a later holder had already taken the tap is left out, so nothing is stored twice.
 *
 * @param <T> what becomes a row; needs the columns {@code publication_id} and {@code fencing}
 */
final class BatchInsert<T> {
    /** What a row of the widest table takes. */
    private static final int BYTES_PER_ROW = 450;

    /**
     * One column.
     *
     * @param writer adds the column's field of a row
     */
    record Column<T>(String name, BiConsumer<CopyRows, T> writer) {}

    private final List<Column<T>> columns;
    private final String stage;
    private final String copy;
    private final String insert;

    /** @param timeColumn the column by which it is told who held the tap */
    BatchInsert(String table, String timeColumn, List<Column<T>> columns) {
        this.columns = columns;
        String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        stage = "create temporary table if not exists staged_%1$s (like %1$s) on commit delete rows".formatted(table);
        copy = "copy staged_%s (%s) from stdin (format binary)".formatted(table, names);
        insert = """
                insert into %1$s (%2$s) select %2$s from staged_%1$s row
                where not exists (select from tap where tap.publication_id = row.publication_id
                    and tap.fencing > row.fencing and tap.taken_at <= row.%3$s)
                """.formatted(table, names, timeColumn);
    }

    /**
     * Inserts rows. In a transaction, all or none.
     *
     * @param again whether some may be there already, which are then left alone; otherwise a row that is there is an
     *     error. Looking for each of them costs half as much again as inserting it.
     * @return how many rows were inserted
     */
    Mono<Long> insert(PostgresqlConnection connection, List<T> rows, boolean again) {
        return execute(connection, stage)
                .then(Mono.defer(
                        () -> connection.copyIn(copy).from(encode(rows)).build()))
                .then(execute(connection, again ? insert + "on conflict do nothing" : insert));
    }

    private static Mono<Long> execute(PostgresqlConnection connection, String sql) {
        return connection
                .createStatement(sql)
                .execute()
                .flatMap(PostgresqlResult::getRowsUpdated)
                .reduce(0L, Long::sum);
    }

    private ByteBuffer encode(List<T> rows) {
        CopyRows encoded = new CopyRows(rows.size() * BYTES_PER_ROW);
        for (T row : rows) {
            encoded.row(columns.size());
            columns.forEach(column -> column.writer().accept(encoded, row));
        }
        return encoded.end();
    }
}
