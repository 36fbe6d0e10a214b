package org.chattycat.app.latency;

import java.util.UUID;
import org.chattycat.analysis.AnalysisWorker;
import org.chattycat.app.platform.config.LifecyclePhases;
import org.springframework.context.SmartLifecycle;

/** Runs the worker inside this application, and stops it while it can still store what it has measured. */
final class EmbeddedWorker implements SmartLifecycle {
    private final AnalysisWorker worker;
    private volatile boolean running;

    EmbeddedWorker(AnalysisWorker worker) {
        this.worker = worker;
    }

    UUID id() {
        return worker.id();
    }

    @Override
    public void start() {
        worker.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        worker.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return LifecyclePhases.WORKER;
    }
}
