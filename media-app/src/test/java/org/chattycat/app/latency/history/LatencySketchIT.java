package org.chattycat.app.latency.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.chattycat.app.ChattyCatTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** Sketches that are made here and those of the database can be merged. */
@ChattyCatTest
class LatencySketchIT {
    @Autowired
    private DatabaseClient database;

    /** Figures of seconds are sketched here, those of minutes by the database. */
    @Test
    void bucketsAreThoseOfTheDatabase() {
        long seed = System.nanoTime();
        System.out.println("LatencySketchIT seed " + seed);
        Random random = new Random(seed);
        Double[] values = DoubleStream.concat(
                        DoubleStream.of(0, 1, -1, 1.01, -1.01, 1e9, -1e9, 1e300),
                        DoubleStream.generate(() -> 100 * random.nextGaussian() + 200)
                                .limit(1000))
                .boxed()
                .toArray(Double[]::new);
        List<Integer> stored = database.sql("select latency_bucket(ms) from unnest(cast(:values as float8[])) as ms")
                .bind("values", values)
                .map(row -> row.get(0, Integer.class))
                .all()
                .collectList()
                .block();
        assertThat(Arrays.stream(values).map(LatencySketch::bucketOf))
                .as("seed %d", seed)
                .isEqualTo(stored);
    }
}
