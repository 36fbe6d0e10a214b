package org.chattycat.app.identity.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.chattycat.app.identity.account.AccountPrincipal;
import org.chattycat.app.identity.account.EmailAddress;
import org.chattycat.app.platform.config.PublicUrl;
import org.chattycat.app.platform.database.Blocking;
import org.chattycat.app.platform.database.ExpiringData;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.util.WebUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Browsers in which an account was signed in before. Strangers cannot use up their sign-in links, and that is all the cookie
 * is good for: it signs nobody in. A row counts while the account exists and still has the address it had at the sign-in, so
 * that a browser learns nothing about an address that it was never signed in with.
 */
@Component
public class KnownBrowsers implements ExpiringData {
    private static final String NAME = "chattycat-known";
    private static final int LENGTH = 43;

    private final DatabaseClient database;
    private final Blocking blocking;
    private final TransactionalOperator transaction;
    private final Clock clock;
    private final PublicUrl publicUrl;
    private final SignInProperties properties;

    KnownBrowsers(
            DatabaseClient database,
            Blocking blocking,
            TransactionalOperator transaction,
            Clock clock,
            PublicUrl publicUrl,
            SignInProperties properties) {
        this.database = database;
        this.blocking = blocking;
        this.transaction = transaction;
        this.clock = clock;
        this.publicUrl = publicUrl;
        this.properties = properties;
    }

    /** Whether the account that has this address was signed in in this browser. */
    boolean knows(EmailAddress email, HttpServletRequest request) {
        String secret = secretOf(request);
        return !secret.isEmpty()
                && blocking.one(database.sql("""
                                select 1 from known_browser b
                                join account a on a.id = b.account_id and a.email = b.email
                                where b.email = :email and b.secret_hash = :secret and b.signed_in_at > :after
                                """)
                        .bind("email", email.value())
                        .bind("secret", Secrets.hash(secret))
                        .bind("after", after())
                        .map(row -> true)
                        .one()
                        .defaultIfEmpty(false));
    }

    /**
     * Remembers a sign-in. The browser gets a new secret each time, also for the other accounts it was signed in to: one that
     * somebody else knows is worth nothing from then on.
     */
    void remember(AccountPrincipal account, HttpServletRequest request, HttpServletResponse response) {
        String secret = Secrets.random();
        blocking.one(transaction
                .transactional(Flux.concat(
                        database.sql("update known_browser set secret_hash = :new where secret_hash = :old")
                                .bind("new", Secrets.hash(secret))
                                .bind("old", Secrets.hash(secretOf(request)))
                                .fetch()
                                .rowsUpdated(),
                        database.sql("""
                                        insert into known_browser (account_id, email, secret_hash, signed_in_at)
                                        select id, email, :secret, :now from account where id = :account
                                        on conflict (account_id, secret_hash) do update
                                        set email = excluded.email, signed_in_at = excluded.signed_in_at
                                        """)
                                .bind("account", account.accountId())
                                .bind("secret", Secrets.hash(secret))
                                .bind("now", now())
                                .fetch()
                                .rowsUpdated(),
                        database.sql("""
                                        delete from known_browser where account_id = :account and secret_hash in
                                            (select secret_hash from known_browser where account_id = :account
                                             order by signed_in_at desc offset :most)
                                        """)
                                .bind("account", account.accountId())
                                .bind("most", properties.knownBrowsersPerAccount())
                                .fetch()
                                .rowsUpdated()))
                .then());
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(name(), secret)
                        .httpOnly(true)
                        .secure(publicUrl.secure())
                        .sameSite("Lax")
                        .path("/")
                        .maxAge(properties.knownBrowserLifetime())
                        .build()
                        .toString());
    }

    /** What is kept of an account's browsers. */
    public Flux<Map<String, Object>> of(UUID accountId) {
        return database.sql(
                        "select email, signed_in_at as \"signedInAt\" from known_browser where account_id = :account"
                                + " order by signed_in_at")
                .bind("account", accountId)
                .fetch()
                .all();
    }

    /** Forgets browsers in which nobody signed in for a long time. */
    @Override
    public Mono<Long> deleteExpired() {
        return database.sql("delete from known_browser where signed_in_at < :after")
                .bind("after", after())
                .fetch()
                .rowsUpdated();
    }

    private String secretOf(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, name());
        return cookie == null || cookie.getValue().length() != LENGTH ? "" : cookie.getValue();
    }

    private String name() {
        return publicUrl.secure() ? "__Host-" + NAME : NAME;
    }

    private OffsetDateTime after() {
        return now().minus(properties.knownBrowserLifetime());
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
