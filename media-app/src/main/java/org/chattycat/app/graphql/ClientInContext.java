package org.chattycat.app.graphql;

import java.util.Map;
import org.chattycat.app.identity.account.TokenPrincipal;
import org.chattycat.app.identity.audit.Browser;
import org.chattycat.app.identity.audit.Client;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Provides the client of a request for the audit log: a {@code @ContextValue Client client}. Where an access token identifies the
 * request, its name takes the place of the browser.
 */
@Component
class ClientInContext implements WebGraphQlInterceptor {
    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        String address = request.getRemoteAddress() == null
                ? "unknown"
                : request.getRemoteAddress().getAddress().getHostAddress();
        String browser = Browser.named(request.getHeaders().getFirst(HttpHeaders.USER_AGENT));
        request.configureExecutionInput((input, builder) -> {
            Authentication asker = input.getGraphQLContext().get(Authentication.class);
            boolean isProgram = asker != null && asker.getPrincipal() instanceof TokenPrincipal;
            String program = isProgram ? "Access token " + ((TokenPrincipal) asker.getPrincipal()).name() : browser;
            return builder.graphQLContext(Map.of("client", new Client(address, program)))
                    .build();
        });
        return chain.next(request);
    }
}
