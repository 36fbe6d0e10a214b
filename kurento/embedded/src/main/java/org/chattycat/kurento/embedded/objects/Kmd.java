package org.chattycat.kurento.embedded.objects;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Kurento's interface descriptions, as its own artifacts carry them. */
final class Kmd {
    private static final ConcurrentMap<String, String> VERSIONS = new ConcurrentHashMap<>();
    private static final ConcurrentMap<String, Set<String>> ENUMERATIONS = new ConcurrentHashMap<>();

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

    /** The values of an enumeration of core or elements, such as {@code DSCPValue}. */
    static Set<String> enumeration(String type) {
        return ENUMERATIONS.computeIfAbsent(type, name -> Stream.of("core", "elements")
                .flatMap(module -> parsed(module).getAsJsonArray("complexTypes").asList().stream())
                .map(JsonElement::getAsJsonObject)
                .filter(complexType -> complexType.get("name").getAsString().equals(name) && complexType.has("values"))
                .flatMap(complexType -> complexType.getAsJsonArray("values").asList().stream())
                .map(JsonElement::getAsString)
                .collect(Collectors.toUnmodifiableSet()));
    }

    static String version(String module) {
        return VERSIONS.computeIfAbsent(
                module, name -> parsed(name).get("version").getAsString());
    }

    private static JsonObject parsed(String module) {
        return JsonParser.parseString(text(module)).getAsJsonObject();
    }
}
