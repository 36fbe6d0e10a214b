package org.chattycat.app.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** A database of the former sequence of migrations keeps its data and ends with the same tables as a new one. */
class FormerSchemaIT {
    /** Columns that tables have got since. */
    private static final Map<String, String> NEW_COLUMNS = Map.of(
            "account", "'{name_chosen}'::text[]",
            "app_instance", "'{version, sockets}'::text[]",
            "latency_sample", "'{plus_minus_ms, clock_number}'::text[]",
            "latency_window", "'{clock_id, clock_number}'::text[]",
            "meeting", "'{stamps_requested, title, chat_messages, short_code, waiting_room}'::text[]",
            "participant", "'{hand_raised_at, muted_by_host_at, meeting_ended, admitted_at}'::text[]",
            "publication", "'{uplink}'::text[]");

    private final DatabaseAddress address = SharedPostgres.freshDatabase();
    private final DataSource database = dataSource(address);
    private final JdbcTemplate jdbc = new JdbcTemplate(database);

    @Test
    void keepsEveryRow() {
        migrateFormer("11");
        new ResourceDatabasePopulator(new ClassPathResource("database/former-data.sql")).execute(database);
        Map<String, List<String>> before = rows();
        assertThat(before.values()).as("rows of each table").noneMatch(List::isEmpty);

        migrate(address);

        // Nothing wrote this table before clocks had meetings.
        before.remove("own_clock");
        Map<String, List<String>> after = rows();
        after.keySet().retainAll(before.keySet());
        assertThat(after).isEqualTo(before);
        assertThat(schema(jdbc)).containsExactlyInAnyOrderElementsOf(NewSchema.LINES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"})
    void endsWithTheTablesOfANewDatabaseWhereverItStopped(String version) {
        migrateFormer(version);

        migrate(address);

        assertThat(schema(jdbc)).containsExactlyInAnyOrderElementsOf(NewSchema.LINES);
        Flyway flyway = flyway(database);
        assertThat(flyway.validateWithResult().validationSuccessful).isTrue();
        assertThat(flyway.info().pending()).isEmpty();
    }

    @Test
    void instancesThatStartTogetherAdoptOnce() {
        migrateFormer("8");

        CompletableFuture.allOf(
                        CompletableFuture.runAsync(() -> migrate(address)),
                        CompletableFuture.runAsync(() -> migrate(address)),
                        CompletableFuture.runAsync(() -> migrate(address)))
                .join();

        assertThat(schema(jdbc)).containsExactlyInAnyOrderElementsOf(NewSchema.LINES);
        assertThat(history()).startsWith("6 BASELINE").doesNotHaveDuplicates();
    }

    @Test
    void leavesADatabaseOfTodaysSequenceAlone() {
        migrate(address);
        List<String> before = history();
        migrate(address);

        assertThat(history()).isEqualTo(before).contains("1 SQL", "6 SQL").noneMatch(row -> row.contains("BASELINE"));
    }

    private void migrateFormer(String version) {
        Flyway.configure()
                .dataSource(database)
                .locations(FormerSchema.MIGRATIONS)
                .target(version)
                .load()
                .migrate();
    }

    private static void migrate(DatabaseAddress address) {
        new SchemaMigration(address, address).migrate(flyway(dataSource(address)));
    }

    private static Flyway flyway(DataSource dataSource) {
        return Flyway.configure().dataSource(dataSource).load();
    }

    private static DataSource dataSource(DatabaseAddress address) {
        return new DriverManagerDataSource(address.jdbcUrl(), address.username(), address.password());
    }

    private List<String> history() {
        return List.of(flyway(database).info().applied()).stream()
                .map((MigrationInfo row) -> row.getVersion() + " " + row.getType())
                .toList();
    }

    /** All rows of all tables by table, as JSON; partitioned tables with their partitions' rows. */
    private Map<String, List<String>> rows() {
        Map<String, List<String>> rows = new TreeMap<>();
        for (String table : jdbc.queryForList("""
                select relname from pg_class
                where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
                  and relname <> 'flyway_schema_history'
                """, String.class)) {
            rows.put(
                    table,
                    jdbc.queryForList(
                            "select (to_jsonb(t) - " + NEW_COLUMNS.getOrDefault(table, "'{}'::text[]")
                                    + ")::text as line from " + table + " t order by line",
                            String.class));
        }
        return rows;
    }

    /** Read once: nothing changes it between tests. */
    private static final class NewSchema {
        static final List<String> LINES = read();

        private static List<String> read() {
            DatabaseAddress fresh = SharedPostgres.freshDatabase();
            migrate(fresh);
            return schema(new JdbcTemplate(dataSource(fresh)));
        }
    }

    /** Columns, constraints (not-null ones by their columns), indexes, triggers, functions and sequences, except of single days. */
    private static List<String> schema(JdbcTemplate jdbc) {
        return jdbc.queryForList("""
                        select concat_ws(' ', 'column', table_name, column_name, data_type, character_maximum_length,
                            is_nullable, column_default, identity_generation)
                        from information_schema.columns where table_schema = 'public'
                        union all
                        select concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid))
                        from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n'
                        union all
                        select 'index ' || indexdef from pg_indexes where schemaname = 'public'
                        union all
                        select 'trigger ' || pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
                        union all
                        select 'function ' || pg_get_functiondef(oid) from pg_proc
                        where pronamespace = 'public'::regnamespace
                        union all
                        select 'sequence ' || sequencename from pg_sequences where schemaname = 'public'
                        """, String.class).stream()
                .filter(line -> !line.matches("(?s).*_[0-9]{8}.*"))
                .sorted()
                .toList();
    }
}
