package org.chattycat.app.status;

import java.security.Principal;
import org.chattycat.app.identity.account.Operators;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** The GraphQL query for the status page. */
@Controller
class StatusController {
    private final Operators operators;
    private final StatusReader reader;

    StatusController(Operators operators, StatusReader reader) {
        this.operators = operators;
        this.reader = reader;
    }

    @QueryMapping
    Mono<Status> status(Principal principal) {
        return operators.require(principal).then(Mono.defer(reader::read)).map(StatusParts::status);
    }
}
