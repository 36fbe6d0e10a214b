package org.chattycat.app.call;

import java.util.concurrent.TimeUnit;

/** Which picture a viewer gets as far as there is one: what its page asked for, or less while its network is slow. */
final class PictureChoice {
    /** Each change costs the publisher a keyframe, so a page cannot change its mind at every message. */
    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Downlink downlink;
    private Picture wish;
    private Picture chosen;
    private long nextNanos;

    /** @param wish what the page asks for at first */
    PictureChoice(Downlink downlink, Picture wish, long nowNanos) {
        this.downlink = downlink;
        this.wish = wish;
        this.nextNanos = nowNanos;
        this.chosen = possible(nowNanos);
    }

    void wish(Picture wanted) {
        wish = wanted;
    }

    Picture chosen() {
        return chosen;
    }

    /** Changes the choice, unless the former change is too short ago. @return whether it changed */
    boolean update(long nowNanos) {
        Picture possible = possible(nowNanos);
        if (possible == chosen || nowNanos - nextNanos < 0) {
            return false;
        }
        chosen = possible;
        nextNanos = nowNanos + INTERVAL_NANOS;
        return true;
    }

    private Picture possible(long nowNanos) {
        return wish == Picture.LARGE && !downlink.carriesLarge(nowNanos) ? Picture.SMALL : wish;
    }
}
