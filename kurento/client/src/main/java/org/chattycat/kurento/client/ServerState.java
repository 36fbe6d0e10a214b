package org.chattycat.kurento.client;

import java.time.Instant;

/**
 * What this process knows of a media server, by the clock of this machine.
 *
 * @param alive whether it answered the last ping in time
 * @param since when it began or stopped to answer
 * @param answeredAt when it answered last; null if it never did
 * @param version of its core, such as {@code 7.3.0}; null while nobody knows
 */
public record ServerState(ServerName name, boolean alive, Instant since, Instant answeredAt, String version) {}
