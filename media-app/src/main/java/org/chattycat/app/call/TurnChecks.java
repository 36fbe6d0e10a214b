package org.chattycat.app.call;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.net.ssl.SSLException;
import org.chattycat.app.platform.config.PublicUrl;
import org.chattycat.app.platform.doctor.Check;
import org.chattycat.app.platform.doctor.Checks;
import org.chattycat.app.platform.doctor.Findings;
import org.chattycat.app.platform.doctor.ObservedTls;
import org.chattycat.app.platform.doctor.TrustedCertificates;
import org.chattycat.kurento.peer.turn.TurnClient;
import org.chattycat.kurento.peer.turn.TurnClient.Relaying;
import org.chattycat.kurento.peer.turn.TurnException;
import org.chattycat.kurento.peer.turn.TurnUri;
import org.springframework.core.annotation.Order;

/**
 * Makes an allocation on each configured TURN relay, with the credentials that a page would get, and looks whether the relay
 * would let strangers into private networks.
 */
@Order(7)
final class TurnChecks implements Checks {
    /** Addresses that only exist inside of networks: RFC 1918, 6598 and 3927, loopback, Docker's default network. */
    private static final List<String> PRIVATE_IPV4 = List.of(
            "127.0.0.1", "10.0.0.1", "172.16.0.1", "172.17.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1");

    private static final List<String> PRIVATE_IPV6 = List.of("::1", "fd00::1", "fe80::1");

    private static final String DENY = "Deny all peers except the media server (coturn: --denied-peer-ip and"
            + " --allowed-peer-ip, see docs/production.md, Networks).";

    private final CallProperties properties;
    private final PublicUrl publicUrl;
    private final TrustedCertificates certificates;

    TurnChecks(CallProperties properties, PublicUrl publicUrl, TrustedCertificates certificates) {
        this.properties = properties;
        this.publicUrl = publicUrl;
        this.certificates = certificates;
    }

