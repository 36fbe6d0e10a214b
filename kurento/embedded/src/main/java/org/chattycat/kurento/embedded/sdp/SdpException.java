package org.chattycat.kurento.embedded.sdp;

/** An SDP or candidate that cannot be used; the message says why, for the log and the client. */
public class SdpException extends Exception {
    public SdpException(String message) {
        super(message);
    }
}
