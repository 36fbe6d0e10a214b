package org.chattycat.app.platform.doctor;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.chattycat.app.platform.config.PublicUrl;
import org.springframework.core.annotation.Order;

/** What a browser would meet at the public URL: name, certificate, proxy, and the application behind it. */
@Order(5)
final class PublicUrlChecks implements Checks {
    /** Stands in the page of the site, and of no other. */
    static final String MARK = "<title>Chatty Cat</title>";

    private static final String PROXY = "Correct the reverse proxy (docs/production.md, The proxy).";

    private final PublicUrl publicUrl;
    private final TrustedCertificates certificates;

    PublicUrlChecks(PublicUrl publicUrl, TrustedCertificates certificates) {
        this.publicUrl = publicUrl;
        this.certificates = certificates;
    }

    @Override
    public List<Check> checks() {
        return List.of(new Check("public URL", this::examine));
    }

    private void examine(Duration limit, Findings findings) throws Exception {
        if (!publicUrl.isConfigured()) {
            findings.ok("None is set, so the site is for this machine: " + publicUrl.base() + ".");
            return;
        }
        String addresses;
        try {
            addresses = Arrays.stream(InetAddress.getAllByName(publicUrl.host()))
                    .map(InetAddress::getHostAddress)
                    .collect(Collectors.joining(", "));
        } catch (UnknownHostException e) {
            findings.fail(
                    "The name " + publicUrl.host() + " has no address in the DNS.",
                    "Add it to the DNS, or correct CHATTYCAT_PUBLIC_URL.");
            return;
        }
        if (!publicUrl.secure() && !publicUrl.isLoopback()) {
            findings.fail(
                    "It begins with http. Browsers give pages of such sites neither cameras nor passkeys.",
                    "Set CHATTYCAT_PUBLIC_URL to an address that begins with https.");
            return;
        }
        open(publicUrl.host() + " (" + addresses + ")", limit, findings);
    }

    private void open(String site, Duration limit, Findings findings) throws Exception {
        ObservedTls tls = certificates.observe();
        HttpClient browser = HttpClient.newBuilder()
                .sslContext(tls.context())
                .connectTimeout(limit)
                .build();
        try {
            HttpResponse<String> page = browser.send(
                    HttpRequest.newBuilder(URI.create(publicUrl.at("/")))
                            .timeout(limit)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (page.body().contains(MARK)) {
                sockets(browser, tls, site, limit, findings);
            } else if (page.statusCode() >= 500) {
                tls.reportSuccess(findings, site + " answers.");
                findings.warn(
                        "The proxy does not reach the application: it answers " + page.statusCode() + ".",
                        "Start the application. If it is running, correct the target of the proxy.");
            } else {
                findings.fail(
                        "Something else than Chatty Cat answers at " + site + ", with status " + page.statusCode()
                                + ".",
                        PROXY + " It has to pass on the Host header.");
            }
        } catch (SSLException e) {
            findings.fail(
                    tls.fault(publicUrl.host(), e) + " (" + site + ")",
                    "Correct the certificate of the reverse proxy. Browsers refuse this one.");
        } catch (HttpTimeoutException e) {
            findings.fail(site + " does not answer.", "Start the proxy, and open its port in the firewall.");
        } catch (ConnectException e) {
            findings.fail(
                    "Nothing listens at " + site + ".",
                    "Start the reverse proxy, or correct CHATTYCAT_PUBLIC_URL. Some routers do not let a network reach"
                            + " itself by its public address: then run this elsewhere too.");
        } catch (IOException e) {
            findings.fail(site + " cannot be read: " + e + ".", PROXY);
        }
    }

    /** Phones open this socket without signing in. One that sends nothing changes nothing. */
    private void sockets(HttpClient browser, ObservedTls tls, String site, Duration limit, Findings findings)
            throws InterruptedException {
        try {
            URI socket = URI.create(publicUrl.at("/clock/socket").replaceFirst("^http", "ws"));
            browser.newWebSocketBuilder()
                    .header("Origin", publicUrl.base())
                    .connectTimeout(limit)
                    .buildAsync(socket, new WebSocket.Listener() {})
                    .get(limit.toMillis(), TimeUnit.MILLISECONDS)
                    .abort();
            tls.reportSuccess(findings, "Pages and WebSockets of " + site + " reach Chatty Cat.");
        } catch (ExecutionException | TimeoutException e) {
            findings.fail(
                    "Pages of " + site + " reach Chatty Cat, and WebSockets do not, so calls cannot work.",
                    PROXY + " It has to pass on WebSockets.");
        }
    }
}
