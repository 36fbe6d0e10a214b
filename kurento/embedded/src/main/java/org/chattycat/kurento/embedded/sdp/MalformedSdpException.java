package org.chattycat.kurento.embedded.sdp;

import org.chattycat.kurento.embedded.media.SdpException;

/** Text that is no session description. */
final class MalformedSdpException extends SdpException {
    MalformedSdpException(String message) {
        super(message);
    }
}
