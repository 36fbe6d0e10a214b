package org.chattycat.kurento.embedded.sdp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A received session description.
 *
 * @param attributes attributes of the session
 * @param sections media sections in order
 */
record RemoteDescription(List<String> attributes, List<MediaSection> sections) {
    /** Browsers send 10 to 20 kB for a few sections; ten times as much is an attack. */
    private static final int MAX_LENGTH = 200_000;
    /** One audio and one video are used; a screen-sharing page may offer a few more. */
    private static final int MAX_SECTIONS = 32;

    static RemoteDescription parse(String text) throws SdpException {
        if (text == null || text.length() > MAX_LENGTH) {
            throw new MalformedSdpException("SDP is missing or too long");
        }
        String[] lines = text.split("\r?\n");
        if (!lines[0].trim().equals("v=0")) {
            throw new MalformedSdpException("SDP must start with v=0");
        }
        List<String> session = new ArrayList<>();
        List<List<String>> media = new ArrayList<>();
        List<String> current = session;
        for (String line : lines) {
            if (line.isBlank()) {
                continue;
            }
            if (line.length() < 2 || line.charAt(1) != '=') {
                throw new MalformedSdpException("an SDP line must start with a letter and =");
            }
            if (line.startsWith("m=")) {
                current = new ArrayList<>();
                media.add(current);
            }
            current.add(line.trim());
        }
        if (media.isEmpty()) {
            throw new MalformedSdpException("no media section");
        }
        if (media.size() > MAX_SECTIONS) {
            throw new MalformedSdpException("more than " + MAX_SECTIONS + " media sections");
        }
        List<MediaSection> sections = new ArrayList<>();
        for (List<String> section : media) {
            sections.add(section(section, session));
        }
        return new RemoteDescription(attributes(session), sections);
    }

    private static MediaSection section(List<String> lines, List<String> session) throws SdpException {
        String[] words = lines.get(0).substring(2).split(" +");
        if (words.length < 4) {
            throw new MalformedSdpException("m= requires kind, port, protocol and formats");
        }
        List<String> attributes = new ArrayList<>(attributes(lines));
        boolean directed = attributes.stream().anyMatch(Direction::isAttribute);
        boolean certified = attributes.stream().anyMatch(RemoteDescription::isFingerprint);
        for (String attribute : attributes(session)) {
            // The session's direction and certificates apply to sections without one (RFC 8866 section 6.7, RFC 8122
            // section 5). Firefox sends both directions.
            if (!(directed && Direction.isAttribute(attribute) || certified && isFingerprint(attribute))) {
                attributes.add(attribute);
            }
        }
        String connection = connection(lines);
        return new MediaSection(
                words[0],
                Numbers.parse(words[1].split("/")[0], 0, 65535),
                words[2],
                List.of(words).subList(3, words.length),
                connection.isEmpty() ? connection(session) : connection,
                MediaSection.group(attributes));
    }

    private static boolean isFingerprint(String attribute) {
        return attribute.startsWith("fingerprint:");
    }

    private static String connection(List<String> lines) {
        for (String line : lines) {
            if (line.startsWith("c=")) {
                String[] words = line.split(" ");
                return words.length == 3 ? words[2].split("/")[0] : "";
            }
        }
        return "";
    }

    private static List<String> attributes(List<String> lines) {
        return lines.stream()
                .filter(l -> l.startsWith("a="))
                .map(l -> l.substring(2))
                .toList();
    }

    /** The BUNDLE groups (RFC 9143): the indexes of their sections in the order of their identifications. */
    List<List<Integer>> bundles() {
        return attributes.stream()
                .filter(attribute -> attribute.startsWith("group:BUNDLE "))
                .map(attribute -> Arrays.stream(attribute
                                .substring("group:BUNDLE ".length())
                                .trim()
                                .split(" +"))
                        .flatMap(mid -> sectionOf(mid).stream())
                        .distinct()
                        .toList())
                .toList();
    }

    private Optional<Integer> sectionOf(String mid) {
        return IntStream.range(0, sections.size())
                .filter(index -> !mid.isEmpty()
                        && sections.get(index)
                                .attribute("mid")
                                .filter(mid::equals)
                                .isPresent())
                .boxed()
                .findFirst();
    }

    boolean has(String flag) {
        return attributes.contains(flag);
    }
}
