package org.chattycat.app.platform.config;

import org.springframework.context.SmartLifecycle;

/**
 * The order of shutdown: the highest phase stops first. Calls end while the web server still responds. Then the web server
 * stops, and the worker writes its remaining samples. Connection pools and PostgreSQL are destroyed after all phases, the pools
 * first, because they depend on PostgreSQL.
 */
public final class LifecyclePhases {
    /** Calls and signalling: before the web server's graceful shutdown. */
    public static final int CALLS = SmartLifecycle.DEFAULT_PHASE - 512;

    /** The analysis worker, which still needs the database. */
    public static final int WORKER = 2000;

    /** Listeners of database notifications. */
    public static final int DATABASE_LISTENERS = 1000;

    private LifecyclePhases() {}
}
