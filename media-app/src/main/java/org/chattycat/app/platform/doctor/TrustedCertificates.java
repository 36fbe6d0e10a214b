package org.chattycat.app.platform.doctor;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** The rules by which the application trusts certificates of servers: those of the JVM. */
public final class TrustedCertificates {
    private final X509ExtendedTrustManager rules;

    public TrustedCertificates() {
        this(null);
    }

    /** @param anchors certificates to trust; null for those that the JVM trusts */
    public TrustedCertificates(KeyStore anchors) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(anchors);
            rules = Arrays.stream(factory.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JVM's trusted certificates cannot be read", e);
        }
    }

    /** For the connections of one check. */
    public ObservedTls observe() {
        return new ObservedTls(rules);
    }
}
