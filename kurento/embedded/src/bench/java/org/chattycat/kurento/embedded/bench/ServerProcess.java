package org.chattycat.kurento.embedded.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a JVM of its own, with what the system says about its processor time and memory. */
final class ServerProcess implements AutoCloseable {
    /** What a server for one meeting needs; the system under test must stay within 350 MB in all. */
    private static final List<String> JVM_OPTIONS = List.of("-Xms64m", "-Xmx192m", "-XX:+UseSerialGC");
    /** Linux counts processor time in hundredths of a second (USER_HZ). */
    private static final double TICKS_PER_SECOND = 100;

    /**
     * A peer of the server.
     *
     * @param serverUfrag of the server's ICE session for it
     * @param ssrc what the server sends to it
     */
    record Peer(String serverUfrag, String password, String ufrag, int ssrc) {}

    private final Process process;
    private final int port;
    private final List<Peer> peers = new ArrayList<>();

    ServerProcess(Class<?> main, Scenario scenario) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_OPTIONS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName(), scenario.name()));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String first = output.readLine();
        if (first == null) {
            throw new IOException("the server under test did not start");
        }
        port = Integer.parseInt(first);
        for (int i = 0; i < scenario.publishers() * (1 + scenario.viewers()); i++) {
            String[] words = output.readLine().split(" ");
            peers.add(new Peer(words[0], words[1], words[2], Integer.parseUnsignedInt(words[3])));
        }
    }

    int port() {
        return port;
    }

    /** Each publisher, followed by its viewers. */
    List<Peer> peers() {
        return peers;
    }

    /** Processor time so far, user and system, in seconds. */
    double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    double rssMiB() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
            }
        }
        return 0;
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
