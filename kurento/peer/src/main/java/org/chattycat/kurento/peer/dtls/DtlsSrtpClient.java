package org.chattycat.kurento.peer.dtls;

import java.io.IOException;
import java.util.Hashtable;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsServerCertificate;
import org.chattycat.kurento.peer.srtp.SrtpProfile;

/** The client's side of a {@link DtlsSrtpHandshake}, in the terms of BouncyCastle. */
final class DtlsSrtpClient extends DefaultTlsClient {
    private final DtlsSrtpHandshake handshake;

    DtlsSrtpClient(DtlsSrtpHandshake handshake) {
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
    public Hashtable getClientExtensions() throws IOException {
        return DtlsSrtpHandshake.withProfiles(super.getClientExtensions(), SrtpProfile.values());
    }

    @Override
    @SuppressWarnings("rawtypes")
    public void processServerExtensions(Hashtable extensions) throws IOException {
        super.processServerExtensions(extensions);
        int[] codes = DtlsSrtpHandshake.profileCodes(extensions);
        if (codes.length != 1) {
            throw new TlsFatalAlert(
                    AlertDescription.illegal_parameter, "the server must select exactly one SRTP profile");
        }
        handshake.selectProfile(codes);
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate certificate) throws IOException {
                handshake.verify(certificate.getCertificate());
            }

            @Override
            public TlsCredentials getClientCredentials(CertificateRequest request) {
                return handshake.credentials(context);
            }
        };
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        handshake.exportKeys(context);
    }
}
