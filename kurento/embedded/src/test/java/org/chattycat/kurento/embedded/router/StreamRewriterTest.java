package org.chattycat.kurento.embedded.router;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StreamRewriterTest {
    private static final long SECOND = 1_000_000_000L;

    private final StreamRewriter rewriter = new StreamRewriter(90_000, 0xfffe, 1000);

    private long send(long sequence, int timestamp, long now) {
        long out = rewriter.sequence(sequence);
        rewriter.sent(out, rewriter.timestamp(sequence, timestamp), now);
        return out;
    }

    @Test
    void startsAtTheInitialNumberAndKeepsGaps() {
        rewriter.start(70_000, 5, 0);
        assertThat(send(70_000, 5, 0)).isEqualTo(0x1fffeL);
        assertThat(rewriter.timestamp(70_000, 5)).isEqualTo(1000);
        assertThat(send(70_003, 3005, 0)).isEqualTo(0x20001L);
        assertThat(rewriter.timestamp(70_003, 3005)).isEqualTo(4000);
    }

    @Test
    void anotherSourceContinuesWithoutAJump() {
        rewriter.start(100, 0, 0);
        send(100, 0, 0);
        send(101, 3000, SECOND / 30);
        long last = rewriter.sequence(101);
        rewriter.start(9_000_000, -77, SECOND / 30 + SECOND / 2);
        assertThat(rewriter.sequence(9_000_000)).isEqualTo(last + 1);
        assertThat(rewriter.timestamp(9_000_000, -77)).isEqualTo(4000 + 45_000);
        assertThat(rewriter.isBeforeStart(8_999_999)).isTrue();
    }

    @Test
    void timestampsOfAStartBehindAdvanceSlowlyUntilTheyHaveCaughtUp() {
        // Ten frames of 3,000 ticks; the source is at 1,000 ticks after the last one.
        rewriter.startBehind(100, 500_000, 528_000, 0);
        for (int i = 0; i < 10; i++) {
            assertThat(rewriter.timestamp(100 + i, 500_000 + i * 3000)).isEqualTo(1000 + i * 600);
            send(100 + i, 500_000 + i * 3000, 0);
        }
        int live = 530_000 - 528_000;
        assertThat(rewriter.timestamp(110, 530_000)).as("still ahead of itself").isEqualTo(1000 + 6000);
        assertThat(live).isLessThan(6000);
        send(110, 530_000, 0);
        assertThat(rewriter.timestamp(113, 539_000)).as("has caught up").isEqualTo(1000 + 539_000 - 528_000);
        send(113, 539_000, 0);
        assertThat(rewriter.timestamp(104, 512_000)).as("a repeated packet").isEqualTo(1000 + 4 * 600);
        assertThat(rewriter.timestamp(113, 539_000)).isEqualTo(1000 + 11_000);
        assertThat(rewriter.timestamp(114, 500_000 + Integer.MIN_VALUE))
                .as("hours later")
                .isEqualTo(1000 - 28_000 + Integer.MIN_VALUE);
        assertThat(rewriter.liveTimestamp(528_000)).isEqualTo(1000);
    }

    @Test
    void findsTheSourcePacketOfASentNumber() {
        rewriter.start(100, 0, 0);
        for (int i = 100; i < 110; i++) {
            send(i, 0, 0);
        }
        assertThat(rewriter.source((int) rewriter.sequence(103) & 0xffff)).isEqualTo(103);
        assertThat(rewriter.source((int) rewriter.sequence(109) & 0xffff)).isEqualTo(109);
        assertThat(rewriter.source((int) rewriter.sequence(110) & 0xffff))
                .as("not sent yet")
                .isEqualTo(Long.MIN_VALUE);
        assertThat(rewriter.source((int) rewriter.sequence(99) & 0xffff))
                .as("of the former source")
                .isEqualTo(Long.MIN_VALUE);
    }
}
