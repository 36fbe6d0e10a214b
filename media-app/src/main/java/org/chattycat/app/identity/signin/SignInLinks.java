package org.chattycat.app.identity.signin;

import java.util.UUID;
import org.chattycat.app.identity.account.AccountEmails;
import org.chattycat.app.identity.account.EmailAddress;
import org.chattycat.app.platform.config.PublicUrl;
import org.chattycat.app.platform.mail.Outbox;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Issues sign-in links together with the emails that contain them. */
@Component
class SignInLinks {
    private final SignInTokens tokens;
    private final Outbox outbox;
    private final SignInProperties properties;
    private final PublicUrl publicUrl;

    SignInLinks(SignInTokens tokens, Outbox outbox, SignInProperties properties, PublicUrl publicUrl) {
        this.tokens = tokens;
        this.outbox = outbox;
        this.properties = properties;
        this.publicUrl = publicUrl;
    }

    /**
     * A link that is being sent.
     *
     * @param code has to be typed when the link is opened in another browser than the one that requested it
     * @param emailId by which the page asks what became of the email
     */
    record LinkSent(String code, UUID emailId) {}

    /** Stores a link and its email, or neither: 503 {@code MAIL_BUSY} when too many emails wait. */
    @Transactional
    Mono<LinkSent> send(EmailAddress email, String browserSecret) {
        return tokens.issue(new SignInLinkRequest(email, browserSecret, properties.linkLifetime()))
                .flatMap(link -> outbox.require(AccountEmails.signInLink(
                                        email,
                                        publicUrl.at("/sign-in#token=" + link.tokenValue()),
                                        properties.linkLifetime())
                                .requestedBy(browserSecret))
                        .map(id -> new LinkSent(link.code(), id)));
    }
}
