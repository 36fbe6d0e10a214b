package org.chattycat.kurento.embedded.sdp;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the codecs that a received media section and this server have in common. */
final class CodecAgreement {
    private static final Set<String> FEEDBACK = Set.of("nack", "nack pli", "ccm fir", "goog-remb");
    private static final Set<String> AUDIO = Set.of("opus", "PCMU", "PCMA");

    private CodecAgreement() {}

    /** @return the formats of the section that can be forwarded, in its order; with their RTX if {@code rtx} is set */
    static List<NegotiatedCodec> of(MediaSection section, boolean rtx) throws MalformedSdpException {
        List<OfferedCodec> offered = section.codecs();
        boolean audio = section.kind().equals("audio");
        List<NegotiatedCodec> agreed = new ArrayList<>();
        for (OfferedCodec codec : offered) {
            Optional<CodecFormat> format = CodecFormat.of(codec.encodingName(), codec.clockRate(), codec.parameters());
            if (format.isPresent() && AUDIO.contains(format.get().name()) == audio) {
                agreed.add(new NegotiatedCodec(
                        codec.payloadType(),
                        format.get(),
                        codec.rtpmap(),
                        codec.parameters(),
                        rtx && !audio ? rtxFor(codec, offered) : -1,
                        audio ? Set.of() : common(codec.feedback())));
            }
        }
        return agreed;
    }

    private static int rtxFor(OfferedCodec codec, List<OfferedCodec> offered) {
        if (!codec.feedback().contains("nack")) {
            return -1;
        }
        return offered.stream()
                .filter(other -> other.isRtxFor(codec.payloadType()))
                .mapToInt(OfferedCodec::payloadType)
                .findFirst()
                .orElse(-1);
    }

    private static Set<String> common(Set<String> offered) {
        Set<String> common = new LinkedHashSet<>(offered);
        common.retainAll(FEEDBACK);
        return common;
    }
}
