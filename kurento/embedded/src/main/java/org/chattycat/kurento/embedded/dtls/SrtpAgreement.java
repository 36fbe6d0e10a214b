package org.chattycat.kurento.embedded.dtls;

import java.io.IOException;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsFatalAlert;
import org.chattycat.kurento.embedded.srtp.SrtpProfile;

/** What a handshake agrees on beside the association: the SRTP profile (RFC 5764 section 4.1), then its keys. */
final class SrtpAgreement {
    private SrtpProfile profile;
    private SrtpKeys keys;

    /** Takes our most preferred profile among these codes. */
    void choose(int[] codes) throws IOException {
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

    SrtpProfile profile() {
        return profile;
    }

    /** To be called when the handshake is complete. */
    void export(TlsContext context) {
        keys = new SrtpKeys(
                profile, context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, profile.keyingMaterialLength()));
    }

    /** Null before the handshake is complete. */
    SrtpKeys keys() {
        return keys;
    }
}
