package org.chattycat.kurento.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.chattycat.kurento.embedded.endpoints.MediaEngineConfig;

/** The media server as a program of its own: {@code kurento --port 8888}. */
public final class Main {
    private static final String USAGE =
            "usage: kurento [--port N] (default 8888, 0 for any) [--allow-origin ORIGIN]... (pages that may connect, such as"
                    + " https://example.org) [--media-dir DIR] (where recorders and players may use files)";
    private static final String LOG_CONFIGURATION = "logback.configurationFile";
    private static final int DEFAULT_PORT = 8888;

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedKurento.Builder builder;
        try {
            builder = Options.parse(arguments).builder();
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        if (System.getProperty(LOG_CONFIGURATION) == null) {
            System.setProperty(LOG_CONFIGURATION, "org/chattycat/kurento/embedded/program-logback.xml");
        }
        try {
            EmbeddedKurento kurento = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(kurento::close, "kurento-shutdown"));
            System.out.println("Kurento is ready at " + kurento.uri());
            new CountDownLatch(1).await();
        } catch (IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /**
     * @param port the port to listen on, 0 for any
     * @param origins of web pages that may connect
     * @param mediaDirectory below which recorders and players may use files
     */
    record Options(int port, Set<String> origins, Optional<Path> mediaDirectory) {
        /** @throws IllegalArgumentException with a message for the user */
        static Options parse(String... arguments) {
            int port = DEFAULT_PORT;
            Set<String> origins = new LinkedHashSet<>();
            Optional<Path> mediaDirectory = Optional.empty();
            for (int i = 0; i < arguments.length; i += 2) {
                if (i + 1 == arguments.length) {
                    throw new IllegalArgumentException(USAGE);
                }
                String value = arguments[i + 1];
                switch (arguments[i]) {
                    case "--port" -> port = port(value);
                    case "--allow-origin" -> origins.add(origin(value));
                    case "--media-dir" -> mediaDirectory = Optional.of(directory(value));
                    default -> throw new IllegalArgumentException(USAGE);
                }
            }
            return new Options(port, origins, mediaDirectory);
        }

        private static int port(String value) {
            try {
                int port = Integer.parseInt(value);
                if (port >= 0 && port <= 65535) {
                    return port;
                }
            } catch (NumberFormatException e) {
                // Reported below, like a number out of range.
            }
            throw new IllegalArgumentException("'" + value + "' is not a port. " + USAGE);
        }

        /** A scheme, a host and perhaps a port (RFC 6454 section 6.2). A path could never match. */
        private static String origin(String value) {
            if (!value.matches("[a-z][a-z0-9+.-]*://[^/?#\\s]+")) {
                throw new IllegalArgumentException("'" + value + "' is not an origin. " + USAGE);
            }
            return value;
        }

        private static Path directory(String value) {
            Path directory = Path.of(value);
            if (!Files.isDirectory(directory)) {
                throw new IllegalArgumentException("'" + value + "' is not a directory. " + USAGE);
            }
            return directory;
        }

        private EmbeddedKurento.Builder builder() {
            EmbeddedKurento.Builder builder = EmbeddedKurento.builder().port(port);
            MediaEngineConfig media = MediaEngineConfig.defaults();
            mediaDirectory.ifPresent(
                    directory -> builder.media(media.withStorage(media.storage().withDirectory(directory))));
            origins.forEach(builder::allowOrigin);
            return builder;
        }
    }
}
