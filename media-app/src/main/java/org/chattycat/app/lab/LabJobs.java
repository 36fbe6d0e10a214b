package org.chattycat.app.lab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.chattycat.app.platform.config.ChattyCatProperties;
import org.chattycat.app.platform.config.LifecyclePhases;
import org.chattycat.app.platform.limits.LocalRateLimits;
import org.chattycat.app.platform.site.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * All videos of the lab of this instance: admits uploads, analyses one video at a time, and deletes everything in time. Jobs are
 * in memory and on the disk of this instance; they end with it.
 */
@Component
class LabJobs implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(LabJobs.class);
    /** The process ends itself with a result, a bit before it is ended without one. */
    private static final double WITHIN = 0.9;

    private static final int ID_BYTES = 24;
    private static final long STOP_SECONDS = 8;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, LabJob> jobs = new LinkedHashMap<>();
    private final LabSwitch labSwitch;
    private final LabProperties properties;
    private final ReaderCommand readerCommand;
    private final TapDelay tapDelay;
    private final Clock clock;
    private final Path parent;
    private final LocalRateLimits uploads;
    private ExecutorService analyses;
    private ScheduledExecutorService timer;
    private LabFolder folder;
    private volatile boolean running;

    LabJobs(
            LabSwitch labSwitch,
            LabProperties properties,
            ReaderCommand readerCommand,
            TapDelay tapDelay,
            Clock clock,
            ChattyCatProperties installation) {
        this.labSwitch = labSwitch;
        this.properties = properties;
        this.readerCommand = readerCommand;
        this.tapDelay = tapDelay;
        this.clock = clock;
        this.parent = installation.dataDir().toAbsolutePath().resolve("lab");
        this.uploads = new LocalRateLimits(properties.uploadsPerClient(), System::nanoTime);
    }

    /** Why an upload of this client would be refused now; empty when it would be accepted. */
    synchronized Optional<ProblemException> refusal(String client) {
        if (!labSwitch.isOn() || !running) {
            return Optional.of(Refusals.off());
        }
        List<LabJob> unfinished =
                jobs.values().stream().filter(LabJob::isUnfinished).toList();
        if (unfinished.stream().anyMatch(job -> job.client().equals(client))) {
            return Optional.of(Refusals.busyClient());
        }
        return unfinished.size() >= properties.maxJobs() ? Optional.of(Refusals.full()) : Optional.empty();
    }

    /**
     * Receives a video and queues it.
     *
     * @param length of the body, as announced; negative when it is unknown
     * @throws ProblemException when it is refused; then nothing of it is left
     */
    LabJob receive(String client, String fileName, long length, InputStream body) throws IOException {
        LabJob job = admit(client, fileName, length);
        try {
            new VideoUpload(properties).receive(body, length, job);
            enqueue(job);
            return job;
        } catch (ProblemException | IOException e) {
            discard(job);
            throw e;
        }
    }

    private synchronized LabJob admit(String client, String fileName, long length) throws IOException {
        Optional<ProblemException> refusal = refusal(client);
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        if (length < 0) {
            throw Refusals.noLength();
        }
        if (length > properties.maxSize().toBytes()) {
            throw Refusals.tooLarge(properties.maxSize());
        }
        if (folder.usableSpace() - length < properties.minFreeSpace().toBytes()) {
            throw Refusals.noSpace();
        }
        uploads.take(client, 1);
        byte[] secret = new byte[ID_BYTES];
        random.nextBytes(secret);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        Instant now = clock.instant();
        LabJob job = new LabJob(id, client, fileName, folder.ofJob(id), now, now.plus(properties.keep()));
        jobs.put(id, job);
        return job;
    }

    private synchronized void enqueue(LabJob job) {
        job.asked(clock.instant());
        if (!running || !job.become(LabJob.State.WAITING, "")) {
            throw Refusals.unknown();
        }
        // Behind those that arrived completely before.
        jobs.remove(job.id());
        jobs.put(job.id(), job);
        analyses.execute(() -> analyse(job));
    }

    /** Finds a job by its secret id, as somebody who is interested in it. */
    synchronized Optional<LabJob> find(String id) {
        LabJob job = jobs.get(id);
        if (job == null || job.isCancelled()) {
            return Optional.empty();
        }
        job.asked(clock.instant());
        return Optional.of(job);
    }

    /** How many videos are analysed before this one. */
    synchronized long before(LabJob job) {
        return jobs.values().stream()
                .takeWhile(other -> other != job)
                .filter(other -> other.state() == LabJob.State.WAITING || other.state() == LabJob.State.RUNNING)
                .count();
    }

    /** Ends a job and deletes its files, at the latest when its process has ended. */
    void remove(LabJob job) {
        boolean running = job.state() == LabJob.State.RUNNING;
        boolean uploading = job.state() == LabJob.State.UPLOADING;
        job.cancel();
        if (!running && !uploading) {
            discard(job);
        }
    }

    private void discard(LabJob job) {
        job.cancel();
        synchronized (this) {
            jobs.remove(job.id());
        }
        LabFolder.delete(job.folder());
    }

    private void analyse(LabJob job) {
        if (!job.become(LabJob.State.RUNNING, "")) {
            discard(job);
            return;
        }
        String failure = "";
        String remark = "";
        try {
            remark = process(job).run();
        } catch (ReaderFailure e) {
            failure = e.getMessage();
        } catch (IOException e) {
            log.warn("A video in the lab cannot be analysed: {}", e.toString());
            failure = "The server could not analyse this video; try again later.";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = "The server is stopping; try again later.";
        }
        LabFolder.delete(job.folder().resolve("tmp"));
        LabFolder.delete(job.video());
        boolean kept =
                failure.isEmpty() ? job.become(LabJob.State.DONE, remark) : job.become(LabJob.State.FAILED, failure);
        if (!kept) {
            discard(job);
        } else if (!failure.isEmpty()) {
            LabFolder.delete(job.folder());
        }
    }

    private ReaderProcess process(LabJob job) throws IOException {
        List<String> command = readerCommand.of(
                ReaderProcess.temporary(job),
                folder.libraries(),
                "--json",
                "--pairs",
                "--max-duration",
                Long.toString(properties.maxDuration().toSeconds()),
                "--within",
                Double.toString(WITHIN * properties.analysisLimit().toMillis() / 1000),
                job.video().getFileName().toString());
        return new ReaderProcess(command, properties, timer, job, tapDelay);
    }

    /** Deletes what has expired, and ends what nobody waits for. */
    private void sweep() {
        Instant now = clock.instant();
        List<LabJob> all;
        synchronized (this) {
            all = List.copyOf(jobs.values());
        }
        long tooMany = all.stream().filter(job -> !job.isUnfinished()).count() - properties.maxKept();
        all.stream()
                .filter(job -> !job.isUnfinished())
                .limit(Math.max(0, tooMany))
                .forEach(this::remove);
        for (LabJob job : all) {
            boolean waitedFor = job.wasAskedSince(now.minus(properties.abandonedAfter()));
            boolean abandoned = job.isUnfinished() && job.state() != LabJob.State.UPLOADING && !waitedFor;
            if (abandoned || job.expiresAt().isBefore(now)) {
                remove(job);
            }
        }
    }

    @Override
    public synchronized void start() {
        if (running || !labSwitch.isOn()) {
            return;
        }
        try {
            folder = LabFolder.open(parent);
        } catch (IOException e) {
            log.error("The lab stays off: its folder {} cannot be used: {}", parent, e.toString());
            return;
        }
        analyses = Executors.newSingleThreadExecutor(task -> daemon(task, "lab-analysis"));
        timer = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "lab-timer"));
        long sweepMillis = properties.sweep().toMillis();
        timer.scheduleWithFixedDelay(this::sweep, sweepMillis, sweepMillis, TimeUnit.MILLISECONDS);
        running = true;
    }

    /** Ends all uploads and analyses, and deletes all files. */
    @Override
    public void stop() {
        List<LabJob> all;
        synchronized (this) {
            if (!running) {
                return;
            }
            running = false;
            all = List.copyOf(jobs.values());
        }
        all.forEach(LabJob::cancel);
        analyses.shutdown();
        try {
            if (!analyses.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                analyses.shutdownNow();
            }
            timer.shutdownNow();
            folder.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            log.warn("The lab's folder cannot be closed: {}", e.toString());
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server's graceful shutdown, which would wait for uploads. */
    @Override
    public int getPhase() {
        return LifecyclePhases.CALLS;
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
