package org.chattycat.analysis.pipeline;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.chattycat.kurento.rtp.NetworkOrder;

/** The plainest receiver there is, on a thread of its own: what it sees late, the machine delivered late. */
final class ControlReceiver implements AutoCloseable {
    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final Map<Integer, Instant> arrivals = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::run, "control-receiver");

    ControlReceiver() throws SocketException {
        thread.setDaemon(true);
        thread.start();
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
    }

    /** How late each packet was seen, in ms, sorted. */
    double[] errorsMs(Map<Integer, Instant> sentByRtpTimestamp) {
        return arrivals.entrySet().stream()
                .filter(arrival -> sentByRtpTimestamp.containsKey(arrival.getKey()))
                .mapToDouble(arrival ->
                        Math.abs(Duration.between(sentByRtpTimestamp.get(arrival.getKey()), arrival.getValue())
                                        .toNanos()
                                / 1e6))
                .sorted()
                .toArray();
    }

    private void run() {
        byte[] buffer = new byte[2_048];
        try {
            while (!socket.isClosed()) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                arrivals.put(NetworkOrder.i32(buffer, 4), Instant.now());
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
