package org.chattycat.app.platform.config;

import org.springframework.context.SmartLifecycle;

/**
 * When things stop: the highest phase first. Calls end while the web server still answers, then the web server stops,
 * then the worker writes what it holds; connection pools and PostgreSQL are beans that are destroyed after all of these,
 * pools first since they depend on PostgreSQL.
 */
public final class LifecyclePhases {
    /** Rooms and signalling: above the web server's graceful shutdown. */
    public static final int CALLS = SmartLifecycle.DEFAULT_PHASE - 512;

    /** The analysis worker, which must still reach the database. */
    public static final int WORKER = 2000;

    /** Listeners of database notifications. */
    public static final int DATABASE_LISTENERS = 1000;

    private LifecyclePhases() {}
}
