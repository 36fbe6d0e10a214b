package org.chattycat.app.platform.site;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** All endpoints of the application except pages and their files, as {@code METHOD /path/{variable}}. */
final class Endpoints {
    /** Endpoints of filters and sockets, which have no mapping. */
    private static final Set<String> UNMAPPED = Set.of(
            "GET /call",
            "GET /clock/socket",
            "GET /graphql",
            "GET /api/account/passkeys/options",
            "GET /api/sign-in/passkey/options",
            "POST /api/sign-in/confirm",
            "POST /api/sign-in/passkey",
            "POST /api/sign-out",
            "POST /graphql");

    private Endpoints() {}

    static Set<String> all(RequestMappingHandlerMapping mappings) {
        Set<String> all = new TreeSet<>(UNMAPPED);
        mappings.getHandlerMethods().keySet().stream()
                .flatMap(info -> info.getPatternValues().stream()
                        .filter(path -> !path.equals("/error"))
                        .flatMap(path -> methods(info).map(method -> method + " " + path)))
                .forEach(all::add);
        return all;
    }

    /** The endpoints that change something. */
    static Set<String> changes(RequestMappingHandlerMapping mappings) {
        Set<String> changes = new TreeSet<>(all(mappings));
        changes.removeIf(endpoint -> endpoint.startsWith("GET "));
        return changes;
    }

    /** The path, with an id that does not exist in place of each variable. */
    static String path(String endpoint) {
        return endpoint.substring(endpoint.indexOf(' ') + 1)
                .replaceAll("\\{[^}]+}", "00000000-0000-0000-0000-000000000000");
    }

    static String method(String endpoint) {
        return endpoint.substring(0, endpoint.indexOf(' '));
    }

    private static Stream<RequestMethod> methods(RequestMappingInfo info) {
        Set<RequestMethod> declared = info.getMethodsCondition().getMethods();
        return declared.isEmpty()
                ? Arrays.stream(new RequestMethod[] {
                    RequestMethod.GET, RequestMethod.POST, RequestMethod.PUT, RequestMethod.PATCH, RequestMethod.DELETE
                })
                : declared.stream();
    }
}
