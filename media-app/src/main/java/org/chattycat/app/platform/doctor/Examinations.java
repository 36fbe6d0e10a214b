package org.chattycat.app.platform.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.chattycat.app.platform.config.StartRefusedException;
import org.chattycat.app.platform.doctor.Finding.Status;

/** Runs checks at the same time, each in a thread of its own, and none for longer than the limit. */
final class Examinations {
    /** The waits of a check have the same limit. Their messages say more, so they come first. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private Examinations() {}

    /** @return the findings in the order of the checks; at least one per check */
    static List<Finding> run(List<Check> checks, Duration limit) throws InterruptedException {
        List<Running> running =
                checks.stream().map(check -> new Running(check, limit)).toList();
        running.forEach(Running::start);
        long deadlineNanos = System.nanoTime() + limit.plus(GRACE).toNanos();
        List<Finding> findings = new ArrayList<>();
        for (Running each : running) {
            findings.addAll(each.await(deadlineNanos));
        }
        return findings;
    }

    /** What is reported after the end of the time is not part of the findings. */
    private static final class Running implements Findings {
        private final Check check;
        private final Duration limit;
        private final List<Finding> found = new ArrayList<>();
        private final CountDownLatch end = new CountDownLatch(1);

        Running(Check check, Duration limit) {
            this.check = check;
            this.limit = limit;
        }

        /** A daemon, so that a call that never returns does not keep the program running. */
        void start() {
            Thread thread = new Thread(this::examine, "check-" + check.name());
            thread.setDaemon(true);
            thread.start();
        }

        private void examine() {
            try {
                check.examination().run(limit, this);
            } catch (StartRefusedException e) {
                fail(e.getMessage(), e.action());
            } catch (Exception e) {
                fail("The check failed: " + e, "");
            } finally {
                end.countDown();
            }
        }

        List<Finding> await(long deadlineNanos) throws InterruptedException {
            boolean ended = end.await(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
            synchronized (found) {
                List<Finding> all = new ArrayList<>(found);
                if (!ended) {
                    all.add(new Finding(
                            check.name(),
                            Status.FAIL,
                            "It did not answer within " + limit.toMillis() + " ms.",
                            "Look at what this check connects to, or raise CHATTYCAT_DOCTOR_CHECK_LIMIT."));
                }
                return all;
            }
        }

        @Override
        public void ok(String what) {
            add(Status.OK, what, "");
        }

        @Override
        public void warn(String what, String action) {
            add(Status.WARN, what, action);
        }

        @Override
        public void fail(String what, String action) {
            add(Status.FAIL, what, action);
        }

        private void add(Status status, String what, String action) {
            synchronized (found) {
                found.add(new Finding(check.name(), status, what, action));
            }
        }
    }
}
