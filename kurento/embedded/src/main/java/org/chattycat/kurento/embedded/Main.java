package org.chattycat.kurento.embedded;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** The media server as a program of its own: {@code kurento --port 8888}. */
public final class Main {
    private static final String USAGE = "usage: kurento [--port N] (default 8888, 0 for any)";
    private static final String LOG_CONFIGURATION = "logback.configurationFile";
    private static final int DEFAULT_PORT = 8888;

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        int port;
        try {
            port = port(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        if (System.getProperty(LOG_CONFIGURATION) == null) {
            System.setProperty(LOG_CONFIGURATION, "org/chattycat/kurento/embedded/program-logback.xml");
        }
        try {
            EmbeddedKurento kurento = EmbeddedKurento.builder().port(port).start();
            Runtime.getRuntime().addShutdownHook(new Thread(kurento::close, "kurento-shutdown"));
            System.out.println("Kurento is ready at " + kurento.uri());
            new CountDownLatch(1).await();
        } catch (IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** @throws IllegalArgumentException with a message for the user */
    static int port(String... arguments) {
        if (arguments.length == 0) {
            return DEFAULT_PORT;
        }
        if (arguments.length != 2 || !arguments[0].equals("--port")) {
            throw new IllegalArgumentException(USAGE);
        }
        try {
            int port = Integer.parseInt(arguments[1]);
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Reported below, like a number out of range.
        }
        throw new IllegalArgumentException("'" + arguments[1] + "' is not a port. " + USAGE);
    }
}
