package org.chattycat.app.graphql;

import java.util.Map;
import org.chattycat.app.graphql.OpenSockets.OpenSocket;
import org.chattycat.app.identity.audit.Browser;
import org.chattycat.app.identity.audit.Client;
import org.chattycat.app.identity.share.SharedLinkLogin;
import org.chattycat.app.identity.token.BearerLogin;
import org.chattycat.app.identity.token.TokenLogin;
import org.chattycat.app.platform.limits.RateLimitedException;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.WebSocketGraphQlInterceptor;
import org.springframework.graphql.server.WebSocketGraphQlRequest;
import org.springframework.graphql.server.WebSocketSessionInfo;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * Identifies sockets without a session by the access token or shared link in the payload of {@code connection_init}:
 * {@code {"Authorization": "Bearer …"}}. Without a valid one, the socket closes with 4401.
 */
@Component
class SocketTokens implements WebSocketGraphQlInterceptor {
    private static final String CREDENTIALS = "Authorization";
    private static final CloseStatus TWO_CREDENTIALS =
            new CloseStatus(4400, "Send either a bearer token or cookies, not both.");
    private static final CloseStatus TOO_MANY = CloseStatus.POLICY_VIOLATION.withReason("Too many attempts.");

    private final OpenSockets sockets;
    private final BearerLogin login;
    private final int maxPerAccount;

    SocketTokens(OpenSockets sockets, TokenLogin tokens, SharedLinkLogin links, GraphQlProperties properties) {
        this.sockets = sockets;
        this.login = links.or(tokens);
        this.maxPerAccount = properties.maxSocketsPerAccount();
    }

    @Override
    public Mono<Object> handleConnectionInitialization(WebSocketSessionInfo info, Map<String, Object> payload) {
        OpenSocket socket = sockets.find(info.getId());
        if (socket == null) {
            return Mono.empty();
        }
        Object credentials = payload.get(CREDENTIALS);
        if (socket.authentication() != null) {
            return credentials == null ? Mono.empty() : closed(socket, TWO_CREDENTIALS);
        }
        return login.authenticate(credentials instanceof String text ? text : null, client(info))
                .flatMap(authentication -> identify(socket, authentication))
                .onErrorResume(RateLimitedException.class, e -> closed(socket, TOO_MANY));
    }

    private Mono<Object> identify(OpenSocket socket, Authentication authentication) {
        socket.identify(authentication);
        return sockets.count(authentication.getName()) > maxPerAccount
                ? closed(socket, SessionBoundGraphQlSockets.TOO_MANY_SOCKETS)
                : Mono.empty();
    }

    /** Spring would close the socket as unauthorized. The first code is the one that counts. */
    private static Mono<Object> closed(OpenSocket socket, CloseStatus status) {
        SessionBoundGraphQlSockets.close(socket.session(), status);
        return Mono.error(() -> new IllegalStateException(status.getReason()));
    }

    private static Client client(WebSocketSessionInfo info) {
        String address = info.getRemoteAddress() == null
                ? "unknown"
                : info.getRemoteAddress().getAddress().getHostAddress();
        return new Client(address, Browser.named(info.getHeaders().getFirst(HttpHeaders.USER_AGENT)));
    }

    /** Executes the operations of such a socket as its token or link, under the key where Spring Security's context is propagated. */
    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        OpenSocket socket = request instanceof WebSocketGraphQlRequest onSocket
                ? sockets.find(onSocket.getSessionInfo().getId())
                : null;
        if (socket == null || socket.bearer() == null) {
            return chain.next(request);
        }
        SecurityContext context = new SecurityContextImpl(socket.authentication());
        return chain.next(request).contextWrite(Context.of(SecurityContext.class.getName(), context));
    }
}
