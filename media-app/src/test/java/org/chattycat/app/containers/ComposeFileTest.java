package org.chattycat.app.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/** What docker-compose.yml must never lose; tests/containers tries the same on running containers. */
class ComposeFileTest {
    private static final Path ROOT = Path.of("..");

    private static final String PUBLIC_IPV4 = "${PUBLIC_IPV4:?set it in .env}";
    private static final String HOST_IPV4 = "${HOST_IPV4:?set it in .env}";

    private final String text = Files.readString(ROOT.resolve("docker-compose.yml"));
    private final Map<String, Object> file = new Yaml().load(text);

    ComposeFileTest() throws IOException {}

    /** Its own network would translate addresses, and a relayed packet to the media server's public one would come back to coturn. */
    @Test
    void coturnRunsOnTheHostsNetworkAtOneAddress() {
        assertThat(service("coturn")).containsEntry("network_mode", "host").doesNotContainKeys("ports", "networks");
        assertThat(options("--listening-ip=")).containsExactly(HOST_IPV4);
        assertThat(options("--relay-ip=")).containsExactly(HOST_IPV4);
        assertThat(options("--external-ip=")).containsExactly(PUBLIC_IPV4 + "/" + HOST_IPV4);
    }

    @Test
    void coturnRelaysUdpToTheMediaServerOnly() {
        assertThat(coturn()).contains("--no-tcp-relay", "--no-multicast-peers", "--use-auth-secret", "--no-cli");
        assertThat(options("--allowed-peer-ip=")).containsOnly(PUBLIC_IPV4, HOST_IPV4);
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0.255.255.255",
        "10.0.0.0, 10.255.255.255",
        "100.64.0.0, 100.127.255.255",
        "127.0.0.0, 127.255.255.255",
        "169.254.0.0, 169.254.255.255",
        "172.16.0.0, 172.31.255.255",
        "192.0.0.0, 192.0.0.255",
        "192.168.0.0, 192.168.255.255",
        "198.18.0.0, 198.19.255.255",
        "224.0.0.0, 255.255.255.255",
        "::, ::1",
        "64:ff9b::, 64:ff9b::ffff:ffff",
        "2001:db8::, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
        "2002::, 2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "fc00::, fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "fe80::, febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "ff00::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    })
    void coturnDenies(String first, String last) {
        assertThat(options("--denied-peer-ip="))
                .as("a range that holds %s to %s", first, last)
                .anyMatch(range -> {
                    String[] ends = range.split("-");
                    return sameFamily(ends[0], first)
                            && number(ends[0]).compareTo(number(first)) <= 0
                            && number(ends[ends.length - 1]).compareTo(number(last)) >= 0;
                });
    }

    @Test
    void onlyMediaAndTheProxysPortArePublished() {
        Map<String, Object> services = map(file.get("services"));
        services.keySet().forEach(name -> {
            for (Object port : list(service(name).getOrDefault("ports", List.of()))) {
                switch (name) {
                    case "kurento" -> assertThat(port.toString()).endsWith("/udp");
                    case "media-app" -> assertThat(port.toString()).startsWith("127.0.0.1:");
                    default ->
                        assertThat(port).as("a published port of " + name).isNull();
                }
            }
        });
        assertThat(map(map(file.get("networks")).get("inside"))).containsEntry("internal", true);
        assertThat(service("postgres")).containsEntry("networks", List.of("inside"));
        assertThat(service("analysis-worker")).containsEntry("networks", List.of("inside"));
    }

    @Test
    void theExampleNamesEverySetting() throws IOException {
        Set<String> used = Pattern.compile("\\$\\{([A-Z0-9_]+)")
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> named = Files.readAllLines(ROOT.resolve(".env.example")).stream()
                .filter(line -> line.matches("[A-Z0-9_]+=.*"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).isEqualTo(used);
    }

    private List<String> coturn() {
        return list(service("coturn").get("command")).stream()
                .map(Object::toString)
                .toList();
    }

    private List<String> options(String prefix) {
        return coturn().stream()
                .filter(option -> option.startsWith(prefix))
                .map(option -> option.substring(prefix.length()))
                .toList();
    }

    private Map<String, Object> service(String name) {
        return map(map(file.get("services")).get(name));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static List<?> list(Object value) {
        return (List<?>) value;
    }

    private static boolean sameFamily(String a, String b) {
        return a.contains(":") == b.contains(":");
    }

    private static BigInteger number(String address) {
        try {
            return new BigInteger(1, InetAddress.getByName(address).getAddress());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
