package org.chattycat.app.latency;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Statement;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.chattycat.app.platform.database.QueryConnections;
import org.reactivestreams.Publisher;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestComponent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/** Records the statements that the application sends by R2DBC, and how PostgreSQL executes them. */
@TestComponent
class CountedStatements implements BeanPostProcessor {
    /** @param ofGraphQl whether it used the connections of GraphQL queries, which background tasks do not */
    private record Executed(String sql, boolean ofGraphQl) {}

    private final List<Executed> statements = new CopyOnWriteArrayList<>();

    private final List<QueryPlan> plans = new CopyOnWriteArrayList<>();
    private volatile boolean explaining;

    void forget() {
        statements.clear();
    }

    /**
     * The plans of all GraphQL queries that run until the action ends. Each is executed twice, so those that change something are
     * left out.
     */
    List<QueryPlan> explain(Runnable action) {
        plans.clear();
        explaining = true;
        try {
            action.run();
            return List.copyOf(plans);
        } finally {
            explaining = false;
        }
    }

    /** All statements since the last {@link #forget}, those of an idle application included. */
    List<String> all() {
        return statements.stream().map(Executed::sql).toList();
    }

    /** Statements of GraphQL queries of the history since the last {@link #forget}. */
    List<String> ofTheHistory() {
        return statements.stream()
                .filter(Executed::ofGraphQl)
                .map(Executed::sql)
                .map(sql -> sql.toLowerCase(Locale.ROOT).replace("\"", ""))
                .filter(sql -> sql.contains("meeting_member me")
                        || sql.contains("from participant p")
                        || sql.contains("from media_server_outage")
                        || sql.contains("from latency_sample")
                        || sql.contains("join latency_minute")
                        || sql.contains("from dropped_measurements")
                        || sql.contains("summarise_latency")
                        || sql.contains("summarise_video_quality"))
                .toList();
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return name.equals("connectionFactory") ? proxy(ConnectionFactory.class, bean, "create", this::counted) : bean;
    }

    private Object counted(Object created) {
        return Mono.from((Publisher<?>) created)
                .map(connection -> proxy(Connection.class, connection, "", result -> result));
    }

    private <T> T proxy(Class<T> type, Object target, String changed, java.util.function.UnaryOperator<Object> change) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), interfaces(type, target), (self, method, arguments) -> {
                    try {
                        Object result = method.invoke(target, arguments);
                        if (result instanceof Statement statement) {
                            return watched((Connection) target, (String) arguments[0], statement);
                        }
                        return method.getName().equals(changed) ? change.apply(result) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private static boolean isQuery(String sql) {
        String start = sql.strip().toLowerCase(Locale.ROOT);
        return (start.startsWith("select") || start.startsWith("with"))
                && Stream.of("insert into", "delete from", "update ", "pg_notify", "roll_up_")
                        .noneMatch(start::contains);
    }

    /** A statement whose execution is recorded, and explained before with the same values. */
    private Statement watched(Connection connection, String sql, Statement target) {
        Statement explain =
                explaining && isQuery(sql) ? connection.createStatement("explain (analyze, format json) " + sql) : null;
        return (Statement) Proxy.newProxyInstance(
                Statement.class.getClassLoader(), new Class<?>[] {Statement.class}, (self, method, arguments) -> {
                    try {
                        if (explain != null && method.getName().startsWith("bind")) {
                            method.invoke(explain, arguments);
                        }
                        Object result = method.invoke(target, arguments);
                        if (method.getName().equals("execute")) {
                            Flux<?> answer = Flux.from((Publisher<?>) result);
                            return Mono.deferContextual(context -> executed(sql, explain, ofGraphQl(context)))
                                    .thenMany(answer);
                        }
                        return result == target ? self : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private Mono<Void> executed(String sql, Statement explain, boolean ofGraphQl) {
        statements.add(new Executed(sql, ofGraphQl));
        return ofGraphQl && explain != null ? plan(sql, explain) : Mono.empty();
    }

    private Mono<Void> plan(String sql, Statement explain) {
        return Flux.from(explain.execute())
                .flatMap(explained -> explained.map(row -> row.get(0, String.class)))
                .doOnNext(plan -> plans.add(QueryPlan.of(sql, plan)))
                .then();
    }

    /** Whether it uses the connections of GraphQL queries, which housekeeping does not. */
    private static boolean ofGraphQl(ContextView context) {
        return QueryConnections.use(Context.empty()).stream()
                .allMatch(entry -> entry.getValue().equals(context.getOrDefault(entry.getKey(), null)));
    }

    private static Class<?>[] interfaces(Class<?> type, Object target) {
        return target instanceof io.r2dbc.spi.Wrapped<?>
                ? new Class<?>[] {type, io.r2dbc.spi.Wrapped.class}
                : new Class<?>[] {type};
    }
}
