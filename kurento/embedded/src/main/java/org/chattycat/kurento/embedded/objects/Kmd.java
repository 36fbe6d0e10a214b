package org.chattycat.kurento.embedded.objects;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Kurento's interface descriptions, as its own artifacts carry them. */
final class Kmd {
    private static final ConcurrentMap<String, String> VERSIONS = new ConcurrentHashMap<>();

    private Kmd() {}

    /** @param module core or elements */
    static String text(String module) {
        if (!module.equals("core") && !module.equals("elements")) {
            throw new KurentoException(
                    KurentoErrorCode.SERVER_MANAGER_ERROR_KMD_NOT_FOUND, "Requested KMD module not found");
        }
        try (InputStream in = Kmd.class.getResourceAsStream("/META-INF/kurento/" + module + ".kmd.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String version(String module) {
        return VERSIONS.computeIfAbsent(module, name -> JsonParser.parseString(text(name))
                .getAsJsonObject()
                .get("version")
                .getAsString());
    }
}
