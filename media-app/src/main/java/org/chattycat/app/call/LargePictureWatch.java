package org.chattycat.app.call;

import java.util.concurrent.TimeUnit;
import org.chattycat.kurento.client.SentVideo;

/**
 * Finds out that a viewer's network is too slow for a large picture, from what the media server states about it every few
 * seconds. While the network carries more than is sent, the browser's estimate (REMB) is about the rate that is sent and says
 * nothing about the network, so it counts from when it falls below that rate until it is well above it, as in the embedded media
 * server.
 */
final class LargePictureWatch {
    /** With less than this in bit/s, 720 lines look worse than a small picture does. */
    static final long ENOUGH_BPS = 600_000;

    private static final double DROP = 0.97;
    private static final double ROOM = 1.3;
    /** More lost packets than this make the media server send less to everybody. */
    private static final double HIGH_LOSS = 0.1;
    /** One reading can fall into a short disturbance. */
    private static final int READINGS = 2;

    private SentVideo last;
    private long lastNanos;
    private boolean limited;
    private int slow;

    /** @return whether the network was too slow in this reading and the one before */
    boolean isTooSlow(SentVideo now, long nowNanos) {
        SentVideo before = last;
        long elapsed = nowNanos - lastNanos;
        last = now;
        lastNanos = nowNanos;
        if (before == null || elapsed <= 0 || now.bytes() < before.bytes()) {
            return false;
        }
        double sentBps = (now.bytes() - before.bytes()) * 8.0 * TimeUnit.SECONDS.toNanos(1) / elapsed;
        long estimate = now.estimateBps();
        if (estimate > sentBps * ROOM) {
            limited = false;
        } else if (estimate > 0 && estimate < before.estimateBps() * DROP && estimate < sentBps) {
            limited = true;
        }
        long packets = now.packets() - before.packets();
        boolean lossy = now.packetsLost() - before.packetsLost() > HIGH_LOSS * packets;
        slow = limited && estimate < ENOUGH_BPS || packets > 0 && lossy ? slow + 1 : 0;
        return slow >= READINGS;
    }
}
