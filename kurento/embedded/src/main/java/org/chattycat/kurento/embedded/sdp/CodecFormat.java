package org.chattycat.kurento.embedded.sdp;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A codec and its parameters, independent of the payload type that an SDP assigns to it. Media can be forwarded without
 * transcoding if both ends use equal formats.
 *
 * @param name encoding name in the spelling of its RFC
 * @param clockRate in Hz
 * @param variant distinguishes incompatible variants: for H.264 the packetization mode and profile, else empty
 */
public record CodecFormat(String name, int clockRate, String variant) {
    public static final CodecFormat VP8 = new CodecFormat("VP8", 90_000, "");
    public static final CodecFormat OPUS = new CodecFormat("opus", 48_000, "");
    public static final CodecFormat PCMU = new CodecFormat("PCMU", 8_000, "");
    public static final CodecFormat PCMA = new CodecFormat("PCMA", 8_000, "");

    private static final String H264 = "H264";
    /** The packetization modes that are forwarded: interleaved packets (mode 2) are not. */
    private static final Set<String> PACKETIZATION_MODES = Set.of("0", "1");

    public boolean isVp8() {
        return equals(VP8);
    }

    public boolean isH264() {
        return name.equals(H264);
    }

    /**
     * The format of an H.264 stream that is not described by SDP.
     *
     * @param packetizationMode 0 or 1 (RFC 6184 section 6)
     * @param profileLevelId 24 bits (RFC 6184 section 8.1)
     */
    public static CodecFormat h264(int packetizationMode, int profileLevelId) {
        return new CodecFormat(
                H264, 90_000, packetizationMode + "/" + H264Profile.of(String.format("%06x", profileLevelId)));
    }

    /** The format that an {@code rtpmap} and {@code fmtp} describe, if this server forwards it. */
    static Optional<CodecFormat> of(String encodingName, int clockRate, String parameters) {
        return switch (encodingName.toUpperCase(Locale.ROOT) + "/" + clockRate) {
            case "VP8/90000" -> Optional.of(VP8);
            case "OPUS/48000" -> Optional.of(OPUS);
            case "PCMU/8000" -> Optional.of(PCMU);
            case "PCMA/8000" -> Optional.of(PCMA);
            case "H264/90000" -> h264(parameters);
            default -> Optional.empty();
        };
    }

    /**
     * Whether a receiver of this format understands a stream of the other one. For H.264 in the non-interleaved mode that
     * includes the single NAL unit mode, of which every packet is allowed there too (RFC 6184 section 6.3), and for its
     * profiles those whose streams every decoder of the receiver's profile decodes.
     */
    public boolean accepts(CodecFormat stream) {
        return equals(stream)
                || isH264()
                        && stream.isH264()
                        && (mode() == stream.mode() || mode() == '1')
                        && H264Profile.decodes(profile(), stream.profile());
    }

    private char mode() {
        return variant.charAt(0);
    }

    private String profile() {
        return variant.substring(2);
    }

    private static Optional<CodecFormat> h264(String text) {
        FormatParameters parameters = FormatParameters.parse(text);
        // RFC 6184 section 8.1: single NAL unit mode is the default.
        String mode = parameters.value("packetization-mode").orElse("0");
        if (!PACKETIZATION_MODES.contains(mode)) {
            return Optional.empty();
        }
        String profile =
                H264Profile.of(parameters.value("profile-level-id").orElse(H264Profile.DEFAULT_PROFILE_LEVEL_ID));
        return Optional.of(new CodecFormat(H264, 90_000, mode + "/" + profile));
    }
}
