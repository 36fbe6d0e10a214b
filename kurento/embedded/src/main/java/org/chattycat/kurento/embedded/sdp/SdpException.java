package org.chattycat.kurento.embedded.sdp;

/** The SDP cannot be used. The message gives the reason, for the log and the client. */
public class SdpException extends Exception {
    public SdpException(String message) {
        super(message);
    }
}
