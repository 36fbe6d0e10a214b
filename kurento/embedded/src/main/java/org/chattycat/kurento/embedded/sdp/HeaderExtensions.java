package org.chattycat.kurento.embedded.sdp;

import java.util.LinkedHashMap;
import java.util.Map;
import org.chattycat.kurento.rtp.TransmissionOffset;

/**
 * Ids of the RTP header extensions (RFC 8285) that a section may use; 0 for an extension that was not negotiated.
 *
 * @param absSendTime departure time of each packet, from which receivers estimate the bandwidth
 * @param audioLevel RFC 6464
 * @param videoOrientation rotation of the video, 3GPP TS 26.114
 * @param transmissionOffset how much later than its timestamp a packet is sent, RFC 5450
 */
public record HeaderExtensions(int absSendTime, int audioLevel, int videoOrientation, int transmissionOffset) {
    public static final HeaderExtensions NONE = new HeaderExtensions(0, 0, 0, 0);

    private static final String ABS_SEND_TIME = "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time";
    private static final String AUDIO_LEVEL = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";
    private static final String VIDEO_ORIENTATION = "urn:3gpp:video-orientation";

    /**
     * Accepts the extensions that this server knows, except those whose id already belongs to another URI: an id has a
     * single meaning within a bundle (RFC 9143 section 15, RFC 8285 section 7).
     *
     * @param plain whether the section belongs to an endpoint of plain RTP. Browsers offer transmission offsets too and
     *     use them only to estimate bandwidth, for which they also get departure times
     * @param bundled URIs by id of the preceding sections; those of this section are added
     */
    static HeaderExtensions of(MediaSection section, boolean plain, Map<Integer, String> bundled)
            throws MalformedSdpException {
        boolean video = section.kind().equals("video");
        return new HeaderExtensions(
                id(section, ABS_SEND_TIME, bundled),
                video ? 0 : id(section, AUDIO_LEVEL, bundled),
                video ? id(section, VIDEO_ORIENTATION, bundled) : 0,
                video && plain ? id(section, TransmissionOffset.URI, bundled) : 0);
    }

    private static int id(MediaSection section, String uri, Map<Integer, String> bundled) throws MalformedSdpException {
        int id = section.extensionId(uri);
        return id == 0 || uri.equals(bundled.computeIfAbsent(id, unused -> uri)) ? id : 0;
    }

    /** Ids of the negotiated extensions by URI. */
    Map<Integer, String> byId() {
        Map<Integer, String> uris = new LinkedHashMap<>();
        if (absSendTime > 0) {
            uris.put(absSendTime, ABS_SEND_TIME);
        }
        if (audioLevel > 0) {
            uris.put(audioLevel, AUDIO_LEVEL);
        }
        if (videoOrientation > 0) {
            uris.put(videoOrientation, VIDEO_ORIENTATION);
        }
        if (transmissionOffset > 0) {
            uris.put(transmissionOffset, TransmissionOffset.URI);
        }
        return uris;
    }
}
