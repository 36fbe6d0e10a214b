package org.chattycat.app.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
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
    void onlyMediaAndTheProxyArePublished() {
        services().keySet().forEach(name -> {
            for (Object port : list(service(name).getOrDefault("ports", List.of()))) {
                switch (name) {
                    case "kurento" -> assertThat(port.toString()).endsWith("/udp");
                    case "proxy" -> assertThat(port.toString()).startsWith(HOST_IPV4 + ":");
                    case "mailpit", "prometheus", "grafana" ->
                        assertThat(port.toString()).startsWith("127.0.0.1:");
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
    void onlyTheProxySaysWhoTheClientIs() {
        Object proxy = map(map(service("proxy").get("networks")).get("outside")).get("ipv4_address");
        assertThat(proxy).isNotNull();
        assertThat(map(service("media-app").get("environment")))
                .containsEntry("SERVER_TOMCAT_REMOTEIP_INTERNAL_PROXIES", proxy);
    }

    /** Its passwords are in the repository. */
    @Test
    void theTrialIsCompleteAndOnThisMachineOnly() throws IOException {
        Properties trial = new Properties();
        try (Reader reader = Files.newBufferedReader(ROOT.resolve("docs/trial.env"))) {
            trial.load(reader);
        }
        assertThat(trial).containsEntry("HOST_IPV4", "127.0.0.1");
        assertThat(settings("\\$\\{([A-Z0-9_]+):\\?"))
                .isNotEmpty()
                .allSatisfy(required ->
                        assertThat(trial.getProperty(required)).as(required).isNotBlank());
        Set<String> known = settings("\\$\\{([A-Z0-9_]+)");
        known.addAll(Set.of("COMPOSE_PROJECT_NAME", "COMPOSE_PROFILES"));
        assertThat(trial.stringPropertyNames()).isSubsetOf(known);
    }

    @Test
    void onlyTheMediaAppCanChangeTables() {
        for (String name : List.of("media-app", "analysis-worker")) {
            assertThat(map(service(name).get("environment")))
                    .as(name)
                    .containsEntry("CHATTYCAT_DATABASE_USERNAME", "chattycat_app")
                    .containsEntry("CHATTYCAT_DATABASE_PASSWORD", "${DATABASE_PASSWORD:?set it in .env}");
        }
        assertThat(map(service("media-app").get("environment")))
                .containsEntry("CHATTYCAT_DATABASE_OWNER_USERNAME", "chattycat");
        assertThat(map(service("analysis-worker").get("environment")).keySet())
                .noneMatch(setting -> setting.contains("OWNER"));
        services().forEach((name, service) -> assertThat(String.valueOf(service).contains("POSTGRES_PASSWORD"))
                .as(name)
                .isEqualTo(name.equals("postgres")));
    }

    @Test
    void everyContainerIsConfined() {
        assertThat(services()).hasSizeGreaterThanOrEqualTo(5).allSatisfy((name, service) -> {
            assertThat(map(service))
                    .as(name)
                    .containsEntry("init", true)
                    .containsEntry("security_opt", List.of("no-new-privileges:true"))
                    .containsEntry("cap_drop", List.of("ALL"))
                    .containsKeys("mem_limit", "logging")
                    .doesNotContainKey("privileged");
            assertThat(map(map(service).get("logging")).get("options").toString())
                    .contains("max-size", "max-file");
            // Kurento's entry point writes its settings into the container.
            assertThat(map(service).getOrDefault("read_only", false)).as(name).isEqualTo(!name.equals("kurento"));
        });
    }

    /** PID 1 is root and PostgreSQL is not: without the right to send it a signal, it is killed at every stop. */
    @Test
    void postgresCanBeToldToStop() {
        assertThat(list(service("postgres").get("cap_add"))).asString().contains("KILL");
    }

    /** The server that prepares a new volume listens at a socket only; others would be started while it runs. */
    @Test
    void postgresIsHealthyWhenOthersReachIt() {
        assertThat(map(service("postgres").get("healthcheck")).get("test").toString())
                .contains("--host 127.0.0.1");
    }

    @Test
    void programsFollowTheMemoryThatTheyAreGiven() throws IOException {
        String dockerfile = Files.readString(ROOT.resolve("Dockerfile"));
        assertThat(dockerfile.split("ENTRYPOINT")).hasSize(3).allSatisfy(part -> {
            if (part.startsWith(" [")) {
                assertThat(part).contains("-XX:MaxRAMPercentage=", "-XX:+ExitOnOutOfMemoryError");
            }
        });
    }

    /** A port outside the published range is media that never arrives; a range of both would be bound twice on the host. */
    @Test
    void theMediaServerTakesThePortsThatArePublished() {
        Map<String, Object> environment = map(service("kurento").get("environment"));
        Object first = environment.get("KMS_MIN_PORT");
        Object last = environment.get("KMS_MAX_PORT");
        assertThat(list(service("kurento").get("ports")).get(0))
                .isEqualTo("%3$s:%1$s-%2$s:%1$s-%2$s/udp".formatted(first, last, HOST_IPV4));
        assertThat(defaultOf(first)).isLessThan(defaultOf(last));
        assertThat(defaultOf(last)).isLessThan(defaultOf(options("--min-port=").get(0)));
        assertThat(defaultOf(options("--max-port=").get(0)))
                .as("below the ports that Linux hands out itself")
                .isLessThan(32768);
        assertThat(portsOf(14, 1)).isLessThanOrEqualTo(defaultOf(last) - defaultOf(first) + 1);
    }

    @Test
    void theTableOfPortsIsRight() throws IOException {
        List<String[]> rows = Files.readAllLines(ROOT.resolve("docs/production.md")).stream()
                .filter(line -> line.matches("\\| \\d+ \\| \\d+ \\| \\d+ \\|"))
                .map(line -> line.substring(2).split(" \\| ?"))
                .toList();
        assertThat(rows).hasSizeGreaterThan(5).allSatisfy(row -> {
            int people = Integer.parseInt(row[0]);
            assertThat(portsOf(people, 0)).isEqualTo(Integer.parseInt(row[1]));
            assertThat(portsOf(people, 1)).isEqualTo(Integer.parseInt(row[2]));
        });
    }

    /** Two UDP ports per connection (RTP, RTCP) and per tap. */
    private static int portsOf(int people, int sharedScreens) {
        int smallPictures = people > 4 ? people : 0;
        int connections = people * people + smallPictures + people * sharedScreens;
        int taps = people + sharedScreens;
        return 2 * connections + 2 * taps;
    }

    /** The 20000 of ${MEDIA_PORT_MIN:-20000}. */
    private static int defaultOf(Object setting) {
        return Integer.parseInt(setting.toString().replaceAll(".*:-(\\d+)}", "$1"));
    }

    @Test
    void theExampleNamesEverySetting() throws IOException {
        Set<String> named = Files.readAllLines(ROOT.resolve(".env.example")).stream()
                .filter(line -> line.matches("[A-Z0-9_]+=.*"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).isEqualTo(settings("\\$\\{([A-Z0-9_]+)"));
    }

    /** The variables that the file takes from the environment, by a pattern whose first group is the name. */
    private Set<String> settings(String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
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

    private Map<String, Object> services() {
        return map(file.get("services"));
    }

    private Map<String, Object> service(String name) {
        return map(services().get(name));
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
