package org.chattycat.kurento.webm;

import java.nio.ByteBuffer;

/**
 * A track of a file.
 *
 * @param number by which blocks name the track, 1 to 126
 * @param codec Matroska's name of the codec (RFC 9559 section 27.1), such as {@link #VP8}
 * @param width of the picture in pixels, 0 for other tracks
 * @param height of the picture in pixels, 0 for other tracks
 * @param channels of the sound, 0 for other tracks
 * @param configuration of H.264: what the decoder needs before the first frame (CodecPrivate), to be read only; empty for other codecs
 */
public record WebmTrack(
        int number, Type type, String codec, int width, int height, int channels, ByteBuffer configuration) {
    public static final String VP8 = "V_VP8";
    /** Matroska's name of H.264, which WebM does not allow. */
    public static final String H264 = "V_MPEG4/ISO/AVC";

    public static final String OPUS = "A_OPUS";
    /** Text for programs, in WebM's form of WebVTT cues. Players do not show it. */
    public static final String METADATA = "D_WEBVTT/METADATA";

    private static final ByteBuffer NONE = ByteBuffer.allocate(0).asReadOnlyBuffer();

    /** Kinds of tracks, with their numbers (RFC 9559 section 5.1.4.1.3). */
    public enum Type {
        VIDEO(1),
        AUDIO(2),
        METADATA(33),
        OTHER(0);

        final int number;

        Type(int number) {
            this.number = number;
        }

        static Type of(long number) {
            for (Type type : values()) {
                if (type.number == number) {
                    return type;
                }
            }
            return OTHER;
        }
    }

    public static WebmTrack vp8(int number, int width, int height) {
        return new WebmTrack(number, Type.VIDEO, VP8, width, height, 0, NONE);
    }

    public static WebmTrack opus(int number, int channels) {
        return new WebmTrack(number, Type.AUDIO, OPUS, 0, 0, channels, NONE);
    }

    /** The track that says when the frames of the video arrived (see {@link ServerTime}). */
    public static WebmTrack serverTimes(int number) {
        return new WebmTrack(number, Type.METADATA, METADATA, 0, 0, 0, NONE);
    }
}
