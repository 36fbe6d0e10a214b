package org.chattycat.analysis.bench;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import org.chattycat.kurento.rtp.NetworkOrder;

/** Receives one stream and does nothing else: what it stamps late, the machine delivered late. The floor of any stamp. */
final class PlainReceiver implements AutoCloseable {
    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final StampErrors errors;
    private final Thread thread = new Thread(this::run, "plain-receiver");
    private volatile ClipSender.Target sender;

    PlainReceiver(StampErrors errors) throws SocketException {
        this.errors = errors;
        thread.setDaemon(true);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
    }

    void start(ClipSender.Target expected) {
        sender = expected;
        thread.start();
    }

    private void run() {
        byte[] buffer = new byte[2_048];
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        try {
            while (!socket.isClosed()) {
                packet.setLength(buffer.length);
                socket.receive(packet);
                errors.add(System.nanoTime() - sender.sentNanos(NetworkOrder.u16(buffer, 2)));
            }
        } catch (IOException closed) {
            // The round is over.
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
