package org.chattycat.app.platform.lan;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.chattycat.app.platform.config.OwnerOnly;

/**
 * The self-signed certificate of the listener for the local network. It is made once and stored in the data directory, so that a
 * phone that has accepted it does not warn again. Another one is made when this machine's address is not in it, or it expires.
 */
final class LanCertificate {
    /** Phones refuse certificates that are valid for longer. */
    private static final Duration LIFETIME = Duration.ofDays(397);

    private static final Duration BEFORE_THE_END = Duration.ofDays(7);
    private static final String ALIAS = "lan";
    /** The file is protected by its mode. PKCS #12 requires a password anyway. */
    private static final char[] PASSWORD = "chatty-cat".toCharArray();

    private static final int ADDRESS_NAME = 7;
    private static final int SERIAL_BITS = 120;

    private final KeyStore store;

    private LanCertificate(KeyStore store) {
        this.store = store;
    }

    /**
     * The stored certificate if it is valid for the address, otherwise a new one, which is stored.
     *
     * @param folder where it is stored
     * @throws IOException if it cannot be read or stored
     */
    static LanCertificate in(Path folder, InetAddress address, Clock clock) throws IOException {
        Path file = folder.resolve("clock-listener.p12");
        try {
            if (Files.exists(file)) {
                LanCertificate stored = new LanCertificate(read(file));
                if (stored.isValidFor(address, clock.instant())) {
                    return stored;
                }
            }
            LanCertificate made = new LanCertificate(make(address, clock.instant()));
            made.write(folder, file);
            return made;
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException("the certificate could not be made", e);
        }
    }

    KeyStore store() {
        return store;
    }

    static String password() {
        return new String(PASSWORD);
    }

    /** SHA-256 in hexadecimal with colons, as browsers show it. */
    String fingerprint() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(certificate().getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private X509Certificate certificate() throws GeneralSecurityException {
        return (X509Certificate) store.getCertificate(ALIAS);
    }

    private boolean isValidFor(InetAddress address, Instant now) throws GeneralSecurityException {
        X509Certificate certificate = certificate();
        if (certificate == null || certificate.getNotAfter().toInstant().isBefore(now.plus(BEFORE_THE_END))) {
            return false;
        }
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        return names != null
                && names.stream()
                        .anyMatch(name -> name.get(0).equals(ADDRESS_NAME)
                                && name.get(1).toString().equalsIgnoreCase(address.getHostAddress()));
    }

    private static KeyStore read(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream bytes = Files.newInputStream(file)) {
            store.load(bytes, PASSWORD);
        } catch (IOException e) {
            // A damaged file is replaced.
            store.load(null, PASSWORD);
        }
        return store;
    }

    private void write(Path folder, Path file) throws IOException, GeneralSecurityException {
        OwnerOnly.folder(folder);
        Path part = folder.resolve(file.getFileName() + ".part");
        OwnerOnly.file(part);
        try (OutputStream bytes = Files.newOutputStream(part)) {
            store.store(bytes, PASSWORD);
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static KeyStore make(InetAddress address, Instant now)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair keys = generator.generateKeyPair();
        X500Name name =
                new X500Name("CN=Chatty Cat at " + address.getHostAddress().toLowerCase(Locale.ROOT));
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name,
                new BigInteger(SERIAL_BITS, new SecureRandom()),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(LIFETIME)),
                name,
                keys.getPublic());
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.iPAddress, address.getHostAddress())));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        X509Certificate certificate = new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        store.setKeyEntry(ALIAS, keys.getPrivate(), PASSWORD, new X509Certificate[] {certificate});
        return store;
    }
}
