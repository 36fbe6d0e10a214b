package org.chattycat.kurento.embedded.objects;

/**
 * Bounds on what clients together may occupy. The defaults are far above a busy server of some hundred people and far
 * below what its memory holds.
 *
 * @param sessions sessions alive at a time
 * @param objects media objects alive at a time
 * @param subscriptionsPerSession event subscriptions of one session
 * @param tagsPerObject tags of one object
 */
public record ObjectLimits(int sessions, int objects, int subscriptionsPerSession, int tagsPerObject) {
    public static final ObjectLimits DEFAULT = new ObjectLimits(1_000, 20_000, 100_000, 100);

    public ObjectLimits {
        if (sessions < 1 || objects < 1 || subscriptionsPerSession < 1 || tagsPerObject < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }
}
