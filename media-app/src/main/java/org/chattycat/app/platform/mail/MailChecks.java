package org.chattycat.app.platform.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.chattycat.app.platform.doctor.Check;
import org.chattycat.app.platform.doctor.Checks;
import org.chattycat.app.platform.doctor.Findings;
import org.chattycat.app.platform.doctor.ObservedTls;
import org.chattycat.app.platform.doctor.TrustedCertificates;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration;
import org.springframework.core.annotation.Order;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Connects to the mail server as the application does: with the same encryption and the same sign-in, but without an email. */
@Order(6)
@ImportAutoConfiguration(MailSenderAutoConfiguration.class)
final class MailChecks implements Checks {
    private static final List<String> PROTOCOLS = List.of("mail.smtp.", "mail.smtps.");
    private static final String ENCRYPTION_ACTION =
            "Use another port of the server (587 for STARTTLS; 465 with SPRING_MAIL_SSL_ENABLED=true).";

    private final JavaMailSenderImpl sender;
    private final TrustedCertificates certificates;

    MailChecks(ObjectProvider<JavaMailSenderImpl> sender, TrustedCertificates certificates) {
        this.sender = sender.getIfAvailable();
        this.certificates = certificates;
    }

    @Override
    public List<Check> checks() {
        return List.of(new Check("mail server", this::examine));
    }

    private void examine(Duration limit, Findings findings) {
        if (sender == null || sender.getHost() == null || sender.getHost().isBlank()) {
            findings.ok("None is set, so emails are shown at /dev/mail, to this machine only.");
            return;
        }
        ObservedTls tls = certificates.observe();
        Properties properties = sender.getJavaMailProperties();
        String limitMs = Long.toString(limit.toMillis());
        boolean observed = !hasRulesOfItsOwn(properties);
        for (String protocol : PROTOCOLS) {
            if (observed) {
                properties.put(protocol + "ssl.socketFactory", tls.context().getSocketFactory());
            }
            properties.put(protocol + "connectiontimeout", limitMs);
            properties.put(protocol + "timeout", limitMs);
        }
        String server = sender.getHost() + (sender.getPort() > 0 ? ":" + sender.getPort() : "");
        try {
            sender.testConnection();
            boolean signedIn =
                    sender.getUsername() != null && !sender.getUsername().isBlank();
            report(tls, server + (signedIn ? " accepts the user and the password." : " answers."), observed, findings);
        } catch (AuthenticationFailedException e) {
            findings.fail(
                    server + " refuses the user or the password.",
                    "Correct SPRING_MAIL_USERNAME and SPRING_MAIL_PASSWORD.");
        } catch (MessagingException e) {
            explain(server, e, tls, findings);
        }
    }

    /** Whether the configuration says which certificates to trust. They are not looked at then. */
    private static boolean hasRulesOfItsOwn(Properties properties) {
        return PROTOCOLS.stream()
                .anyMatch(protocol -> properties.containsKey(protocol + "ssl.trust")
                        || properties.get(protocol + "ssl.socketFactory") instanceof SSLSocketFactory);
    }

    private void report(ObservedTls tls, String found, boolean observed, Findings findings) {
        if (tls.isUsed() || !observed || isLoopback(sender.getHost())) {
            tls.reportSuccess(findings, found);
        } else {
            findings.warn(
                    found + " Emails, with their sign-in links, go there unencrypted.",
                    "Set CHATTYCAT_MAIL_STARTTLS to true, unless you trust the network to the mail server.");
        }
    }

    private void explain(String server, MessagingException failure, ObservedTls tls, Findings findings) {
        if (cause(failure, SSLException.class) != null && tls.isUsed()) {
            findings.fail(
                    tls.fault(sender.getHost(), failure) + " (" + server + ")",
                    "Set SPRING_MAIL_HOST to the name that the certificate is for, or have the server's certificate"
                            + " corrected. Nothing is sent until then.");
        } else if (cause(failure, SSLException.class) != null) {
            findings.fail(server + " does not begin with TLS.", ENCRYPTION_ACTION);
        } else if (String.valueOf(failure.getMessage()).contains("STARTTLS is required")) {
            findings.fail(server + " does not offer STARTTLS, so nothing is sent to it.", ENCRYPTION_ACTION);
        } else if (cause(failure, UnknownHostException.class) != null) {
            findings.fail("The name " + sender.getHost() + " has no address in the DNS.", "Correct SPRING_MAIL_HOST.");
        } else if (cause(failure, ConnectException.class) != null
                || cause(failure, SocketTimeoutException.class) != null) {
            findings.fail(
                    server + " does not answer.",
                    "Correct SPRING_MAIL_HOST and SPRING_MAIL_PORT, and let this machine connect there.");
        } else {
            findings.fail(
                    server + " cannot be used: " + failure.getMessage(),
                    "Correct SPRING_MAIL_HOST and SPRING_MAIL_PORT, or look into the log of the mail server.");
        }
    }

    private static <T extends Throwable> T cause(Throwable failure, Class<T> type) {
        Throwable cause = failure;
        while (cause != null && !type.isInstance(cause)) {
            cause = cause.getCause();
        }
        return type.cast(cause);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
