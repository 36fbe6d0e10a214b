package org.chattycat.kurento.embedded.objects;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every remote class that clients can create, by the module that declares it. */
final class Catalog {
    private static final Logger log = LoggerFactory.getLogger(Catalog.class);

    /** Creates an object from the parameters of {@code create}. */
    @FunctionalInterface
    interface Factory {
        MediaObject create(Call call, Context context);
    }

    private record Entry(String module, RemoteClass<?> remoteClass, Factory factory) {}

    private static final List<Entry> ENTRIES = List.of(
            new Entry("core", MediaPipeline.CLASS, (call, context) -> new MediaPipeline(Ids.pipeline(), context)),
            new Entry("core", PassThrough.CLASS, PassThrough::create),
            new Entry("elements", PlayerEndpoint.CLASS, PlayerEndpoint::create),
            new Entry("elements", RecorderEndpoint.CLASS, RecorderEndpoint::create),
            new Entry("elements", RtpEndpoint.CLASS, RtpEndpoint::create),
            new Entry("elements", WebRtcEndpoint.CLASS, WebRtcEndpoint::create));

    private Catalog() {}

    static Factory factory(String type) {
        String name = type.startsWith(Json.MODULE + ".") ? type.substring(Json.MODULE.length() + 1) : type;
        return ENTRIES.stream()
                .filter(entry -> entry.remoteClass().name().equals(name))
                .findAny()
                .map(Entry::factory)
                .orElseThrow(() -> {
                    log.warn("A client tried to create a {}, which is not supported", Log.quoted(type));
                    return new KurentoException(
                            KurentoErrorCode.MEDIA_OBJECT_NOT_AVAILABLE, "Factory '" + type + "' not found");
                });
    }

    static List<RemoteClass<?>> remoteClasses() {
        List<RemoteClass<?>> classes = new ArrayList<>(List.of(ServerManager.CLASS));
        ENTRIES.forEach(entry -> classes.add(entry.remoteClass()));
        return classes;
    }

    /** Names of the types that can be created, by module. */
    static Map<String, List<String>> factoriesByModule() {
        return Map.of("core", factoriesOf("core"), "elements", factoriesOf("elements"));
    }

    private static List<String> factoriesOf(String module) {
        return ENTRIES.stream()
                .filter(entry -> entry.module().equals(module))
                .map(entry -> entry.remoteClass().name())
                .toList();
    }
}
