package org.chattycat.app.platform.mail;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.MessagingException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.chattycat.app.platform.site.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.HttpStatus;
import org.springframework.mail.MailException;
import org.springframework.stereotype.Component;

/**
 * Sends emails in the background, so that the response time of a request reveals nothing about the mail server or the address.
 * The queue is in memory: emails that wait when the process ends are lost.
 */
@Component
public class MailQueue implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(MailQueue.class);
    /** Two, so that one slow delivery does not hold up all others. */
    private static final int THREADS = 2;

    private static final String SENT = "sent";
    private static final String FAILED = "failed";
    private static final String REFUSED = "refused";

    private final MailTransport transport;
    private final MailProperties properties;
    private final ThreadPoolExecutor executor;
    private final MeterRegistry meters;

    MailQueue(MailTransport transport, MailProperties properties, MeterRegistry meters) {
        this.transport = transport;
        this.properties = properties;
        this.meters = meters;
        this.executor = new ThreadPoolExecutor(
                THREADS, THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(properties.queue()), task -> {
                    Thread thread = new Thread(task, "mail-queue");
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        Gauge.builder("chattycat.mail.waiting", executor.getQueue(), Collection::size)
                .description("Emails that wait for the mail server")
                .register(meters);
        List.of(SENT, FAILED, REFUSED).forEach(this::counter);
    }

    private Counter counter(String outcome) {
        return Counter.builder("chattycat.mail")
                .description("Emails by what became of them; refused: too many were waiting")
                .tag("outcome", outcome)
                .register(meters);
    }

    /**
     * Queues an email that a person waits for.
     *
     * @throws ProblemException 503 {@code MAIL_BUSY} when the queue is full
     */
    public void require(Email email) {
        if (!accept(email)) {
            throw new ProblemException(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "MAIL_BUSY",
                    "Emails cannot be sent right now. Try again in a minute.");
        }
    }

    /**
     * Queues an email.
     *
     * @return false when the queue is full
     */
    public boolean accept(Email email) {
        try {
            executor.execute(() -> send(email));
            return true;
        } catch (RejectedExecutionException e) {
            counter(REFUSED).increment();
            log.warn(
                    "An email was refused: {} are waiting for the mail server",
                    executor.getQueue().size());
            return false;
        }
    }

    @Override
    public void destroy() throws InterruptedException {
        executor.shutdown();
        if (!executor.awaitTermination(properties.retryAfter().toMillis(), TimeUnit.MILLISECONDS)) {
            executor.shutdownNow();
        }
    }

    private void send(Email email) {
        for (int attempt = 1; ; attempt++) {
            try {
                transport.deliver(email);
                counter(SENT).increment();
                return;
            } catch (MailException | MessagingException e) {
                log.warn(
                        "Attempt {} of {} to send '{}' failed: {}",
                        attempt,
                        properties.attempts(),
                        email.subject(),
                        e.toString());
            }
            if (attempt == properties.attempts()) {
                counter(FAILED).increment();
                log.error("Gave up sending '{}': the mail server did not accept it", email.subject());
                return;
            }
            try {
                Thread.sleep(properties.retryAfter().toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
