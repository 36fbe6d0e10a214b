package org.chattycat.kurento.embedded.sdp;

/** Whether a text is a session description (RFC 8866), whatever it describes. */
public final class SdpSyntax {
    private SdpSyntax() {}

    /** @throws SdpException if it is none */
    public static void check(String text) throws SdpException {
        RemoteDescription.parse(text);
    }
}
