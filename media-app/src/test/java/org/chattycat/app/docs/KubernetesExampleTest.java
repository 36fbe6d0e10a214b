package org.chattycat.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What the example for Kubernetes must never lose. Nobody has run it on a cluster. */
class KubernetesExampleTest {
    private static final Path FOLDER = Path.of("..", "docs", "kubernetes");
    private static final Pattern SETTING = Pattern.compile("\\bCHATTYCAT_[A-Z_]+\\b");

    private final List<Map<String, Object>> objects = new ArrayList<>();

    KubernetesExampleTest() throws IOException {
        for (Path file : files("yaml")) {
            new Yaml().loadAll(Files.readString(file)).forEach(one -> objects.add(map(one)));
        }
    }

    private static List<Path> files(String end) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith("." + end)).toList();
        }
    }

    @Test
    void namesSettingsThatExist() throws IOException {
        Set<String> known = new Settings().variables();
        Set<String> named = new TreeSet<>();
        for (String end : List.of("yaml", "env")) {
            for (Path file : files(end)) {
                Matcher found = SETTING.matcher(Files.readString(file));
                while (found.find()) {
                    named.add(found.group());
                }
            }
        }
        assertThat(named).hasSizeGreaterThan(10).isSubsetOf(known);
    }

    @Test
    void onlyTheApplicationAndWorkersReachTheControlPortOfKurento() {
        Map<String, Object> policy = object("NetworkPolicy", "kurento");
        List<Map<String, Object>> ingress = list(map(policy.get("spec")).get("ingress"));
        assertThat(ingress).hasSize(2).allSatisfy(rule -> {
            Map<String, Object> port = list(rule.get("ports")).get(0);
            assertThat(port.get("protocol")).isEqualTo(rule.containsKey("from") ? "TCP" : "UDP");
        });
        assertThat(ingress.get(1).get("from").toString()).contains("[media-app, analysis-worker]");
    }

    /** The range of the policy, of the node's ports and of Kurento are the same. */
    @Test
    void mediaPortsAreTheSameEverywhere() {
        Map<String, Object> patch = container("StatefulSet", "kurento", true);
        List<Map<String, Object>> ports = list(patch.get("ports"));
        int first = (int) ports.get(0).get("hostPort");
        int last = (int) ports.get(ports.size() - 1).get("hostPort");
        assertThat(ports).hasSize(last - first + 1).allSatisfy(port -> assertThat(port)
                .containsEntry("protocol", "UDP")
                .containsEntry("containerPort", port.get("hostPort")));
        assertThat(list(patch.get("env")))
                .extracting(variable -> variable.get("value"))
                .containsExactly(String.valueOf(first), String.valueOf(last));
        Map<String, Object> open = list(list(map(object("NetworkPolicy", "kurento")
                                        .get("spec"))
                                .get("ingress"))
                        .get(0)
                        .get("ports"))
                .get(0);
        assertThat(open).containsEntry("port", first).containsEntry("endPort", last);
    }

    @Test
    void ourOwnContainersAreHardened() {
        for (String name : List.of("media-app", "analysis-worker")) {
            Map<String, Object> container = container("Deployment", name, false);
            assertThat(map(container.get("securityContext")))
                    .containsEntry("readOnlyRootFilesystem", true)
                    .containsEntry("allowPrivilegeEscalation", false)
                    .containsEntry("capabilities", Map.of("drop", List.of("ALL")));
            assertThat(map(map(container.get("resources")).get("limits"))).containsKey("memory");
            assertThat(container).containsKeys("startupProbe", "livenessProbe", "readinessProbe");
        }
    }

    /** @param patch whether to take that of media-ports.yaml */
    private Map<String, Object> container(String kind, String name, boolean patch) {
        Map<String, Object> found = objects.stream()
                .filter(one -> is(one, kind, name) && map(one.get("spec")).containsKey("selector") != patch)
                .findAny()
                .orElseThrow();
        return list(map(map(map(found.get("spec")).get("template")).get("spec")).get("containers"))
                .get(0);
    }

    private Map<String, Object> object(String kind, String name) {
        return objects.stream().filter(one -> is(one, kind, name)).findAny().orElseThrow();
    }

    private static boolean is(Map<String, Object> object, String kind, String name) {
        return kind.equals(object.get("kind"))
                && object.containsKey("metadata")
                && name.equals(map(object.get("metadata")).get("name"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Object node) {
        return (List<Map<String, Object>>) node;
    }
}
