package org.chattycat.analysis.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.chattycat.analysis.pipeline.AnalysisPool.Outcome;
import org.junit.jupiter.api.Test;

class AnalysisPoolTest {
    /** A stream that always has more to decode, and a picture due after each decode. */
    private static final class Busy implements AnalysisPool.Work {
        final AtomicInteger decodes = new AtomicInteger();
        final AtomicInteger scans = new AtomicInteger();
        final AtomicBoolean inside = new AtomicBoolean();
        final AtomicBoolean overlapped = new AtomicBoolean();

        @Override
        public Outcome decode() {
            enter();
            decodes.incrementAndGet();
            inside.set(false);
            return new Outcome(false, true);
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

    /** 100 decodes of 1 ms let scans of 2 ms have about 33 ms: a quarter of the time. */
    @Test
    void decodesFirstButLeavesScansAQuarterOfTheTime() {
        AtomicLong clock = new AtomicLong();
        AnalysisPool pool = new AnalysisPool(1, clock::get);
        AtomicInteger scansWhileDecodesWaited = new AtomicInteger();
        AtomicInteger decodes = new AtomicInteger();
        for (int i = 0; i < 5; i++) {
            pool.seat(new AnalysisPool.Work() {
                        private int remaining = 20;

                        @Override
                        public AnalysisPool.Outcome decode() {
                            clock.addAndGet(1_000_000);
                            decodes.incrementAndGet();
                            return new AnalysisPool.Outcome(--remaining > 0, true);
                        }

                        @Override
                        public void scan() {
                            clock.addAndGet(2_000_000);
                            if (decodes.get() < 100) {
                                scansWhileDecodesWaited.incrementAndGet();
                            }
                        }
                    })
                    .ready();
        }
        pool.start();
        await().until(() -> decodes.get() == 100);
        pool.close();
        assertThat(scansWhileDecodesWaited).hasValueBetween(15, 18);
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
