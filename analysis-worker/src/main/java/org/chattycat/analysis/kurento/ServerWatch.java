package org.chattycat.analysis.kurento;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Asks a media server for a sign of life again and again, because a frozen one shows by nothing else. */
final class ServerWatch implements AutoCloseable {
    private final Supplier<CompletableFuture<Void>> ping;
    private final long timeoutMillis;
    private final Consumer<Boolean> changed;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "media-server-watch");
        daemon.setDaemon(true);
        return daemon;
    });
    private CompletableFuture<Void> pending;
    private boolean answering = true;

    /**
     * @param ping sends a sign of life; one at a time, so that a frozen server is not left with a heap of them
     * @param changed told whenever the server stops or begins to answer in time, on the watching thread
     */
    ServerWatch(Supplier<CompletableFuture<Void>> ping, MediaServerSettings settings, Consumer<Boolean> changed) {
        this.ping = ping;
        this.timeoutMillis = settings.pingTimeout().toMillis();
        this.changed = changed;
        long interval = settings.pingInterval().toMillis();
        thread.scheduleWithFixedDelay(this::look, interval, interval, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            boolean now = answers();
            if (now != answering) {
                answering = now;
                changed.accept(now);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            if (pending == null || pending.isDone()) {
                pending = ping.get();
            }
            pending.get(timeoutMillis, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException | RuntimeException silent) {
            return false;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
