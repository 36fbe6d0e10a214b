package org.chattycat.kurento.embedded.sdp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Writes random valid WebRTC offers (RFC 8829 section 5.2, RFC 8866 section 9), usual ones and unusual ones. */
final class OfferGrammar {
    private static final String FINGERPRINT = "a=fingerprint:sha-256 AA" + ":BB".repeat(31);
    private static final String OTHER_FINGERPRINT = "a=fingerprint:sha-1 11" + ":22".repeat(19);
    private static final List<String> PROTOCOLS = List.of(
            "UDP/TLS/RTP/SAVPF",
            "UDP/TLS/RTP/SAVPF",
            "UDP/TLS/RTP/SAVPF",
            "UDP/TLS/RTP/SAVPF",
            "UDP/TLS/RTP/SAVPF",
            "UDP/TLS/RTP/SAVPF",
            "UDP/TLS/RTP/SAVP",
            "RTP/SAVPF",
            "TCP/DTLS/RTP/SAVPF",
            "DCCP/TLS/RTP/SAVPF",
            "RTP/AVP");
    private static final List<String> AUDIO = List.of(
            "opus/48000/2",
            "OPUS/48000/2",
            "G722/8000",
            "red/48000/2",
            "telephone-event/8000",
            "CN/8000",
            "ISAC/16000");
    private static final List<String> VIDEO = List.of(
            "VP8/90000",
            "VP8/90000",
            "vp8/90000",
            "VP9/90000",
            "H264/90000",
            "h264/90000",
            "AV1/90000",
            "ulpfec/90000");
    private static final List<String> H264 = List.of(
            "profile-level-id=42e01f;packetization-mode=1",
            "level-asymmetry-allowed=1;Packetization-Mode=1;Profile-Level-Id=42001F",
            "packetization-mode=0;profile-level-id=640c1f",
            "profile-level-id=4d0032");
    private static final List<String> FEEDBACK =
            List.of("nack", "nack pli", "ccm fir", "goog-remb", "transport-cc", "ccm tmmbr", "nack sli");
    private static final List<String> EXTENSIONS = List.of(
            "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time",
            "urn:ietf:params:rtp-hdrext:ssrc-audio-level",
            "urn:3gpp:video-orientation",
            "urn:ietf:params:rtp-hdrext:sdes:mid",
            "urn:ietf:params:rtp-hdrext:toffset");

    private final Random random;
    private final List<Integer> payloadTypes = new ArrayList<>();
    private int mids;

    OfferGrammar(Random random) {
        this.random = random;
        for (int type = 96; type < 128; type++) {
            payloadTypes.add(type);
        }
        for (int type = 35; type < 64; type++) {
            payloadTypes.add(type);
        }
        Collections.shuffle(payloadTypes, random);
    }