    @Override
    public List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        for (ServerMessage.IceServer server :
                new IceServers(properties, Clock.systemUTC()).forParticipant(UUID.randomUUID())) {
            server.urls().stream()
                    .filter(url -> url.startsWith("turn"))
                    .forEach(url -> checks.add(new Check(
                            "TURN " + url,
                            (limit, findings) -> examine(
                                    url,
                                    new TurnClient.Credentials(
                                            Objects.toString(server.username(), ""),
                                            Objects.toString(server.credential(), "")),
                                    limit,
                                    findings))));
        }
        if (checks.isEmpty()) {
            checks.add(new Check("TURN", (limit, findings) -> missing(findings)));
        }
        return checks;
    }

    private void missing(Findings findings) {
        if (publicUrl.isLoopback()) {
            findings.ok("None is set, and none is needed for people on this machine.");
        } else {
            findings.warn(
                    "None is set. People behind firewalls that block UDP cannot take part in calls.",
                    "Run a relay and set CHATTYCAT_CALL_TURN_URLS and CHATTYCAT_CALL_TURN_SECRET.");
        }
    }

    private void examine(String url, TurnClient.Credentials credentials, Duration limit, Findings findings) {
        TurnUri uri;
        try {
            uri = TurnUri.parse(url);
        } catch (IllegalArgumentException e) {
            findings.fail(e.getMessage() + ".", "Correct CHATTYCAT_CALL_TURN_URLS.");
            return;
        }
        ObservedTls tls = certificates.observe();
        Relay relay = new Relay(uri, tls, credentials, System.nanoTime() + limit.toNanos());
        try {
            InetSocketAddress relayed = relay.relayed(Relaying.UDP_IPV4, PRIVATE_IPV4);
            examinePeers(relay, findings);
            if (isInside(relayed.getAddress()) && !publicUrl.isLoopback()) {
                findings.fail(
                        "It relays from " + relayed.getAddress().getHostAddress() + ", which browsers cannot reach.",
                        "Give the relay its public address (coturn: --external-ip).");
            } else {
                tls.reportSuccess(
                        findings,
                        "It relays from " + relayed.getAddress().getHostAddress() + " with the credentials of a page.");
            }
        } catch (SSLException e) {
            findings.fail(tls.fault(uri.host(), e), "Correct the certificate of the relay. Browsers refuse this one.");
        } catch (IOException e) {
            explain(uri, e, findings);
        }
    }

    private static void examinePeers(Relay relay, Findings findings) throws IOException {
        try {
            relay.relayed(Relaying.UDP_IPV6, PRIVATE_IPV6);
        } catch (TurnException e) {
            // It has no IPv6, so it does not relay there either.
        }
        if (relay.isOpenToAll) {
            findings.fail(
                    "It relays for everybody, without credentials.",
                    "Make it ask for credentials (coturn: --use-auth-secret and --static-auth-secret).");
        }
        if (!relay.open.isEmpty()) {
            findings.fail(
                    "Everybody with an invitation to a meeting can send UDP through it to private addresses: "
                            + String.join(", ", relay.open) + ".",
                    DENY);
        }
        if (relay.uri.transport() != TurnUri.Transport.UDP && relay.relaysTcp()) {
            findings.fail(
                    "Everybody with an invitation to a meeting can open TCP connections through it.",
                    "Turn that off (coturn: --no-tcp-relay).");
        }
    }

    private static void explain(TurnUri uri, IOException e, Findings findings) {
        String where = uri.host() + ":" + uri.port();
        if (e instanceof TurnException refusal && refusal.code() == TurnException.UNAUTHORIZED) {
            findings.fail(
                    "It refuses the credentials.",
                    "Set CHATTYCAT_CALL_TURN_SECRET to the secret of the relay (coturn: --use-auth-secret and"
                            + " --static-auth-secret), and compare the clocks of both machines.");
        } else if (e instanceof TurnException) {
            findings.fail("It refuses an allocation with " + e.getMessage() + ".", "Look into the log of the relay.");
        } else if (e instanceof UnknownHostException) {
            findings.fail(
                    "The name " + uri.host() + " has no address in the DNS.", "Correct CHATTYCAT_CALL_TURN_URLS.");
        } else if (e instanceof SocketTimeoutException
                || e instanceof ConnectException
                || e instanceof PortUnreachableException) {
            findings.fail(
                    "Nothing answers at " + where + ".",
                    "Start the relay, open its port in the firewall ("
                            + (uri.transport() == TurnUri.Transport.UDP ? "UDP" : "TCP")
                            + "), or correct CHATTYCAT_CALL_TURN_URLS.");
        } else {
            findings.fail("It cannot be used: " + e.getMessage() + ".", "Look into the log of the relay.");
        }
    }

    private static boolean isInside(InetAddress address) {
        return address.isSiteLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress();
    }

    /** One relay during one check. Each allocation has a connection of its own. */
    private static final class Relay {
        private final TurnUri uri;
        private final ObservedTls tls;
        private final TurnClient.Credentials credentials;
        private final long deadlineNanos;
        /** Private peers that the relay permits. */
        private final List<String> open = new ArrayList<>();

        private boolean isOpenToAll;

        Relay(TurnUri uri, ObservedTls tls, TurnClient.Credentials credentials, long deadlineNanos) {
            this.uri = uri;
            this.tls = tls;
            this.credentials = credentials;
            this.deadlineNanos = deadlineNanos;
        }

        /** Makes an allocation, asks for each peer, and ends the allocation. */
        InetSocketAddress relayed(Relaying relaying, List<String> peers) throws IOException {
            try (TurnClient client = connect()) {
                InetSocketAddress relayed = client.allocate(relaying);
                isOpenToAll |= !client.usedCredentials();
                for (String peer : peers) {
                    InetAddress address = InetAddress.getByName(peer);
                    // A media server on the relay's own host is an intended peer.
                    if (!address.equals(relayed.getAddress()) && !address.equals(client.relay())) {
                        ask(client, address);
                    }
                }
                return relayed;
            }
        }

        private void ask(TurnClient client, InetAddress peer) throws IOException {
            try {
                client.permit(peer);
                open.add(peer.getHostAddress());
            } catch (TurnException e) {
                // As it should be.
            }
        }

        boolean relaysTcp() throws IOException {
            try (TurnClient client = connect()) {
                client.allocate(Relaying.TCP_IPV4);
                return true;
            } catch (TurnException e) {
                return false;
            }
        }

        private TurnClient connect() throws IOException {
            long leftNanos = deadlineNanos - System.nanoTime();
            if (leftNanos <= 0) {
                throw new SocketTimeoutException("no answer");
            }
            return TurnClient.connect(uri, tls.context().getSocketFactory(), credentials, Duration.ofNanos(leftNanos));
        }
    }
}
