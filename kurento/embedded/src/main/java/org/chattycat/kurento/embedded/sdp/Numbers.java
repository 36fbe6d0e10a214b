package org.chattycat.kurento.embedded.sdp;

/** Numbers in SDP text. */
final class Numbers {
    private Numbers() {}

    static int parse(String text, int min, int max) throws MalformedSdpException {
        try {
            int value = Integer.parseInt(text.trim());
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Reported below.
        }
        throw new MalformedSdpException("expected a number from " + min + " to " + max);
    }
}
