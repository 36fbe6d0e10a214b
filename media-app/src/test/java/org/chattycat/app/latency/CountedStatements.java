package org.chattycat.app.latency;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestComponent;
import reactor.core.publisher.Mono;

/** Records the statements that the application sends by R2DBC. */
@TestComponent
class CountedStatements implements BeanPostProcessor {
    private final List<String> statements = new CopyOnWriteArrayList<>();

    void forget() {
        statements.clear();
    }

    /** Statements of the history since the last {@link #forget}, without those of an idle application. */
    List<String> ofTheHistory() {
        return statements.stream()
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
        return Mono.from((org.reactivestreams.Publisher<?>) created)
                .map(connection -> proxy(Connection.class, connection, "", result -> result));
    }

    private <T> T proxy(Class<T> type, Object target, String changed, java.util.function.UnaryOperator<Object> change) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), interfaces(type, target), (self, method, arguments) -> {
                    if (method.getName().equals("createStatement")) {
                        statements.add((String) arguments[0]);
                    }
                    try {
                        Object result = method.invoke(target, arguments);
                        return method.getName().equals(changed) ? change.apply(result) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private static Class<?>[] interfaces(Class<?> type, Object target) {
        return target instanceof io.r2dbc.spi.Wrapped<?>
                ? new Class<?>[] {type, io.r2dbc.spi.Wrapped.class}
                : new Class<?>[] {type};
    }
}
