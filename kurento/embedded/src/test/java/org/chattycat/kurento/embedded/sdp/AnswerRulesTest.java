package org.chattycat.kurento.embedded.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the answers to random offers against the rules of the RFCs: an answer says nothing that was not offered. */
class AnswerRulesTest {
    private static final int OFFERS = 2_000;
    private static final Set<String> DTLS_SRTP_OVER_UDP =
            Set.of("UDP/TLS/RTP/SAVPF", "UDP/TLS/RTP/SAVP", "RTP/SAVPF", "RTP/SAVP");
    private static final Map<String, Set<String>> DIRECTIONS = Map.of(
            "sendrecv", Set.of("sendrecv", "sendonly", "recvonly", "inactive"),
            "sendonly", Set.of("recvonly", "inactive"),
            "recvonly", Set.of("sendonly", "inactive"),
            "inactive", Set.of("inactive"));

    /** A media section, or with {@code m} empty the lines of the session. */
    private record Section(List<String> m, List<String> lines) {
        boolean refused() {
            return m.get(1).equals("0");
        }

        List<String> formats() {
            return m.subList(3, m.size());
        }

        List<String> values(String attribute) {
            String prefix = "a=" + attribute + ":";
            return lines.stream()
                    .filter(line -> line.startsWith(prefix))
                    .map(line -> line.substring(prefix.length()))
                    .toList();
        }

        boolean has(String line) {
            return lines.contains(line);
        }

        String direction() {
            return DIRECTIONS.keySet().stream()
                    .filter(name -> has("a=" + name))
                    .findFirst()
                    .orElse("sendrecv");
        }
    }

    private static List<Section> parse(String sdp) {
        List<Section> sections = new ArrayList<>(List.of(new Section(List.of(), new ArrayList<>())));
        for (String line : sdp.split("\r?\n")) {
            if (line.startsWith("m=")) {
                sections.add(new Section(Arrays.asList(line.substring(2).split(" ")), new ArrayList<>()));
            }
            sections.get(sections.size() - 1).lines().add(line);
        }
        return sections;
    }

