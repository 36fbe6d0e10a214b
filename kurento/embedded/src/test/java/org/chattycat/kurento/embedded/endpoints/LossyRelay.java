package org.chattycat.kurento.embedded.endpoints;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.chattycat.kurento.rtp.Datagrams;

/**
 * A network path with packet loss. Browsers send to its address instead of the server's. Checks and DTLS are not
 * dropped.
 */
final class LossyRelay implements AutoCloseable {
    private final DatagramSocket front;
    private final InetSocketAddress server;
    private final Map<SocketAddress, DatagramSocket> behind = new ConcurrentHashMap<>();
    private final Random random;
    private volatile double loss;
    private volatile int dropped;

    LossyRelay(InetSocketAddress server, long seed) throws IOException {
        this.server = server;
        this.random = new Random(seed);
        this.front = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
        front.setReceiveBufferSize(1 << 20);
        start(() -> pump(front, packet -> behindOf(packet.getSocketAddress())));
    }

    /** @param share share of media packets to drop in each direction from now on */
    void setLoss(double share) {
        loss = share;
    }

    int dropped() {
        return dropped;
    }

    int port() {
        return front.getLocalPort();
    }

    @FunctionalInterface
    private interface Exit {
        DatagramSocket towards(DatagramPacket packet) throws IOException;
    }

    private static void start(Runnable pump) {
        Thread thread = new Thread(pump, "lossy-relay");
        thread.setDaemon(true);
        thread.start();
    }

    private DatagramSocket behindOf(SocketAddress browser) throws IOException {
        DatagramSocket socket = behind.get(browser);
        if (socket == null) {
            DatagramSocket opened = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
            behind.put(browser, opened);
            start(() -> pump(opened, packet -> {
                packet.setSocketAddress(browser);
                return front;
            }));
            socket = opened;
        }
        return socket;
    }

    private void pump(DatagramSocket from, Exit exit) {
        DatagramPacket packet = new DatagramPacket(new byte[Datagrams.MAX_BYTES], Datagrams.MAX_BYTES);
        try {
            while (true) {
                packet.setLength(Datagrams.MAX_BYTES);
                from.receive(packet);
                DatagramSocket to = exit.towards(packet);
                if (to != front) {
                    packet.setSocketAddress(server);
                }
                if (packet.getData()[0] < 0 && drops()) {
                    dropped++;
                } else {
                    to.send(packet);
                }
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private synchronized boolean drops() {
        return random.nextDouble() < loss;
    }

    @Override
    public void close() {
        front.close();
        behind.values().forEach(DatagramSocket::close);
    }
}
