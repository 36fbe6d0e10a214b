package org.chattycat.app.graphql;

import java.util.Map;
import org.chattycat.app.identity.audit.Browser;
import org.chattycat.app.identity.audit.Client;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Provides the client of a request for the audit log: a {@code @ContextValue Client client}. */
@Component
class ClientInContext implements WebGraphQlInterceptor {
    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        String address = request.getRemoteAddress() == null
                ? "unknown"
                : request.getRemoteAddress().getAddress().getHostAddress();
        Client client = new Client(address, Browser.named(request.getHeaders().getFirst(HttpHeaders.USER_AGENT)));
        request.configureExecutionInput((input, builder) ->
                builder.graphQLContext(Map.of("client", client)).build());
        return chain.next(request);
    }
}
