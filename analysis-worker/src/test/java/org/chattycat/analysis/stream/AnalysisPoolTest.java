package org.chattycat.analysis.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.chattycat.analysis.stream.AnalysisPool.Outcome;
import org.junit.jupiter.api.Test;

class AnalysisPoolTest {
    /** A stream that always has more to decode, and a picture due after each decode. */
    private static final class Busy implements AnalysisPool.Work {
        final AtomicInteger decodes = new AtomicInteger();
        final AtomicInteger scans = new AtomicInteger();
        final AtomicBoolean inside = new AtomicBoolean();
        final AtomicBoolean overlapped = new AtomicBoolean();
        volatile int remaining;

        @Override
        public Outcome decode() {
            enter();
            decodes.incrementAndGet();
            inside.set(false);
            return new Outcome(--remaining > 0, true);
        }

        @Override
        public void scan() {
            enter();
            spin();
            scans.incrementAndGet();
            inside.set(false);
        }

        private void enter() {
            if (!inside.compareAndSet(false, true)) {
                overlapped.set(true);
            }
        }

        private static void spin() {
            long until = System.nanoTime() + 200_000;
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void decodesFirstButLetsOneScanThroughAfterEight() {
        AnalysisPool pool = new AnalysisPool(1);
        List<Busy> streams = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Busy stream = new Busy();
            stream.remaining = 20;
            streams.add(stream);
            pool.seat(stream).ready();
        }
        pool.start();
        await().until(() -> streams.stream().allMatch(s -> s.decodes.get() == 20));
        int scansMeanwhile = streams.stream().mapToInt(s -> s.scans.get()).sum();
        await().until(() -> streams.stream().allMatch(s -> s.scans.get() > 0));
        pool.close();
        int scans = streams.stream().mapToInt(s -> s.scans.get()).sum();
        // 100 decodes let 12 scans through; what is due after the last decode is at most one of each stream.
        assertThat(scansMeanwhile).isGreaterThanOrEqualTo(11);
        assertThat(scans).isLessThanOrEqualTo(12 + streams.size());
        assertThat(streams).allSatisfy(s -> assertThat(s.decodes).hasValue(20));
    }

    @Test
    void sharesScansEvenlyAndNeverWorksOnAStreamTwiceAtATime() {
        AnalysisPool pool = new AnalysisPool(3);
        List<Busy> streams = new ArrayList<>();
        List<AnalysisPool.Seat> seats = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Busy stream = new Busy();
            streams.add(stream);
            seats.add(pool.seat(stream));
        }
        pool.start();
        await().until(() -> {
            seats.forEach(AnalysisPool.Seat::ready);
            return streams.stream().mapToInt(s -> s.scans.get()).sum() > 400;
        });
        pool.close();
        int most = streams.stream().mapToInt(s -> s.scans.get()).max().orElseThrow();
        int least = streams.stream().mapToInt(s -> s.scans.get()).min().orElseThrow();
        assertThat(least).isGreaterThan(most / 2);
        assertThat(streams).noneMatch(s -> s.overlapped.get());
    }

    @Test
    void aStreamThatFailsDoesNotHarmTheOthers() {
        AnalysisPool pool = new AnalysisPool(1);
        Busy healthy = new Busy();
        AnalysisPool.Seat broken = pool.seat(new AnalysisPool.Work() {
            @Override
            public Outcome decode() {
                throw new IllegalStateException("on purpose");
            }

            @Override
            public void scan() {}
        });
        pool.start();
        broken.ready();
        pool.seat(healthy).ready();
        await().until(() -> healthy.decodes.get() == 1);
        pool.close();
    }
}
