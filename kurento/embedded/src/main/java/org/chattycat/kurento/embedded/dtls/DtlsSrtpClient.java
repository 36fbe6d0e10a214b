package org.chattycat.kurento.embedded.dtls;

import java.io.IOException;
import java.util.Hashtable;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.chattycat.kurento.embedded.srtp.SrtpProfile;

/** The client's side of a handshake. */
final class DtlsSrtpClient extends DefaultTlsClient {
    private final DtlsSrtpPolicy policy;
    private final SrtpAgreement agreement;

    DtlsSrtpClient(DtlsSrtpPolicy policy, SrtpAgreement agreement) {
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
    @SuppressWarnings({"rawtypes", "unchecked"})
    public Hashtable getClientExtensions() throws IOException {
        Hashtable extensions = TlsExtensionsUtils.ensureExtensionsInitialised(super.getClientExtensions());
        SrtpProfile[] profiles = SrtpProfile.values();
        int[] codes = new int[profiles.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = profiles[i].code();
        }
        TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(codes, TlsUtils.EMPTY_BYTES));
        return extensions;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public void processServerExtensions(Hashtable extensions) throws IOException {
        super.processServerExtensions(extensions);
        UseSRTPData answer = TlsSRTPUtils.getUseSRTPExtension(extensions);
        if (answer == null || answer.getProtectionProfiles().length != 1) {
            throw new TlsFatalAlert(AlertDescription.illegal_parameter, "one SRTP profile is to be chosen");
        }
        agreement.choose(answer.getProtectionProfiles());
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate certificate) throws IOException {
                policy.check(certificate.getCertificate());
            }

            @Override
            public TlsCredentials getClientCredentials(CertificateRequest request) {
                return policy.credentials(context);
            }
        };
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        agreement.export(context);
    }
}
