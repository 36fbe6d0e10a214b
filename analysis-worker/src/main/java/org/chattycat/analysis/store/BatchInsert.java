package org.chattycat.analysis.store;

import java.lang.reflect.Array;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * Inserts many rows of one table by one statement over arrays, ten times faster than a statement per row.
 *
 * <p>What is there already is left alone, so a batch may be repeated after a failure of unknown outcome. What arrived
 * when a later holder had already taken the tap is left out, so nothing is stored twice.
 *
 * @param <T> what becomes a row; needs the columns {@code publication_id} and {@code fencing}
 */
final class BatchInsert<T> {
    /**
     * One column.
     *
     * @param sqlType Postgres' name of the type
     * @param type the Java type that goes into the array
     */
    record Column<T>(String name, String sqlType, Class<?> type, Function<T, ?> value) {}

    private final List<Column<T>> columns;
    private final String sql;

    /** @param timeColumn the column by which it is told who held the tap */
    BatchInsert(String table, String timeColumn, List<Column<T>> columns) {
        this.columns = columns;
        String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        String arrays = IntStream.range(0, columns.size())
                .mapToObj(i -> "$" + (i + 1) + "::" + columns.get(i).sqlType() + "[]")
                .collect(Collectors.joining(", "));
        this.sql = """
                insert into %s (%s) select * from unnest(%s) as row (%s)
                where not exists (select from tap where tap.publication_id = row.publication_id
                    and tap.fencing > row.fencing and tap.taken_at <= row.%s)
                on conflict do nothing
                """.formatted(table, names, arrays, names, timeColumn);
    }

    /** @return how many rows were inserted */
    Mono<Long> insert(DatabaseClient client, List<T> rows) {
        DatabaseClient.GenericExecuteSpec statement = client.sql(sql);
        for (int c = 0; c < columns.size(); c++) {
            statement = statement.bind(c, array(columns.get(c), rows));
        }
        return statement.fetch().rowsUpdated();
    }

    private Object array(Column<T> column, List<T> rows) {
        Object array = Array.newInstance(column.type(), rows.size());
        for (int r = 0; r < rows.size(); r++) {
            Array.set(array, r, column.value().apply(rows.get(r)));
        }
        return array;
    }
}