    /** The answer. Each transport has its own ufrag. */
    private static String answer(String offer) throws SdpException {
        AtomicInteger opened = new AtomicInteger();
        return new WebRtcNegotiator(1, "sha-256 AB:CD", LocalSsrcs.random(), true)
                .answer(
                        offer,
                        new SdpLimits(0, 0),
                        (media, controlling) -> Optional.of(
                                new LocalIce("ufrag-" + opened.incrementAndGet(), "passwordpasswordpassword")))
                .localDescription();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "safari-17-publisher",
                "android-chrome-125-viewer",
                "chromium-49-publisher",
                "firefox-38-viewer",
                "aiortc-viewer",
                "pion-publisher",
                "gstreamer-max-bundle-publisher",
                "libdatachannel-publisher",
                "janus-viewer",
                "chromium-156-publisher",
                "firefox-153-viewer"
            })
    void theOffersOfCommonStacksAreAcceptedWhole(String name) throws SdpException {
        String offer = WebRtcNegotiatorTest.fixture(name);
        String answer = answer(offer);
        List<Section> accepted = check(parse(offer), parse(answer));
        long media = parse(offer).stream()
                .skip(1)
                .filter(section -> !section.m().get(0).equals("application"))
                .count();
        assertThat(accepted).as(answer).hasSize((int) media);
    }

    @Test
    void answersKeepTheRules() throws SdpException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int accepted = 0;
        int several = 0;
        int apart = 0;
        for (int i = 0; i < OFFERS; i++) {
            String offer = new OfferGrammar(random).offer();
            String answer = answer(offer);
            try {
                List<Section> answered = check(parse(offer), parse(answer));
                accepted += answered.isEmpty() ? 0 : 1;
                several += answered.size() > 1 ? 1 : 0;
                apart += transports(answered) > 1 ? 1 : 0;
            } catch (AssertionError e) {
                throw new AssertionError(e.getMessage() + "\nseed " + seed + "\n" + offer + "\nanswer\n" + answer, e);
            }
        }
        assertThat(accepted).as("seed %d: offers with media", seed).isGreaterThan(OFFERS / 3);
        assertThat(several).as("seed %d: offers with several", seed).isGreaterThan(OFFERS / 20);
        assertThat(apart).as("seed %d: answers with several transports", seed).isGreaterThan(OFFERS / 50);
    }

    private static long transports(List<Section> accepted) {
        return accepted.stream()
                .flatMap(section -> section.values("ice-ufrag").stream())
                .distinct()
                .count();
    }

    /** @return the accepted sections */
    private static List<Section> check(List<Section> offer, List<Section> answer) {
        assertThat(answer).as("sections, RFC 3264 section 6").hasSameSizeAs(offer);
        List<Section> accepted = new ArrayList<>();
        for (int i = 1; i < offer.size(); i++) {
            Section offered = offer.get(i);
            Section answered = answer.get(i);
            assertThat(answered.m().get(0)).isEqualTo(offered.m().get(0));
            assertThat(answered.m().get(2)).as("protocol").isEqualTo(offered.m().get(2));
            assertThat(offered.formats()).containsAll(answered.formats());
            assertThat(answered.formats()).isNotEmpty();
            assertThat(answered.values("mid")).as("RFC 5888 section 9").isEqualTo(offered.values("mid"));
            if (!answered.refused()) {
                accepted.add(answered);
                media(offered, answered);
            }
        }
        for (String kind : List.of("audio", "video")) {
            List<Section> ofKind = accepted.stream()
                    .filter(section -> section.m().get(0).equals(kind))
                    .toList();
            assertThat(ofKind).as("one %s", kind).hasSizeLessThanOrEqualTo(1);
            assertThat(offer.stream().skip(1).anyMatch(s -> s.m().get(0).equals(kind) && isUsable(s)))
                    .as("%s that can be served is accepted", kind)
                    .matches(usable -> !usable || !ofKind.isEmpty());
        }
        groups(offer, answer, accepted);
        if (answer.get(0).has("a=extmap-allow-mixed")) {
            assertThat(offer.get(0).has("a=extmap-allow-mixed")).isTrue();
        }
        return accepted;
    }

    /** Whether the section could be accepted if it were the only one. */
    private static boolean isUsable(Section offered) {
        String kind = offered.m().get(0);
        boolean common = offered.values("rtpmap").stream()
                .map(rtpmap -> rtpmap.substring(rtpmap.indexOf(' ') + 1).toUpperCase(Locale.ROOT))
                .anyMatch(Set.of("OPUS/48000/2", "VP8/90000", "H264/90000")::contains);
        boolean known = common || kind.equals("audio") && offered.formats().contains("0");
        return known && DTLS_SRTP_OVER_UDP.contains(offered.m().get(2)) && !offered.refused();
    }

    private static void media(Section offered, Section answered) {
        assertThat(DTLS_SRTP_OVER_UDP).contains(offered.m().get(2));
        assertThat(offered.refused() && !offered.has("a=bundle-only"))
                .as("refused by the offerer")
                .isFalse();
        assertThat(answered.has("a=bundle-only")).isFalse();
        assertThat(DIRECTIONS.get(offered.direction()))
                .as("RFC 3264 section 6.1")
                .contains(answered.direction());
        codecs(offered, answered);
        extensions(offered, answered);
        if (answered.has("a=rtcp-mux")) {
            assertThat(offered.has("a=rtcp-mux")).as("RFC 5761 section 5.1.1").isTrue();
        }
        assertThat(answered.values("setup")).hasSize(1);
        assertThat(answered.values("fingerprint")).hasSize(1);
        assertThat(answered.values("ice-ufrag")).hasSize(1);
        assertThat(answered.values("ice-pwd")).hasSize(1);
    }

    private static void codecs(Section offered, Section answered) {
        for (String rtpmap : answered.values("rtpmap")) {
            String type = rtpmap.split(" ")[0];
            assertThat(answered.formats()).contains(type);
            if (!type.equals("0") && !type.equals("8")) {
                assertThat(offered.values("rtpmap")).contains(rtpmap);
            }
        }
        assertThat(offered.values("fmtp")).as("RFC 3264 section 6.1").containsAll(answered.values("fmtp"));
        for (String fmtp : answered.values("fmtp")) {
            if (fmtp.contains("apt=")) {
                assertThat(answered.formats()).contains(fmtp.substring(fmtp.indexOf('=') + 1));
            }
        }
        for (String feedback : answered.values("rtcp-fb")) {
            String forAll = "*" + feedback.substring(feedback.indexOf(' '));
            assertThat(offered.values("rtcp-fb"))
                    .as("RFC 4585 section 4.2")
                    .matches(lines -> lines.contains(feedback) || lines.contains(forAll), feedback);
        }
    }

    private static void extensions(Section offered, Section answered) {
        Set<String> ids = new HashSet<>();
        for (String extmap : answered.values("extmap")) {
            String[] words = extmap.split(" ");
            assertThat(ids.add(words[0])).as("RFC 8285 section 5").isTrue();
            assertThat(Integer.parseInt(words[0])).as("one-byte header").isBetween(1, 14);
            assertThat(offered.values("extmap"))
                    .matches(
                            lines -> lines.contains(extmap) || lines.contains(words[0] + "/sendrecv " + words[1]),
                            extmap);
        }
    }

    /** RFC 9143 section 7.3. */
    private static void groups(List<Section> offer, List<Section> answer, List<Section> accepted) {
        List<List<String>> groups = bundles(answer.get(0));
        List<List<String>> offeredGroups = bundles(offer.get(0));
        Map<String, Section> offered = byMid(offer.subList(1, offer.size()));
        Map<String, Section> byMid = byMid(accepted);
        List<Section> apart = new ArrayList<>(accepted);
        Set<String> ufrags = new HashSet<>();
        for (List<String> group : groups) {
            assertThat(group).doesNotHaveDuplicates();
            assertThat(byMid.keySet()).as("accepted").containsAll(group);
            List<String> offeredGroup = offeredGroups.stream()
                    .filter(other -> other.containsAll(group))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("not offered: " + group));
            String tag = offeredGroup.stream()
                    .filter(mid -> group.contains(mid) && !offered.get(mid).refused())
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no transport for " + group));
            assertThat(group.get(0)).as("section 7.3.1").isEqualTo(tag);
            assertThat(byMid.get(tag).has("a=rtcp-mux")).as("section 9.3").isTrue();
            List<Section> bundled = group.stream().map(byMid::get).toList();
            assertThat(apart.containsAll(bundled)).as("in one group only").isTrue();
            apart.removeAll(bundled);
            sharedExtensions(bundled);
            assertThat(bundled)
                    .extracting(section -> transport(section))
                    .as("one transport")
                    .containsOnly(transport(byMid.get(tag)));
            ufrags.addAll(byMid.get(tag).values("ice-ufrag"));
            roles(offered.get(tag), byMid.get(tag), offer.get(0));
        }
        for (Section section : apart) {
            ufrags.addAll(section.values("ice-ufrag"));
            roles(offer.get(answer.indexOf(section)), section, offer.get(0));
            if (section.values("mid").isEmpty()) {
                continue;
            }
            Section source = offered.get(section.values("mid").get(0));
            assertThat(source.refused()).as("bundle-only, section 7.3.2").isFalse();
            assertThat(source.has("a=rtcp-mux")
                            && offeredGroups.stream().anyMatch(group -> group.containsAll(source.values("mid"))))
                    .as("no reason to move it out of its group")
                    .isFalse();
        }
        assertThat(ufrags).as("each transport has its own").hasSize(groups.size() + apart.size());
    }

    /** RFC 4145 section 4.1; the roles of a bundle are those of its first section (RFC 8859 section 5.30). */
    private static void roles(Section offered, Section answered, Section session) {
        List<String> setups = offered.values("setup").isEmpty() ? session.values("setup") : offered.values("setup");
        assertThat(Map.of(
                                "actpass", Set.of("active", "passive"),
                                "active", Set.of("passive"),
                                "passive", Set.of("active"))
                        .get(setups.get(0)))
                .contains(answered.values("setup").get(0));
    }

    private static List<String> transport(Section section) {
        return List.of("ice-ufrag", "ice-pwd", "setup", "fingerprint").stream()
                .flatMap(name -> section.values(name).stream())
                .toList();
    }

    private static Map<String, Section> byMid(List<Section> sections) {
        Map<String, Section> byMid = new HashMap<>();
        sections.forEach(section -> section.values("mid").forEach(mid -> byMid.put(mid, section)));
        return byMid;
    }

    private static List<List<String>> bundles(Section session) {
        return session.values("group").stream()
                .filter(group -> group.startsWith("BUNDLE "))
                .map(group -> List.of(group.substring("BUNDLE ".length()).split(" ")))
                .toList();
    }

    /** RFC 9143 section 15: an id has one meaning in a bundle. */
    private static void sharedExtensions(List<Section> accepted) {
        Map<String, String> uris = new HashMap<>();
        for (Section section : accepted) {
            for (String extmap : section.values("extmap")) {
                String[] words = extmap.split(" ");
                assertThat(uris.computeIfAbsent(words[0], id -> words[1])).isEqualTo(words[1]);
            }
        }
    }
}
