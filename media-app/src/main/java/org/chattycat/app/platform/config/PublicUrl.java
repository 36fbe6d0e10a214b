package org.chattycat.app.platform.config;

import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The address people reach this installation at. It comes from configuration, never from a request's Host header, which
 * whoever sends the request chooses.
 */
@Component
public class PublicUrl {
    private final URI configured;
    private volatile int port;

    PublicUrl(ChattyCatProperties properties, @Value("${server.port:8080}") int port) {
        this.configured = properties.publicUrl() == null ? null : checked(properties.publicUrl());
        this.port = port;
    }

    /** The address without a slash at its end, such as {@code http://localhost:8080}. */
    public String base() {
        return configured == null ? "http://localhost:" + port : configured.toString();
    }

    /** An absolute address in this installation. {@code path} starts with a slash. */
    public String at(String path) {
        return base() + path;
    }

    /** Host name without port: the relying party of passkeys. */
    public String host() {
        return URI.create(base()).getHost();
    }

    /** Whether people come by TLS, so that cookies are sent by TLS only. */
    public boolean secure() {
        return configured != null && configured.getScheme().equals("https");
    }

    /** Whether a public address was configured at all. */
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
                    "The public URL '" + url + "' is not the address of a site.",
                    "Set CHATTYCAT_PUBLIC_URL to scheme, host and port alone, such as https://call.example.org.");
        }
        String text = url.toString();
        return URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    }
}
