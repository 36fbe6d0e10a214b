package org.chattycat.kurento.embedded.objects;

/**
 * Limits on the resources that all clients together may use. The defaults are far above the needs of some hundred
 * people and far below the server's memory.
 *
 * @param sessions maximum number of sessions alive
 * @param objects maximum number of media objects alive
 * @param subscriptionsPerSession maximum number of event subscriptions of one session
 * @param tagsPerObject maximum number of tags of one object
 */
public record ObjectLimits(int sessions, int objects, int subscriptionsPerSession, int tagsPerObject) {
    public static final ObjectLimits DEFAULT = new ObjectLimits(1_000, 20_000, 100_000, 100);

    public ObjectLimits {
        if (sessions < 1 || objects < 1 || subscriptionsPerSession < 1 || tagsPerObject < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }
}
