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
 * Sends letters behind the back of whoever hands them in, so that the time of an answer says nothing about the mail server
 * nor about the address.
 */
@Component
public class PostOffice implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(PostOffice.class);
    /** One that a slow server holds up, one that goes on meanwhile. */
    private static final int THREADS = 2;

    private final Outbox outbox;
    private final MailProperties properties;
    private final ThreadPoolExecutor executor;

    PostOffice(Outbox outbox, MailProperties properties) {
        this.outbox = outbox;
        this.properties = properties;
        this.executor = new ThreadPoolExecutor(
                THREADS, THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(properties.queue()), task -> {
                    Thread thread = new Thread(task, "post-office");
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
    }

    /** @return whether the letter was accepted; false when too many are waiting already */
    public boolean accept(Letter letter) {
        try {
            executor.execute(() -> send(letter));
            return true;
        } catch (RejectedExecutionException e) {
            log.warn(
                    "Refused a letter: {} are waiting for the mail server",
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

    private void send(Letter letter) {
        for (int attempt = 1; ; attempt++) {
            try {
                outbox.deliver(letter);
                return;
            } catch (MailException | MessagingException e) {
                log.warn(
                        "Letter '{}', try {} of {}: {}",
                        letter.subject(),
                        attempt,
                        properties.attempts(),
                        e.toString());
            }
            if (attempt == properties.attempts()) {
                log.error("Gave up on letter '{}': the mail server did not accept it", letter.subject());
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
