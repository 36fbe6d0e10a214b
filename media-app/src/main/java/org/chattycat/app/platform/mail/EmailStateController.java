package org.chattycat.app.platform.mail;

import java.time.Instant;
import java.util.UUID;
import org.chattycat.app.platform.database.Blocking;
import org.chattycat.app.platform.site.ProblemException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells the page that requested an email what became of it. The id has 122 random bits, only that page knows it, and it is the
 * only key, because people who request a sign-in link are not signed in.
 */
@RestController
class EmailStateController {
    private final Outbox outbox;
    private final Blocking blocking;

    EmailStateController(Outbox outbox, Blocking blocking) {
        this.outbox = outbox;
        this.blocking = blocking;
    }

    record View(String state, Instant until) {}

    @GetMapping("/api/emails/{id}")
    View state(@PathVariable UUID id) {
        EmailState state = blocking.one(outbox.state(id));
        if (state == null) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "NO_EMAIL", "Nothing is known about this email.");
        }
        return new View(state.progress().name(), state.until());
    }
}
