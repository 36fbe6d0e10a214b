package org.chattycat.app.platform.doctor;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** TLS with the usual rules, which remembers the certificate that a server showed, even one that the rules refuse. */
public final class ObservedTls {
    /** Certificates with a lifetime of 90 days are renewed 30 days before the end: if not, two weeks remain to find out why. */
    private static final Duration RENEWED_BEFORE = Duration.ofDays(14);

    private static final int DNS_NAME = 2;

    private final SSLContext context;
    private volatile X509Certificate[] shown = {};

    ObservedTls(X509ExtendedTrustManager rules) {
        try {
            context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Observer(rules)}, null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JRE has TLS", e);
        }
    }

    /** For connections to one server. */
    public SSLContext context() {
        return context;
    }

    /** Whether a server showed a certificate. */
    public boolean isUsed() {
        return shown.length > 0;
    }

    /** Reports a connection that was made, and how long the certificate will be valid. */
    public void reportSuccess(Findings findings, String success) {
        X509Certificate[] chain = shown;
        if (chain.length == 0) {
            findings.ok(success);
            return;
        }
        Instant end = chain[0].getNotAfter().toInstant();
        long days = Duration.between(Instant.now(), end).toDays();
        if (end.isBefore(Instant.now())) {
            // The JVM trusts the certificate itself, and does not look at its dates then.
            findings.fail(success + " " + expired(end), "Renew it. Browsers refuse it.");
        } else if (days < RENEWED_BEFORE.toDays()) {
            findings.warn(
                    success + " Its certificate is valid for another " + days + " days only, until " + day(end) + ".",
                    "Renew it, and find out why it was not renewed.");
        } else {
            findings.ok(success + " Its certificate is valid for another " + days + " days.");
        }
    }

    /**
     * Why a handshake failed, as a sentence.
     *
     * @param host the name that the certificate has to be for
     */
    public String fault(String host, Exception failure) {
        X509Certificate[] chain = shown;
        if (chain.length == 0) {
            return "The TLS handshake fails: " + failure.getMessage() + ".";
        }
        X509Certificate certificate = chain[0];
        Instant now = Instant.now();
        if (now.isAfter(certificate.getNotAfter().toInstant())) {
            return expired(certificate.getNotAfter().toInstant());
        }
        if (now.isBefore(certificate.getNotBefore().toInstant())) {
            return "The certificate is not valid before "
                    + day(certificate.getNotBefore().toInstant()) + ", by this machine's clock.";
        }
        if (mentions(failure, "No subject alternative", "No name matching", "doesn't match", "server identity")) {
            return "The certificate is for " + names(certificate) + ", and not for " + host + ".";
        }
        return "The certificate, issued by "
                + certificate.getIssuerX500Principal().getName()
                + ", is not trusted."
                + (chain.length == 1 ? " The server sends no intermediate certificate with it." : "");
    }

    private static boolean mentions(Throwable failure, String... phrases) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            for (String phrase : phrases) {
                if (String.valueOf(cause.getMessage()).contains(phrase)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String names(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            if (names != null) {
                return names.stream()
                        .filter(name -> Integer.valueOf(DNS_NAME).equals(name.get(0)))
                        .map(name -> name.get(1).toString())
                        .collect(Collectors.joining(", "));
            }
        } catch (CertificateException e) {
            // Then its subject says more.
        }
        return certificate.getSubjectX500Principal().getName();
    }

    private static String expired(Instant end) {
        return "The certificate has been expired since " + day(end) + ".";
    }

    private static LocalDate day(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private final class Observer extends X509ExtendedTrustManager {
        private final X509ExtendedTrustManager rules;

        Observer(X509ExtendedTrustManager rules) {
            this.rules = rules;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            shown = chain.clone();
            rules.checkServerTrusted(chain, type, socket);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            shown = chain.clone();
            rules.checkServerTrusted(chain, type, engine);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            shown = chain.clone();
            rules.checkServerTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            rules.checkClientTrusted(chain, type, socket);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            rules.checkClientTrusted(chain, type, engine);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            rules.checkClientTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return rules.getAcceptedIssuers();
        }
    }
}
