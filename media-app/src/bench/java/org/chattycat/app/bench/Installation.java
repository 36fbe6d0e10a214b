package org.chattycat.app.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.chattycat.app.probe.MeetingApi;

/** What is called, and what is known about its processes. */
interface Installation extends AutoCloseable {
    /** Scheme, host and port of each instance of the application. */
    List<String> bases();

    MeetingApi meetings();

    /** By part of the product; empty where its processes are not known. */
    Map<String, ProcessUse> use();

    /** May be called twice. */
    @Override
    void close();

    /** A running installation. */
    static Installation running(String base, String token) {
        return new Installation() {
            @Override
            public List<String> bases() {
                return List.of(base);
            }

            @Override
            public MeetingApi meetings() {
                return new MeetingApi(base, token);
            }

            @Override
            public Map<String, ProcessUse> use() {
                return Map.of();
            }

            @Override
            public void close() {
                // It goes on.
            }
        };
    }

    /** Starts the installation that the options ask for. */
    static Installation of(CallOptions options) throws IOException {
        if (options.url() == null) {
            return new LocalInstallation(options.kurento(), 1);
        }
        String token = System.getenv("CHATTYCAT_TOKEN");
        if (token == null || token.isBlank()) {
            throw new IOException("Set CHATTYCAT_TOKEN to an access token that may change something.");
        }
        return running(options.url(), token);
    }
}
