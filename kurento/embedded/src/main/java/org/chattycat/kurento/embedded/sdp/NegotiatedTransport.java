package org.chattycat.kurento.embedded.sdp;

import java.util.List;
import org.chattycat.kurento.peer.dtls.Fingerprints;

/**
 * A transport that a negotiation resulted in, and the sections that use it.
 *
 * @param media at least one section, that which describes the transport first
 * @param bundled whether the sections are a BUNDLE group
 * @param localIce this side's credentials
 * @param remoteFingerprints fingerprints of the peer's certificate
 * @param dtlsClient whether this side starts the DTLS handshake
 */
public record NegotiatedTransport(
        List<NegotiatedMedia> media,
        boolean bundled,
        LocalIce localIce,
        RemoteIce remoteIce,
        Fingerprints remoteFingerprints,
        boolean dtlsClient) {
    public NegotiatedTransport {
        media = List.copyOf(media);
    }

    /** Index of the section that describes the transport. */
    public int section() {
        return media.get(0).index();
    }
}
