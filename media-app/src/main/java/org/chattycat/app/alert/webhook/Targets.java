package org.chattycat.app.alert.webhook;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;
import org.chattycat.app.platform.query.InvalidArgumentException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Where webhooks may post. The addresses of a name are looked up and checked for each connection, and the connection is made to
 * exactly these addresses, so that a name which resolves to another address a moment later (DNS rebinding) gains nothing.
 */
@Component
@EnableConfigurationProperties(WebhookProperties.class)
class Targets implements DnsResolver {
    private static final int MAX_URL = 2000;

    private final boolean allowLocal;

    Targets(WebhookProperties properties) {
        this.allowLocal = properties.allowLocal();
    }

    /**
     * A URL that can be a webhook's. The addresses of its host are checked later, for each connection.
     *
     * @throws InvalidArgumentException with the code BAD_URL
     */
    URI read(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty() || stripped.length() > MAX_URL) {
            throw bad("The URL needs 1 to %d characters.".formatted(MAX_URL));
        }
        URI url;
        try {
            url = new URI(stripped);
        } catch (URISyntaxException e) {
            throw bad("This is not a URL. Enter one such as https://example.org/alerts.");
        }
        boolean encrypted = "https".equalsIgnoreCase(url.getScheme());
        if (!encrypted && !(allowLocal && "http".equalsIgnoreCase(url.getScheme()))) {
            throw bad("The URL must begin with https://.");
        }
        if (url.getHost() == null) {
            throw bad("The URL has no host. Enter one such as https://example.org/alerts.");
        }
        if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
            throw bad("The URL must have neither a user name nor a fragment.");
        }
        if (url.getPort() == 0 || url.getPort() > 65_535) {
            throw bad("The URL has no valid port.");
        }
        return url;
    }

    private static InvalidArgumentException bad(String message) {
        return new InvalidArgumentException("BAD_URL", message);
    }

    /** @throws ForbiddenTargetException if one of the addresses is not on the public internet */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = InetAddress.getAllByName(host);
        if (!allowLocal && !Arrays.stream(addresses).allMatch(PublicAddress::is)) {
            throw new ForbiddenTargetException();
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** The host has an address that is not on the public internet. */
    static final class ForbiddenTargetException extends UnknownHostException {
        private static final long serialVersionUID = 1;

        ForbiddenTargetException() {
            super("the host has an address that is not on the public internet");
        }
    }
}
