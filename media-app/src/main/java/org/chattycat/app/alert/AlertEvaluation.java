package org.chattycat.app.alert;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.chattycat.app.alert.webhook.Deliveries;
import org.chattycat.app.platform.config.PublicUrl;
import org.chattycat.app.platform.mail.Outbox;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Evaluates all rules once, and stores what has to be reported in the same transaction. All state is in the database, so it
 * does not matter which instance does it, or whether one ends meanwhile. A lock lets one do it at a time.
 */
@Component
class AlertEvaluation {
    private final AlertTable table;
    private final Deliveries deliveries;
    private final Outbox outbox;
    private final PublicUrl publicUrl;

    AlertEvaluation(AlertTable table, Deliveries deliveries, Outbox outbox, PublicUrl publicUrl) {
        this.table = table;
        this.deliveries = deliveries;
        this.outbox = outbox;
        this.publicUrl = publicUrl;
    }

    @Transactional
    Mono<Void> evaluate() {
        return table.takeTurn()
                .filter(turn -> turn)
                .flatMap(turn -> table.begin().collectList())
                .flatMap(began -> table.end().collectList().map(ended -> Stream.concat(began.stream(), ended.stream())
                        .toList()))
                .flatMap(this::report);
    }

    private Mono<Void> report(List<AlertChange> changes) {
        Set<UUID> emailedRules = new HashSet<>();
        return Flux.fromIterable(changes)
                .concatMap(change -> post(change).then(Mono.defer(() -> email(change, emailedRules))))
                .then();
    }

    private Mono<Void> post(AlertChange change) {
        return change.webhookId() == null
                ? Mono.empty()
                : deliveries.add(
                        change.webhookId(),
                        change.meetingId(),
                        change.began() ? "alert.began" : "alert.ended",
                        AlertMessage.of(change, publicUrl));
    }

    private Mono<Void> email(AlertChange change, Set<UUID> emailedRules) {
        if (change.email() == null) {
            return Mono.empty();
        }
        Mono<Void> email = outbox.add(AlertEmail.of(change, publicUrl));
        if (!change.began()) {
            return email;
        }
        // One rule may be broken by many people at once.
        return emailedRules.add(change.ruleId()) ? table.emailed(change).then(email) : Mono.empty();
    }
}
