package org.chattycat.app.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.chattycat.app.platform.config.StartRefusedException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What the role of the application may do, and what only the owner may. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RuntimeRoleIT {
    private final DatabaseAddress owner = SharedPostgres.freshDatabase();
    private final DatabaseAddress application = SharedPostgres.forApplication(owner);
    private final JdbcTemplate ofOwner = new JdbcTemplate(connections(owner));
    private final JdbcTemplate jdbc = new JdbcTemplate(connections(application));

    @BeforeAll
    void migrate() {
        migrate(owner, application);
    }

    private static void migrate(DatabaseAddress owner, DatabaseAddress application) {
        new SchemaMigration(owner, application)
                .migrate(Flyway.configure().dataSource(connections(owner)).load());
    }

    private static DataSource connections(DatabaseAddress address) {
        return new DriverManagerDataSource(address.jdbcUrl(), address.username(), address.password());
    }

    @Test
    void changesTheRowsOfAllTablesExceptTheHistoryOfMigrations() {
        assertThat(jdbc.queryForList("""
                        select relname from pg_class
                        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
                            and not has_table_privilege(oid, 'SELECT, INSERT, UPDATE, DELETE')
                            or relname = 'flyway_schema_history' and has_table_privilege(oid, 'INSERT')
                        """, String.class)).isEmpty();
        assertThat(jdbc.queryForObject("select count(*) from flyway_schema_history", Long.class))
                .isPositive();
        jdbc.execute("create temporary table staged (like latency_sample) on commit drop");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table cat (name text)",
                "alter table account add column cat text",
                "drop table meeting cascade",
                "truncate latency_sample",
                "create index cat on account (id)",
                "create function cat() returns int language sql as 'select 1'",
                "create schema cat",
                "drop table latency_sample_default",
                "select create_measurement_partition('latency_sample', 'arrived_at', date '2026-01-01')",
                "select drop_old_partitions('latency_sample', 'arrived_at', 1)",
                "delete from flyway_schema_history",
                "alter function create_measurement_partitions() security invoker",
                "set role chattycat",
                "copy account to program 'cat'",
            })
    void changesNothingElse(String sql) {
        assertThatThrownBy(() -> jdbc.execute(sql))
                .hasStackTraceContaining("ERROR:")
                .satisfies(e -> assertThat(e.getCause().toString()).containsPattern("permission denied|must be owner"));
    }

    @Test
    void createsAndDropsPartitionsAsDaysChange() {
        LocalDate tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1);
        String partition = "latency_sample_" + tomorrow.toString().replace("-", "");
        ofOwner.execute("drop table " + partition);
        ofOwner.execute("select create_measurement_partition('latency_sample', 'arrived_at', date '2026-01-01')");
        jdbc.execute("select create_measurement_partitions()");
        jdbc.execute("select drop_measurement_partitions(30, 90)");
        assertThat(exists(partition)).isTrue();
        assertThat(exists("latency_sample_20260101")).isFalse();
    }

    /** Functions with the rights of the owner must not call what somebody else puts in their way. */
    @Test
    void temporaryTablesDoNotReachTheFunctionsOfTheOwner() {
        ofOwner.execute("select create_measurement_partition('latency_sample', 'arrived_at', date '2026-01-01')");
        SingleConnectionDataSource session = new SingleConnectionDataSource(
                application.jdbcUrl(), application.username(), application.password(), true);
        try {
            JdbcTemplate one = new JdbcTemplate(session);
            one.execute("create temporary table measured_minute (starts_at timestamptz)");
            one.execute("create temporary table latency_sample_default (arrived_at timestamptz)");
            one.execute("select drop_measurement_partitions(30, 90)");
        } finally {
            session.destroy();
        }
        assertThat(exists("latency_sample_20260101")).isFalse();
        assertThat(ofOwner.queryForList("""
                        select proname from pg_proc
                        where prosecdef and (proconfig is null or not proconfig::text like '%search_path=public, pg_temp%')
                        """, String.class)).isEmpty();
    }

    @Test
    void instancesThatStartTogetherGrantTheSame() throws Exception {
        ExecutorService instances = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> started = Stream.generate(
                            () -> (Runnable) () -> new RuntimeRole(application.username()).grant(connections(owner)))
                    .limit(12)
                    .<Future<?>>map(instances::submit)
                    .toList();
            for (Future<?> one : started) {
                one.get();
            }
        } finally {
            instances.shutdownNow();
        }
    }

    @Test
    void aRoleThatDoesNotExistOrHasAnotherPasswordIsRefused() {
        assertThatThrownBy(() -> migrate(owner, as("nobody_here", "x")))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("nobody_here");
        assertThatThrownBy(() -> migrate(owner, as(application.username(), "guess")))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("refuses the user or the password");
    }

    @Test
    void oneRoleForBothIsLeftAsItIs() {
        migrate(owner, owner);
        ofOwner.execute("create table dog (name text)");
        ofOwner.execute("drop table dog");
    }

    private boolean exists(String table) {
        return Boolean.TRUE.equals(ofOwner.queryForObject("select to_regclass(?) is not null", Boolean.class, table));
    }

    private DatabaseAddress as(String username, String password) {
        return new DatabaseAddress(owner.host(), owner.port(), owner.database(), username, password, "disable");
    }
}
