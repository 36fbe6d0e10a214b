package org.chattycat.app.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A network path to the media server with a delay in each direction and packet loss. Pages send to it instead of the server.
 * Checks and DTLS are delayed, but dropped only while the path is interrupted.
 */
final class SlowPath implements AutoCloseable {
    /** Runs before a page's own scripts: it connects through this path. */
    static final String SCRIPT = """
            const direct = RTCPeerConnection.prototype.addIceCandidate;
            RTCPeerConnection.prototype.addIceCandidate = async function (candidate) {
              const words = candidate.candidate.split(' ');
              if (words[2]?.toLowerCase() !== 'udp' || !words[4].startsWith('127.')) return;
              words[5] = String(await slowPathTo(words[4], Number(words[5])));
              return direct.call(this, { ...candidate, candidate: words.join(' ') });
            };
            """;

    private static final int MAX_BYTES = 2048;

    private final long delayMicros;
    private final double loss;
    private final Random random;
    /** By the address of the server. Servers have one port for all connections, or one for each. */
    private final Map<InetSocketAddress, Entrance> entrances = new ConcurrentHashMap<>();

    private final Map<Connection, Exit> exits = new ConcurrentHashMap<>();

    private final ScheduledExecutorService delays = Executors.newSingleThreadScheduledExecutor();
    private volatile boolean interrupted;

    /** The port to which pages send instead of a server's. */
    private record Entrance(DatagramSocket socket, InetSocketAddress server) {}

    /** A page has another address for each connection. */
    private record Connection(SocketAddress page, Entrance entrance) {}

    /** The port from which one connection of a page reaches the server, and how much has come back over it. */
    private record Exit(DatagramSocket socket, long bytes) {
        Exit plus(int more) {
            return new Exit(socket, bytes + more);
        }
    }

    /**
     * @param delayMs added in each direction
     * @param loss share of media packets that are dropped in each direction
     */
    SlowPath(int delayMs, double loss, long seed) {
        this.delayMicros = delayMs * 1000L;
        this.loss = loss;
        this.random = new Random(seed);
    }

    /** The port of this path that leads to a port of a server. */
    int to(String host, int port) {
        return entrances
                .computeIfAbsent(new InetSocketAddress(host, port), this::openEntrance)
                .socket()
                .getLocalPort();
    }

    /** Sends from other ports from now on, as a NAT that forgot its ports does. What comes to the former ports is lost. */
    void changePorts() {
        List.copyOf(exits.keySet()).forEach(this::changePort);
    }

    /** Does the same for the connection only over which most came from the server a view. */
    void changePortOfView() {
        Comparator<Map.Entry<Connection, Exit>> byBytes =
                Comparator.comparing(exit -> exit.getValue().bytes());
        changePort(Collections.max(exits.entrySet(), byBytes).getKey());
    }

    private void changePort(Connection connection) {
        exits.remove(connection).socket().close();
    }

    /** Drops everything in both directions from now on, or lets it pass again. */
    void interrupt(boolean now) {
        interrupted = now;
    }

    private static DatagramSocket open() {
        try {
            return new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pump(DatagramSocket from, Consumer<DatagramPacket> to) {
        Thread thread = new Thread(
                () -> {
                    DatagramPacket packet = new DatagramPacket(new byte[MAX_BYTES], MAX_BYTES);
                    try {
                        while (true) {
                            packet.setLength(MAX_BYTES);
                            from.receive(packet);
                            to.accept(packet);
                        }
                    } catch (IOException | RejectedExecutionException e) {
                        // Closed.
                    }
                },
                "slow-path");
        thread.setDaemon(true);
        thread.start();
    }

    private Entrance openEntrance(InetSocketAddress server) {
        Entrance entrance = new Entrance(open(), server);
        pump(entrance.socket(), packet -> {
            Connection connection = new Connection(packet.getSocketAddress(), entrance);
            Exit exit = exits.computeIfAbsent(connection, this::openExit);
            pass(packet, exit.socket(), server);
        });
        return entrance;
    }

    private Exit openExit(Connection connection) {
        Exit exit = new Exit(open(), 0);
        pump(exit.socket(), packet -> {
            exits.computeIfPresent(connection, (same, counted) -> counted.plus(packet.getLength()));
            pass(packet, connection.entrance().socket(), connection.page());
        });
        return exit;
    }

    private void pass(DatagramPacket packet, DatagramSocket from, SocketAddress to) {
        if (interrupted || packet.getData()[0] < 0 && drops()) {
            return;
        }
        byte[] copy = Arrays.copyOf(packet.getData(), packet.getLength());
        delays.schedule(
                () -> send(from, new DatagramPacket(copy, copy.length, to)), delayMicros, TimeUnit.MICROSECONDS);
    }

    private static void send(DatagramSocket exit, DatagramPacket packet) {
        try {
            exit.send(packet);
        } catch (IOException e) {
            // Closed.
        }
    }

    private synchronized boolean drops() {
        return random.nextDouble() < loss;
    }

    @Override
    public void close() {
        delays.shutdownNow();
        entrances.values().forEach(entrance -> entrance.socket().close());
        exits.values().forEach(exit -> exit.socket().close());
    }
}
