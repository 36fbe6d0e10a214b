package org.chattycat.kurento.embedded.sdp;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The parameters of an {@code fmtp} line. Their names are not case-sensitive (RFC 4855 section 3). */
final class FormatParameters {
    private final Map<String, String> values = new HashMap<>();

    private FormatParameters() {}

    /** @param text such as {@code packetization-mode=1;profile-level-id=42e01f}, or empty */
    static FormatParameters parse(String text) {
        FormatParameters parameters = new FormatParameters();
        for (String parameter : text.split(";")) {
            String[] pair = parameter.split("=", 2);
            if (pair.length == 2) {
                parameters.values.putIfAbsent(pair[0].trim().toLowerCase(Locale.ROOT), pair[1].trim());
            }
        }
        return parameters;
    }

    /** @param name in lower case */
    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
