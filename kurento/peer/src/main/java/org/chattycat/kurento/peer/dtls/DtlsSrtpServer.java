package org.chattycat.kurento.peer.dtls;

import java.io.IOException;
import java.util.Hashtable;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentialedSigner;

/** The server's side of a {@link DtlsSrtpHandshake}, in the terms of BouncyCastle. */
final class DtlsSrtpServer extends DefaultTlsServer {
    private final DtlsSrtpHandshake handshake;

    DtlsSrtpServer(DtlsSrtpHandshake handshake) {
        super(handshake.crypto());
        this.handshake = handshake;
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return handshake.timeoutMillis();
    }

    @Override
    public int getHandshakeResendTimeMillis() {
        return DtlsSrtpHandshake.RESEND_MILLIS;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return DtlsSrtpHandshake.versions();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return DtlsSrtpHandshake.cipherSuites();
    }

    @Override
    @SuppressWarnings("rawtypes")
    public void processClientExtensions(Hashtable extensions) throws IOException {
        super.processClientExtensions(extensions);
        handshake.selectProfile(DtlsSrtpHandshake.profileCodes(extensions));
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Hashtable getServerExtensions() throws IOException {
        return DtlsSrtpHandshake.withProfiles(super.getServerExtensions(), handshake.profile());
    }

    @Override
    protected TlsCredentialedSigner getECDSASignerCredentials() {
        return handshake.credentials(context);
    }

    @Override
    public CertificateRequest getCertificateRequest() {
        return new CertificateRequest(
                new short[] {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign},
                DtlsSrtpHandshake.signatureAlgorithms(),
                null);
    }

    @Override
    public void notifyClientCertificate(Certificate certificate) throws IOException {
        handshake.verify(certificate);
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        handshake.exportKeys(context);
    }
}
