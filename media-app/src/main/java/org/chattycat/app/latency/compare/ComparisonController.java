package org.chattycat.app.latency.compare;

import java.security.Principal;
import java.util.List;
import org.chattycat.app.identity.account.Grant;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** Compares spans of meetings that the current account may see. */
@Controller
class ComparisonController {
    private final SpanComparison comparison;

    ComparisonController(SpanComparison comparison) {
        this.comparison = comparison;
    }

    @QueryMapping
    Mono<Comparison> compareMeetings(@Argument List<ComparedSpan> spans, Principal principal) {
        return comparison.compare(spans, Grant.of(principal));
    }
}
