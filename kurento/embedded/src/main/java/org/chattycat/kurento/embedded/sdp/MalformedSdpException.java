package org.chattycat.kurento.embedded.sdp;

/** Text that is no session description. */
final class MalformedSdpException extends SdpException {
    MalformedSdpException(String message) {
        super(message);
    }
}
