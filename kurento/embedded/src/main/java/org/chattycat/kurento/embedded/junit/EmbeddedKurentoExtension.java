package org.chattycat.kurento.embedded.junit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.chattycat.kurento.embedded.EmbeddedKurento;
import org.chattycat.kurento.embedded.endpoints.MediaEngineConfig;
import org.chattycat.kurento.embedded.router.Profile;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.kurento.client.KurentoClient;

/**
 * The life of the server and of the clients of {@link WithEmbeddedKurento}. A store belongs to a class or to one test, and shows
 * what the stores around it contain.
 */
final class EmbeddedKurentoExtension
        implements BeforeAllCallback, AfterAllCallback, AfterEachCallback, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(EmbeddedKurentoExtension.class);
    /** Compared as text, because tests of the protocol need no client on their class path. */
    private static final String CLIENT = "org.kurento.client.KurentoClient";

    private static final String OBJECTS_BEFORE = "objects before the client";
    private static final Duration RELEASE_LIMIT = Duration.ofSeconds(5);
    private static final Duration RELEASE_POLL = Duration.ofMillis(5);

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        if (server(context) == null) {
            boolean limits = AnnotationSupport.findAnnotation(context.getRequiredTestClass(), WithEmbeddedKurento.class)
                    .map(WithEmbeddedKurento::kurentoLimits)
                    .orElse(false);
            MediaEngineConfig media = MediaEngineConfig.defaults();
            Path directory = Files.createTempDirectory("embedded-kurento");
            media = media.withStorage(media.storage().withDirectory(directory));
            EmbeddedKurento server = EmbeddedKurento.builder()
                    .media(limits ? media.withProfile(Profile.KURENTO_LIMITS) : media)
                    .start();
            context.getStore(NAMESPACE).put(EmbeddedKurento.class, server);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        destroyClient(context);
        EmbeddedKurento server = context.getStore(NAMESPACE).remove(EmbeddedKurento.class, EmbeddedKurento.class);
        if (server != null) {
            server.close();
            delete(server.mediaDirectory().orElseThrow());
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        destroyClient(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == EmbeddedKurento.class || type.getName().equals(CLIENT);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == EmbeddedKurento.class ? server(context) : client(context);
    }

    private static EmbeddedKurento server(ExtensionContext context) {
        return context.getStore(NAMESPACE).get(EmbeddedKurento.class, EmbeddedKurento.class);
    }

    private static Object client(ExtensionContext context) {
        Object client = context.getStore(NAMESPACE).get(CLIENT);
        if (client == null) {
            context.getStore(NAMESPACE).put(OBJECTS_BEFORE, server(context).objectCount());
            client = KurentoClient.create(server(context).uri().toString());
            context.getStore(NAMESPACE).put(CLIENT, client);
        }
        return client;
    }

    /** Destroys the client of this class or test, and not one of the classes around it. */
    private static void destroyClient(ExtensionContext context) {
        Object client = context.getStore(NAMESPACE).remove(CLIENT);
        if (client != null) {
            ((KurentoClient) client).destroy();
            awaitNoMoreObjectsThan(context.getStore(NAMESPACE).remove(OBJECTS_BEFORE, Integer.class), server(context));
        }
    }

    /** The server releases the objects of a client when it notices that the connection is closed. The next test must not see them. */
    private static void awaitNoMoreObjectsThan(int before, EmbeddedKurento server) {
        long deadline = System.nanoTime() + RELEASE_LIMIT.toNanos();
        while (server.objectCount() > before && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(RELEASE_POLL.toNanos());
        }
    }
}