    String offer() {
        boolean transportInSession = random.nextInt(4) == 0;
        List<List<String>> sections = new ArrayList<>();
        List<String> bundle = new ArrayList<>();
        boolean named = random.nextInt(6) > 0;
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            String mid = named ? "m" + mids++ : "";
            boolean bundled = named && random.nextInt(6) > 0;
            if (bundled) {
                bundle.add(mid);
            }
            sections.add(section(mid, bundled, transportInSession));
        }
        List<String> session = new ArrayList<>();
        if (!bundle.isEmpty() && random.nextInt(5) > 0) {
            session.addAll(groups(bundle));
        }
        maybe(session, "a=extmap-allow-mixed");
        maybe(session, "a=ice-options:trickle");
        maybe(session, "a=msid-semantic: WMS *");
        maybe(session, "a=ice-lite");
        maybe(session, "a=sendrecv");
        if (transportInSession) {
            session.addAll(transport());
        }
        Collections.shuffle(session, random);
        String end = random.nextBoolean() ? "\r\n" : "\n";
        StringBuilder text =
                new StringBuilder("v=0" + end + "o=- 7 2 IN IP4 127.0.0.1" + end + "s=-" + end + "t=0 0" + end);
        session.forEach(line -> text.append(line).append(end));
        sections.forEach(section -> section.forEach(line -> text.append(line).append(end)));
        return text.toString();
    }

    private List<String> groups(List<String> bundle) {
        if (random.nextInt(4) == 0) {
            Collections.shuffle(bundle, random);
        }
        int first = random.nextInt(3) == 0 ? 1 + random.nextInt(bundle.size()) : bundle.size();
        List<String> groups = new ArrayList<>(List.of("a=group:BUNDLE " + String.join(" ", bundle.subList(0, first))));
        if (first < bundle.size()) {
            groups.add("a=group:BUNDLE " + String.join(" ", bundle.subList(first, bundle.size())));
        }
        if (random.nextInt(4) == 0) {
            groups.add("a=group:LS " + String.join(" ", bundle));
        }
        return groups;
    }

    private List<String> section(String mid, boolean bundled, boolean transportInSession) {
        String kind = pick(List.of("audio", "audio", "audio", "video", "video", "video", "application", "text"));
        List<String> lines = new ArrayList<>();
        boolean bundleOnly = bundled && random.nextInt(5) == 0;
        int port = bundleOnly || random.nextInt(10) == 0 ? 0 : pick(List.of(9, 9, 54_321));
        String formats;
        if (kind.equals("audio") || kind.equals("video")) {
            formats = pick(PROTOCOLS) + formats(kind, lines);
            extensions(lines);
        } else {
            formats = kind.equals("text") ? "UDP/TLS/RTP/SAVPF 98" : "UDP/DTLS/SCTP webrtc-datachannel";
        }
        lines.add(pick(List.of("a=sendrecv", "a=sendonly", "a=recvonly", "a=inactive", "a=rtcp-rsize")));
        if (bundleOnly) {
            lines.add("a=bundle-only");
        }
        if (!mid.isEmpty()) {
            lines.add("a=mid:" + mid);
        }
        if (random.nextInt(5) > 0) {
            lines.add("a=rtcp-mux");
        }
        maybe(lines, "a=msid:- track");
        maybe(lines, "a=ssrc:1234 cname:someone");
        if (!transportInSession) {
            lines.addAll(transport());
        }
        Collections.shuffle(lines, random);
        lines.add(0, "c=IN IP4 0.0.0.0");
        lines.add(0, "m=" + kind + " " + port + " " + formats);
        return lines;
    }

    private String formats(String kind, List<String> lines) {
        StringBuilder formats = new StringBuilder();
        if (kind.equals("audio") && random.nextInt(3) == 0) {
            formats.append(" 0 8");
        }
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int type = payloadTypes.remove(0);
            formats.append(' ').append(type);
            String encoding = pick(kind.equals("audio") ? AUDIO : VIDEO);
            lines.add("a=rtpmap:" + type + " " + encoding);
            if (encoding.regionMatches(true, 0, "H264", 0, 4)) {
                lines.add("a=fmtp:" + type + " " + pick(H264));
            }
            for (String feedback : FEEDBACK) {
                if (random.nextInt(3) > 0) {
                    lines.add("a=rtcp-fb:" + (random.nextInt(8) == 0 ? "*" : type) + " " + feedback);
                }
            }
            if (kind.equals("video") && random.nextBoolean()) {
                int rtx = payloadTypes.remove(0);
                formats.append(' ').append(rtx);
                lines.add("a=rtpmap:" + rtx + " rtx/90000");
                lines.add("a=fmtp:" + rtx + " apt=" + type);
            }
        }
        return formats.toString();
    }

    private void extensions(List<String> lines) {
        for (String uri : EXTENSIONS) {
            if (random.nextBoolean()) {
                int id = random.nextInt(4) > 0 ? 1 + random.nextInt(14) : pick(List.of(15, 16, 255, 4096, 4351));
                lines.add("a=extmap:" + id + pick(List.of("", "", "", "/sendrecv", "/recvonly", "/inactive")) + " "
                        + uri);
            }
        }
    }

    private List<String> transport() {
        List<String> lines = new ArrayList<>(List.of(
                "a=ice-ufrag:" + pick(List.of("abcd", "u+/9")),
                "a=ice-pwd:0123456789012345678901",
                "a=setup:" + pick(List.of("actpass", "actpass", "active", "passive"))));
        if (random.nextInt(4) == 0) {
            lines.add(OTHER_FINGERPRINT);
        }
        lines.add(FINGERPRINT);
        return lines;
    }

    private void maybe(List<String> lines, String line) {
        if (random.nextBoolean()) {
            lines.add(line);
        }
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
