package org.chattycat.kurento.embedded.sdp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An {@code m=} section as it was received.
 *
 * @param formats the words after the protocol, usually payload types
 * @param connection address in its {@code c=} line or that of the session, or empty
 * @param attributes values by name, first its own, then those of the session
 */
record MediaSection(
        String kind,
        int port,
        String protocol,
        List<String> formats,
        String connection,
        Map<String, List<String>> attributes) {
    /** Offers may use the ids 4096 to 4351 for extensions without a usable id (RFC 8285 section 7). */
    private static final int MAX_EXTENSION_ID = 4351;
    /** Id 15 is reserved (RFC 8285 section 4.2). */
    private static final int MAX_ONE_BYTE_EXTENSION_ID = 14;

    /** Payload types that need no rtpmap (RFC 3551 section 6). */
    private static final List<OfferedCodec> STATIC = List.of(
            new OfferedCodec(0, "PCMU", 8_000, 1, "", Set.of()), new OfferedCodec(8, "PCMA", 8_000, 1, "", Set.of()));

    /** Groups {@code name:value} and {@code name} lines by name. A name without a value gets an empty value. */
    static Map<String, List<String>> group(List<String> lines) {
        Map<String, List<String>> attributes = new HashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            attributes
                    .computeIfAbsent(colon < 0 ? line : line.substring(0, colon), name -> new ArrayList<>())
                    .add(colon < 0 ? "" : line.substring(colon + 1).trim());
        }
        return attributes;
    }

    Optional<String> attribute(String name) {
        return attributesNamed(name).stream().findFirst();
    }

    List<String> attributesNamed(String name) {
        return attributes.getOrDefault(name, List.of());
    }

    boolean has(String flag) {
        return attributes.containsKey(flag);
    }

    /** Port 0 refuses a section, except one that shares the transport of its bundle (RFC 9143 section 6). */
    boolean isRefused() {
        return port == 0 && !has("bundle-only");
    }

    /** Whether the section describes a transport, so that it can be used without the others of its bundle. */
    boolean hasTransport() {
        return port != 0;
    }

    /**
     * Whether the peer sends first, and gets media at the addresses that it sends from, as it may be behind a NAT ("COMEDIA",
     * draft-ietf-mmusic-sdp-comedia-04 section 3; Kurento documents it for its RtpEndpoint).
     */
    boolean isActive() {
        return attribute("direction").filter("active"::equals).isPresent();
    }

    Direction direction() {
        for (Direction direction : Direction.values()) {
            if (has(direction.attribute())) {
                return direction;
            }
        }
        return Direction.SENDRECV;
    }

    /** The RTP payload types in order of preference. */
    List<OfferedCodec> codecs() throws MalformedSdpException {
        List<OfferedCodec> codecs = new ArrayList<>();
        for (String format : formats) {
            int payloadType = Numbers.parse(format, 0, 127);
            codec(payloadType).ifPresent(codecs::add);
        }
        return codecs;
    }

    private Optional<OfferedCodec> codec(int payloadType) throws MalformedSdpException {
        String prefix = payloadType + " ";
        Set<String> feedback = new LinkedHashSet<>();
        for (String value : attributesNamed("rtcp-fb")) {
            if (value.startsWith(prefix) || value.startsWith("* ")) {
                feedback.add(value.substring(value.indexOf(' ') + 1).trim());
            }
        }
        String parameters = attributesNamed("fmtp").stream()
                .filter(value -> value.startsWith(prefix))
                .map(value -> value.substring(prefix.length()).trim())
                .findFirst()
                .orElse("");
        for (String value : attributesNamed("rtpmap")) {
            if (value.startsWith(prefix)) {
                String[] encoding = value.substring(prefix.length()).trim().split("/");
                if (encoding.length < 2) {
                    throw new MalformedSdpException("rtpmap without clock rate");
                }
                return Optional.of(new OfferedCodec(
                        payloadType,
                        encoding[0],
                        Numbers.parse(encoding[1], 1, 1_000_000),
                        encoding.length > 2 ? Numbers.parse(encoding[2], 1, 64) : 1,
                        parameters,
                        feedback));
            }
        }
        return STATIC.stream().filter(c -> c.payloadType() == payloadType).findFirst();
    }

    /**
     * Id of a header extension (RFC 8285 section 5).
     *
     * @return 0 if there is none, if the offer restricts it to a direction, or if a one-byte header cannot contain the
     *     id
     */
    int extensionId(String uri) throws MalformedSdpException {
        for (String value : attributesNamed("extmap")) {
            String[] words = value.split(" +");
            if (words.length >= 2 && words[1].equals(uri)) {
                String[] idAndDirection = words[0].split("/", 2);
                int id = Numbers.parse(idAndDirection[0], 1, MAX_EXTENSION_ID);
                boolean bothWays = idAndDirection.length == 1 || idAndDirection[1].equals("sendrecv");
                return bothWays && id <= MAX_ONE_BYTE_EXTENSION_ID ? id : 0;
            }
        }
        return 0;
    }
}
