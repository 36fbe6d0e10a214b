package org.chattycat.kurento.embedded.sdp;

/** The text is not a session description. */
final class MalformedSdpException extends SdpException {
    MalformedSdpException(String message) {
        super(message);
    }
}
