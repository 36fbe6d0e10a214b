package org.chattycat.app.call;

/**
 * Whether the pages of a room publish a small picture of their cameras: from a number of people on, and until there have been no
 * more than that for a while, so that somebody who comes and goes does not make everybody start and stop.
 */
final class SmallPictures {
    private final CallProperties.SmallPictureRule rule;
    private boolean active;
    private long lastManyNanos;

    SmallPictures(CallProperties.SmallPictureRule rule) {
        this.rule = rule;
    }

    /**
     * @param people in the room now
     * @param nowNanos of {@link System#nanoTime}
     * @return whether small pictures are published
     */
    boolean update(int people, long nowNanos) {
        if (people > rule.above()) {
            active = true;
            lastManyNanos = nowNanos;
        } else if (active && nowNanos - lastManyNanos >= rule.linger().toNanos()) {
            active = false;
        }
        return active;
    }

    boolean active() {
        return active;
    }
}
