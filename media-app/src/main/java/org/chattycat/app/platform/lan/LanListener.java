package org.chattycat.app.platform.lan;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.Optional;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.chattycat.app.platform.config.StartRefusedException;

/** The HTTPS listener for the local network, and where it is. */
public final class LanListener {
    private final Connector connector;
    private final String host;
    private final String fingerprint;

    private LanListener(Connector connector, String host, String fingerprint) {
        this.connector = connector;
        this.host = host;
        this.fingerprint = fingerprint;
    }

    /** No listener. */
    static LanListener none() {
        return new LanListener(null, null, null);
    }

    /**
     * Prepares a listener. Tomcat starts it.
     *
     * @param protocol class name of Tomcat's protocol
     * @throws StartRefusedException if there is no address, or the port is in use
     */
    static LanListener prepare(LanProperties properties, String protocol, Clock clock) {
        InetAddress address = LanAddress.find(properties.lanAddress());
        requireFree(address, properties.lanPort());
        LanCertificate certificate;
        try {
            certificate = LanCertificate.in(properties.dataDir().resolve("lan"), address, clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Connector connector = new Connector(protocol);
        connector.setPort(properties.lanPort());
        connector.setScheme("https");
        connector.setSecure(true);
        AbstractHttp11Protocol<?> handler = (AbstractHttp11Protocol<?>) connector.getProtocolHandler();
        handler.setAddress(address);
        handler.setSSLEnabled(true);
        SSLHostConfig tls = new SSLHostConfig();
        tls.setProtocols("TLSv1.2+TLSv1.3");
        SSLHostConfigCertificate key = new SSLHostConfigCertificate(tls, SSLHostConfigCertificate.Type.EC);
        key.setCertificateKeystore(certificate.store());
        key.setCertificateKeystorePassword(LanCertificate.password());
        tls.addCertificate(key);
        handler.addSslHostConfig(tls);
        String literal = address.getHostAddress().replaceFirst("%.*", "");
        return new LanListener(
                connector, address instanceof Inet6Address ? "[" + literal + "]" : literal, certificate.fingerprint());
    }

    private static void requireFree(InetAddress address, int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            throw new StartRefusedException(
                    "The listener for the local network cannot use port " + port + " at " + address.getHostAddress()
                            + ": " + e.getMessage() + ".",
                    "Set CHATTYCAT_LAN_PORT to a free port, or start without --lan.",
                    e);
        }
    }

    /** Whether the request came over this listener. */
    public static boolean isVia(HttpServletRequest request) {
        return Boolean.TRUE.equals(request.getAttribute(LanGate.PASSED));
    }

    /** The origin of its pages, such as {@code https://192.168.1.5:8443}; empty without a listener. */
    public Optional<String> origin() {
        return connector == null ? Optional.empty() : Optional.of("https://" + host + ":" + connector.getLocalPort());
    }

    /** SHA-256 of its certificate, in hexadecimal with colons, as browsers show it; empty without a listener. */
    public Optional<String> fingerprint() {
        return Optional.ofNullable(fingerprint);
    }

    /** Whether this is the host of the listener. */
    public boolean isHost(String name) {
        return name.equals(host) || ("[" + name + "]").equals(host);
    }

    Connector connector() {
        return connector;
    }

    LanGate gate() {
        return new LanGate(connector, host);
    }
}
