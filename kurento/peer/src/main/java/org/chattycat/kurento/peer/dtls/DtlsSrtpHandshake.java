package org.chattycat.kurento.peer.dtls;

import java.io.IOException;
import java.util.Hashtable;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCrypto;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.chattycat.kurento.peer.srtp.SrtpProfile;

/**
 * What client and server share in one handshake: DTLS 1.2 only, ECDHE with ECDSA, both certificates, the SRTP profile
 * (RFC 5764 section 4.1) and, at the end, its keys.
 */
final class DtlsSrtpHandshake {
    /**
     * The first wait before a flight is sent again; each further wait is twice as long. Two more attempts fit into the three
     * seconds that a peer may be silent. RFC 6347 section 4.2.4.1 recommends 1 s and allows less where latency matters.
     */
    static final int RESEND_MILLIS = 500;

    private static final int[] CIPHER_SUITES = {
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384
    };

    private final DtlsIdentity identity;
    private final Fingerprints peer;
    private final int timeoutMillis;
    private SrtpProfile profile;
    private SrtpKeys keys;

    /**
     * @param peer fingerprint of the only certificate that is accepted
     * @param timeoutMillis limit of the whole handshake
     */
    DtlsSrtpHandshake(DtlsIdentity identity, Fingerprints peer, int timeoutMillis) {
        this.identity = identity;
        this.peer = peer;
        this.timeoutMillis = timeoutMillis;
    }

    TlsCrypto crypto() {
        return identity.crypto();
    }

    int timeoutMillis() {
        return timeoutMillis;
    }

    static ProtocolVersion[] versions() {
        return new ProtocolVersion[] {ProtocolVersion.DTLSv12};
    }

    static int[] cipherSuites() {
        return CIPHER_SUITES.clone();
    }

    /** Our own certificate is on P-256; browsers may also have RSA certificates. */
    static Vector<SignatureAndHashAlgorithm> signatureAlgorithms() {
        Vector<SignatureAndHashAlgorithm> algorithms = new Vector<>();
        for (short hash : new short[] {HashAlgorithm.sha256, HashAlgorithm.sha384, HashAlgorithm.sha512}) {
            algorithms.add(SignatureAndHashAlgorithm.getInstance(hash, SignatureAlgorithm.ecdsa));
            algorithms.add(SignatureAndHashAlgorithm.getInstance(hash, SignatureAlgorithm.rsa));
        }
        return algorithms;
    }

    TlsCredentialedSigner credentials(TlsContext context) {
        return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                identity.crypto(),
                identity.privateKey(),
                identity.certificate(),
                SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
    }

    /** @throws TlsFatalAlert if it is not the certificate whose fingerprint the peer's SDP names */
    void verify(Certificate certificate) throws IOException {
        if (certificate == null
                || certificate.isEmpty()
                || !peer.matches(certificate.getCertificateAt(0).getEncoded())) {
            throw new TlsFatalAlert(AlertDescription.bad_certificate, "not the certificate of the SDP");
        }
    }

    /** Adds a use_srtp extension to the client's offer or the server's answer. */
    @SuppressWarnings({"rawtypes", "unchecked"})
    static Hashtable withProfiles(Hashtable extensions, SrtpProfile... profiles) throws IOException {
        Hashtable result = TlsExtensionsUtils.ensureExtensionsInitialised(extensions);
        int[] codes = new int[profiles.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = profiles[i].code();
        }
        TlsSRTPUtils.addUseSRTPExtension(result, new UseSRTPData(codes, TlsUtils.EMPTY_BYTES));
        return result;
    }

    /** @return the codes in the peer's use_srtp extension; empty without the extension */
    @SuppressWarnings("rawtypes")
    static int[] profileCodes(Hashtable extensions) throws IOException {
        UseSRTPData data = TlsSRTPUtils.getUseSRTPExtension(extensions);
        return data == null ? new int[0] : data.getProtectionProfiles();
    }

    /**
     * Selects the first of our profiles, in order of preference, that is among these codes.
     *
     * @throws TlsFatalAlert if none is
     */
    void selectProfile(int[] codes) throws IOException {
        for (SrtpProfile candidate : SrtpProfile.values()) {
            for (int code : codes) {
                if (candidate.code() == code) {
                    profile = candidate;
                    return;
                }
            }
        }
        throw new TlsFatalAlert(AlertDescription.handshake_failure, "no SRTP profile in common");
    }

    /** Null until a profile is selected. */
    SrtpProfile profile() {
        return profile;
    }

    /** Exports the keys (RFC 5764 section 4.2); the handshake must be complete. */
    void exportKeys(TlsContext context) {
        keys = new SrtpKeys(
                profile, context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, profile.keyingMaterialLength()));
    }

    /** Null until the handshake is complete. */
    SrtpKeys keys() {
        return keys;
    }
}
