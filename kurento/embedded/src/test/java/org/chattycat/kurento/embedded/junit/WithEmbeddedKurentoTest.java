package org.chattycat.kurento.embedded.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.chattycat.kurento.embedded.EmbeddedKurento;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.kurento.client.KurentoClient;

/** Runs test classes and looks at what they leave behind. */
class WithEmbeddedKurentoTest {
    private static final List<URI> SERVERS = new ArrayList<>();
    private static final List<KurentoClient> CLIENTS = new ArrayList<>();

    @BeforeEach
    void forget() {
        SERVERS.clear();
        CLIENTS.clear();
    }

    @WithEmbeddedKurento
    static class TwoTests {
        @BeforeEach
        void startsWithoutObjects(EmbeddedKurento server, KurentoClient client) {
            assertThat(server.objectCount()).as("objects of the test before").isZero();
            SERVERS.add(server.uri());
            CLIENTS.add(client);
        }

        @Test
        void one(KurentoClient client) {
            assertThat(client).as("the client of this test").isSameAs(CLIENTS.get(CLIENTS.size() - 1));
            assertThat(client.createMediaPipeline().getId()).isNotEmpty();
        }

        @Nested
        class InANestedClass {
            @Test
            void two(KurentoClient client) {
                assertThat(client.createMediaPipeline().getId()).isNotEmpty();
            }
        }
    }

    @WithEmbeddedKurento(kurentoLimits = true)
    static class WithAConstructor {
        WithAConstructor(KurentoClient client) {
            CLIENTS.add(client);
        }

        @Test
        void one(KurentoClient client, EmbeddedKurento server) {
            SERVERS.add(server.uri());
            CLIENTS.add(client);
        }

        @Test
        void two(KurentoClient client) {
            CLIENTS.add(client);
            assertThat(client.createMediaPipeline().getId()).isNotEmpty();
        }
    }

    @Test
    void eachClassHasOneServerAndEachTestAClient() {
        assertThat(run(TwoTests.class)).isEqualTo(2);
        assertThat(SERVERS).hasSize(2).allMatch(SERVERS.get(0)::equals);
        assertThat(CLIENTS).hasSize(2).doesNotHaveDuplicates();
        assertClosed();
    }

    @Test
    void aClientOfTheConstructorIsThatOfAllTests() {
        assertThat(run(WithAConstructor.class)).isEqualTo(2);
        assertThat(CLIENTS).hasSize(4).allMatch(CLIENTS.get(0)::equals);
        assertClosed();
    }

    /** A page that begins with a test must begin with one that works. */
    @Test
    void theTestInTheDocumentationIsOneThatRuns() throws IOException {
        String source = Files.readString(
                Path.of("src/test/java", CallTest.class.getName().replace('.', '/') + ".java"));
        String shown = source.substring(source.indexOf("@WithEmbeddedKurento"));
        assertThat(Files.readString(Path.of("../../docs/embedded-kurento.md"))).contains(shown);
        assertThat(run(CallTest.class)).isEqualTo(1);
    }

    private static long run(Class<?> tests) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(tests))
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        assertThat(listener.getSummary().getFailures()).isEmpty();
        return listener.getSummary().getTestsSucceededCount();
    }

    private static void assertClosed() {
        URI server = SERVERS.get(0);
        assertThatThrownBy(() -> new Socket(server.getHost(), server.getPort()).close())
                .isInstanceOf(IOException.class);
    }
}
