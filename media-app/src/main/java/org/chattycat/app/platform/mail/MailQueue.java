package org.chattycat.app.platform.mail;

import jakarta.mail.MessagingException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.mail.MailException;
import org.springframework.stereotype.Component;

/**
 * Sends emails behind the back of whoever hands them in, so that the time of an answer says nothing about the mail server
 * nor about the address.
 */
@Component
public class MailQueue implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(MailQueue.class);
    /** One that a slow server holds up, one that goes on meanwhile. */
    private static final int THREADS = 2;

    private final MailTransport transport;
    private final MailProperties properties;
    private final ThreadPoolExecutor executor;

    MailQueue(MailTransport transport, MailProperties properties) {
        this.transport = transport;
        this.properties = properties;
        this.executor = new ThreadPoolExecutor(
                THREADS, THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(properties.queue()), task -> {
                    Thread thread = new Thread(task, "post-office");
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
    }

    /** @return whether the email was accepted; false when too many are waiting already */
    public boolean accept(Email email) {
        try {
            executor.execute(() -> send(email));
            return true;
        } catch (RejectedExecutionException e) {
            log.warn(
                    "Refused a email: {} are waiting for the mail server",
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
                log.warn("Email '{}', try {} of {}: {}", email.subject(), attempt, properties.attempts(), e.toString());
            }
            if (attempt == properties.attempts()) {
                log.error("Gave up on email '{}': the mail server did not accept it", email.subject());
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
