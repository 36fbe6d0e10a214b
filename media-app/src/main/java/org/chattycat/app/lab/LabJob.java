package org.chattycat.app.lab;

import java.nio.file.Path;
import java.time.Instant;

/** One video, from the first byte of its upload until it is deleted. Thread-safe. */
final class LabJob {
    enum State {
        UPLOADING,
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED;

        boolean isFinished() {
            return this == DONE || this == FAILED || this == CANCELLED;
        }
    }

    private final String id;
    private final String client;
    private final String fileName;
    private final Path folder;
    private final Instant expiresAt;
    private State state = State.UPLOADING;
    private double progress;
    private String message = "";
    private Instant lastAsked;
    private Runnable onCancel = () -> {};

    /**
     * @param id secret; whoever knows it sees the result
     * @param client whose allowance it uses
     * @param folder of its files, which does not exist yet
     */
    LabJob(String id, String client, String fileName, Path folder, Instant now, Instant expiresAt) {
        this.id = id;
        this.client = client;
        this.fileName = fileName;
        this.folder = folder;
        this.lastAsked = now;
        this.expiresAt = expiresAt;
    }

    String id() {
        return id;
    }

    String client() {
        return client;
    }

    String fileName() {
        return fileName;
    }

    Path folder() {
        return folder;
    }

    Path video() {
        return folder.resolve("video");
    }

    Path result() {
        return folder.resolve("result.jsonl");
    }

    Instant expiresAt() {
        return expiresAt;
    }

    synchronized State state() {
        return state;
    }

    /** Whether it still needs the disk and the processor. */
    synchronized boolean isUnfinished() {
        return !state.isFinished();
    }

    synchronized boolean isCancelled() {
        return state == State.CANCELLED;
    }

    /** How much of the video has been analysed, 0 to 1. */
    synchronized double progress() {
        return progress;
    }

    /** What people have to know about the result or the failure; may be empty. */
    synchronized String message() {
        return message;
    }

    synchronized void progress(double share) {
        progress = Math.max(progress, Math.min(1, Math.max(0, share)));
    }

    /** Moves on unless the job was cancelled. Returns false if it was. */
    synchronized boolean become(State next, String sentence) {
        if (state == State.CANCELLED) {
            return false;
        }
        state = next;
        message = sentence;
        return true;
    }

    /** Somebody looked at it. */
    synchronized void asked(Instant now) {
        lastAsked = now;
    }

    synchronized boolean wasAskedSince(Instant instant) {
        return lastAsked.isAfter(instant);
    }

    /**
     * Runs an action when the job is cancelled, or at once if it has been.
     *
     * @param action replaces the one before
     */
    void whenCancelled(Runnable action) {
        boolean now;
        synchronized (this) {
            now = state == State.CANCELLED;
            onCancel = action;
        }
        if (now) {
            action.run();
        }
    }

    /** Ends it if it is unfinished. */
    void cancel() {
        Runnable action;
        synchronized (this) {
            if (state.isFinished()) {
                return;
            }
            state = State.CANCELLED;
            action = onCancel;
        }
        action.run();
    }
}
