package org.chattycat.kurento.embedded.dtls;

import java.io.IOException;
import java.util.Hashtable;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;

/** The server's side of a handshake. */
final class DtlsSrtpServer extends DefaultTlsServer {
    private final DtlsSrtpPolicy policy;
    private final SrtpAgreement agreement;

    DtlsSrtpServer(DtlsSrtpPolicy policy, SrtpAgreement agreement) {
        super(policy.identity().crypto());
        this.policy = policy;
        this.agreement = agreement;
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return policy.timeouts().handshakeMillis();
    }

    @Override
    public int getHandshakeResendTimeMillis() {
        return DtlsSrtpPolicy.RESEND_MILLIS;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return DtlsSrtpPolicy.VERSIONS;
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return DtlsSrtpPolicy.CIPHER_SUITES;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public void processClientExtensions(Hashtable extensions) throws IOException {
        super.processClientExtensions(extensions);
        UseSRTPData offer = TlsSRTPUtils.getUseSRTPExtension(extensions);
        agreement.choose(offer == null ? new int[0] : offer.getProtectionProfiles());
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public Hashtable getServerExtensions() throws IOException {
        Hashtable extensions = TlsExtensionsUtils.ensureExtensionsInitialised(super.getServerExtensions());
        TlsSRTPUtils.addUseSRTPExtension(
                extensions, new UseSRTPData(new int[] {agreement.profile().code()}, TlsUtils.EMPTY_BYTES));
        return extensions;
    }

    @Override
    protected TlsCredentialedSigner getECDSASignerCredentials() {
        return policy.credentials(context);
    }

    @Override
    public CertificateRequest getCertificateRequest() {
        return new CertificateRequest(
                new short[] {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign},
                DtlsSrtpPolicy.signatureAlgorithms(),
                null);
    }

    @Override
    public void notifyClientCertificate(Certificate certificate) throws IOException {
        policy.check(certificate);
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        agreement.export(context);
    }
}
