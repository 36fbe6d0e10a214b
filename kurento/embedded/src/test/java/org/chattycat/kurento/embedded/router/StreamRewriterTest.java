package org.chattycat.kurento.embedded.router;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StreamRewriterTest {
    private static final long SECOND = 1_000_000_000L;

    private final StreamRewriter rewriter = new StreamRewriter(90_000, 0xfffe, 1000);

    private long send(long sequence, int timestamp, long now) {
        long out = rewriter.sequence(sequence);
        rewriter.sent(out, rewriter.timestamp(timestamp), now);
        return out;
    }

    @Test
    void startsAtTheInitialNumberAndKeepsGaps() {
        rewriter.start(70_000, 5, 0);
        assertThat(send(70_000, 5, 0)).isEqualTo(0x1fffeL);
        assertThat(rewriter.timestamp(5)).isEqualTo(1000);
        assertThat(send(70_003, 3005, 0)).isEqualTo(0x20001L);
        assertThat(rewriter.timestamp(3005)).isEqualTo(4000);
    }

    @Test
    void anotherSourceContinuesWithoutAJump() {
        rewriter.start(100, 0, 0);
        send(100, 0, 0);
        send(101, 3000, SECOND / 30);
        long last = rewriter.sequence(101);
        rewriter.start(9_000_000, -77, SECOND / 30 + SECOND / 2);
        assertThat(rewriter.sequence(9_000_000)).isEqualTo(last + 1);
        assertThat(rewriter.timestamp(-77)).isEqualTo(4000 + 45_000);
        assertThat(rewriter.isBeforeStart(8_999_999)).isTrue();
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
