package org.chattycat.app.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.chattycat.app.platform.config.OwnerOnly;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Analyses one video in a process of its own, which a hostile file can crash, hang or fill without any effect on calls. The
 * process sees none of the application's environment, such as passwords.
 */
final class ReaderProcess {
    private static final Logger log = LoggerFactory.getLogger(ReaderProcess.class);
    /** From here on, a status means that a signal ended the process. A JVM that reports its own crash has another one. */
    private static final int FIRST_SIGNAL_STATUS = 128;
    /** The status of a JVM that ran out of heap. */
    private static final int OUT_OF_MEMORY_STATUS = 3;

    private static final int MAX_ERROR_BYTES = 4096;
    private static final long KILL_SECONDS = 10;
    private static final long CHECK_MILLIS = 200;

    private final List<String> command;
    private final LabProperties properties;
    private final ScheduledExecutorService timer;
    private final LabJob job;
    private final TapDelay tapDelay;
    private boolean paused;
    private volatile long lastLineNanos;
    private volatile String stopped = "";

    /**
     * @param command with its arguments; its working directory is the job's folder
     * @param timer checks the time limits, and whether calls need the processor
     */
    ReaderProcess(
            List<String> command,
            LabProperties properties,
            ScheduledExecutorService timer,
            LabJob job,
            TapDelay tapDelay) {
        this.command = command;
        this.properties = properties;
        this.timer = timer;
        this.job = job;
        this.tapDelay = tapDelay;
    }

    /** The folder for temporary files of a job, which the process needs. */
    static Path temporary(LabJob job) throws IOException {
        Path folder = job.folder().resolve("tmp");
        OwnerOnly.folder(folder);
        return folder;
    }

    /**
     * Returns when the result is complete.
     *
     * @return what people have to know about the result; may be empty
     * @throws ReaderFailure when there is no result
     * @throws IOException when the process cannot be started or its result not be written
     */
    String run() throws IOException, ReaderFailure, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(job.folder().toFile());
        Map<String, String> environment = builder.environment();
        String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
        environment.clear();
        environment.putAll(
                Map.of("PATH", path, "LC_ALL", "C.UTF-8", "HOME", job.folder().toString()));
        Process process = builder.start();
        long started = System.nanoTime();
        lastLineNanos = started;
        job.whenCancelled(process::destroyForcibly);
        StringBuilder errors = new StringBuilder();
        Thread errorReader = readErrors(process.getErrorStream(), errors);
        GivingWay givingWay = new GivingWay(started);
        tapDelay.meanMs();
        ScheduledFuture<?> watch = timer.scheduleWithFixedDelay(
                () -> {
                    giveWay(process, givingWay);
                    checkLimits(process, started);
                },
                CHECK_MILLIS,
                CHECK_MILLIS,
                TimeUnit.MILLISECONDS);
        boolean cut;
        try (ReaderOutput output = new ReaderOutput(job.result(), properties, job)) {
            readOutput(process, output);
            cut = output.isStopped();
            process.waitFor();
            errorReader.join();
        } finally {
            watch.cancel(false);
            job.whenCancelled(() -> {});
            end(process);
        }
        return conclude(process.exitValue(), errors.toString(), cut);
    }

    private void readOutput(Process process, ReaderOutput output) throws IOException, ReaderFailure {
        try (InputStream lines = process.getInputStream()) {
            output.readFrom(lines, () -> lastLineNanos = System.nanoTime());
        } catch (IOException e) {
            // Killing a process closes its streams.
            if (process.isAlive()) {
                throw e;
            }
        }
    }

    private void giveWay(Process process, GivingWay givingWay) {
        long now = System.nanoTime();
        boolean pause = givingWay.mustPause(tapDelay.meanMs(), now);
        if (pause || paused) {
            // A pause is no stall.
            lastLineNanos = now;
        }
        if (pause != paused) {
            paused = pause;
            log.debug("The analysis {} for calls", pause ? "pauses" : "goes on");
            try {
                OutputStream toProcess = process.getOutputStream();
                toProcess.write(pause ? ReaderMain.PAUSE : ReaderMain.RESUME);
                toProcess.flush();
            } catch (IOException e) {
                log.debug("The analysis has ended: {}", e.toString());
            }
        }
    }

    private void checkLimits(Process process, long started) {
        long now = System.nanoTime();
        if (now - started > properties.analysisLimit().toNanos()) {
            stopped = "The analysis took too long and was stopped; cut the video or record it smaller.";
            process.destroyForcibly();
        } else if (now - lastLineNanos > properties.stallLimit().toNanos()) {
            stopped = "The analysis stood still and was stopped; the video may be damaged.";
            process.destroyForcibly();
        }
    }

    private String conclude(int status, String errors, boolean cut) throws ReaderFailure {
        if (job.isCancelled()) {
            return "";
        }
        if (!stopped.isEmpty()) {
            throw new ReaderFailure(stopped);
        }
        if (status == 0) {
            return cut
                    ? "The analysis took too long and was stopped; the result covers the beginning of the video."
                    : "";
        }
        log.info("The analysis of a video in the lab ended with status {}: {}", status, errors.strip());
        if (status >= FIRST_SIGNAL_STATUS || Files.exists(job.folder().resolve(ReaderCommand.CRASH_REPORT))) {
            throw new ReaderFailure(
                    "The decoder crashed on this video and only this analysis ended; the file may be damaged.");
        }
        if (status == OUT_OF_MEMORY_STATUS) {
            throw new ReaderFailure("The analysis of this video needs too much memory; record it smaller.");
        }
        throw ReaderFailure.of(errors, properties.maxDuration());
    }

    private static Thread readErrors(InputStream stream, StringBuilder errors) {
        Thread thread = new Thread(
                () -> {
                    byte[] buffer = new byte[1024];
                    try (stream) {
                        for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                            if (errors.length() < MAX_ERROR_BYTES) {
                                errors.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
                            }
                        }
                    } catch (IOException e) {
                        log.debug("The errors of a process end with {}", e.toString());
                    }
                },
                "lab-errors");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void end(Process process) throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(KILL_SECONDS, TimeUnit.SECONDS)) {
            log.warn("Process {} of the lab does not end", process.pid());
        }
    }
}
