package org.chattycat.app.platform.mail;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** What monitoring sees of emails. */
final class OutboxMeters {
    static final String SENT = "sent";
    static final String RETRIED = "retried";
    static final String REFUSED = "refused";
    static final String GIVEN_UP = "given_up";
    static final String DROPPED = "dropped";

    private final MeterRegistry meters;
    private volatile Outbox.Waiting waiting = new Outbox.Waiting(0, 0, 0);

    OutboxMeters(MeterRegistry meters) {
        this.meters = meters;
        Gauge.builder("chattycat.mail.waiting", () -> waiting.count())
                .description("Emails that wait for the mail server, of all instances")
                .register(meters);
        Gauge.builder("chattycat.mail.waiting.age", () -> waiting.oldestSeconds())
                .description("Since when the oldest of them waits")
                .baseUnit("seconds")
                .register(meters);
        List.of(SENT, RETRIED, REFUSED, GIVEN_UP, DROPPED).forEach(outcome -> counter(meters, outcome));
    }

    static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder("chattycat.mail")
                .description("Emails by what became of them; retried: attempts that failed and are repeated;"
                        + " dropped: too many were waiting")
                .tag("outcome", outcome)
                .register(meters);
    }

    void count(String outcome, double howMany) {
        counter(meters, outcome).increment(howMany);
    }

    void setWaiting(Outbox.Waiting now) {
        waiting = now;
    }
}
