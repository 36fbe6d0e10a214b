package org.chattycat.app.platform.config;

import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The URL of this installation. It comes from the configuration, never from the Host header of a request, which the client
 * chooses.
 */
@Component
public class PublicUrl {
    private final URI configured;
    private volatile int port;

    PublicUrl(ChattyCatProperties properties, @Value("${server.port:8080}") int port) {
        this.configured = properties.publicUrl() == null ? null : checked(properties.publicUrl());
        this.port = port;
    }

    /** The URL without a slash at the end, such as {@code http://localhost:8080}. */
    public String base() {
        return configured == null ? "http://localhost:" + port : configured.toString();
    }

    /**
     * The absolute URL of a path.
     *
     * @param path starts with a slash
     */
    public String at(String path) {
        return base() + path;
    }

    /** The host name without port, which is the relying party of passkeys. */
    public String host() {
        return URI.create(base()).getHost();
    }

    /** Whether only this machine can open the URL. */
    public boolean isLoopback() {
        String host = host();
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127\\.[0-9.]+");
    }

    /** Whether the site is reached over TLS, so that cookies must be sent over TLS only. */
    public boolean secure() {
        return configured != null && configured.getScheme().equals("https");
    }

    /** Whether a public URL was configured. */
    public boolean isConfigured() {
        return configured != null;
    }

    @EventListener
    void started(WebServerInitializedEvent event) {
        if (event.getApplicationContext().getServerNamespace() == null) {
            port = event.getWebServer().getPort();
        }
    }

    private static URI checked(URI url) {
        boolean plain = url.getRawPath() == null
                || url.getRawPath().isEmpty()
                || url.getRawPath().equals("/");
        boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!web || url.getHost() == null || !plain || url.getRawQuery() != null || url.getRawUserInfo() != null) {
            throw new StartRefusedException(
                    "The public URL '" + url + "' is not the URL of a site.",
                    "Set CHATTYCAT_PUBLIC_URL to scheme, host and port only, such as https://call.example.org.");
        }
        String text = url.toString();
        return URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    }
}
