package org.chattycat.app.latency.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.r2dbc.core.RowsFetchSpec;
import reactor.core.publisher.Mono;

class RollUpsTest {
    private final DatabaseClient database = mock();
    private final List<Integer> asked = new ArrayList<>();

    /** A database in which a statement takes too long for more than so many minutes, and so many are marked. */
    private RollUps with(int most, int marked) {
        int[] left = {marked};
        GenericExecuteSpec statement = mock();
        when(database.sql("select roll_up_measurements(:limit)")).thenReturn(statement);
        when(statement.bind(eq("limit"), anyInt())).thenAnswer(call -> {
            int limit = call.getArgument(1);
            asked.add(limit);
            GenericExecuteSpec bound = mock();
            RowsFetchSpec<Integer> fetch = mock();
            when(bound.map(any(Function.class))).thenReturn(fetch);
            when(fetch.one()).thenReturn(Mono.defer(() -> {
                int written = Math.min(limit, left[0]);
                if (written > most) {
                    return Mono.error(new DataAccessResourceFailureException(
                            "roll up", new R2dbcNonTransientResourceException("canceled", "57014")));
                }
                left[0] -= written;
                return Mono.just(written);
            }));
            return bound;
        });
        return new RollUps(database);
    }

    @Test
    @DisplayName("Where minutes have many samples, fewer are written at once, and all are")
    void fewerMinutesAtOnce() {
        assertThat(with(10, 60).write().block()).isEqualTo(60);
        assertThat(asked).startsWith(50, 7, 7).doesNotContain(1).endsWith(7);
    }

    @Test
    void oneMinuteAtLeast() {
        assertThat(with(1, 3).write().block()).isEqualTo(3);
        assertThat(asked).containsExactly(50, 7, 1, 1, 1, 1);
    }

    @Test
    void aMinuteThatTakesTooLongByItselfIsAnError() {
        assertThatThrownBy(() -> with(0, 1).write().block()).isInstanceOf(DataAccessResourceFailureException.class);
        assertThat(asked).containsExactly(50, 7, 1);
    }
}
