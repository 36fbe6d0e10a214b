package org.chattycat.app.platform.mail;

import jakarta.mail.MessagingException;
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

    private final MailTransport transport;
    private final MailProperties properties;
    private final ThreadPoolExecutor executor;

    MailQueue(MailTransport transport, MailProperties properties) {
        this.transport = transport;
        this.properties = properties;
        this.executor = new ThreadPoolExecutor(
                THREADS, THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(properties.queue()), task -> {
                    Thread thread = new Thread(task, "mail-queue");
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
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
