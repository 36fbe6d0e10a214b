package org.chattycat.analysis.bench;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import org.HdrHistogram.Recorder;
import org.chattycat.analysis.sender.ClipSender;
import org.chattycat.kurento.rtp.NetworkOrder;

/** Receives one stream and does nothing else. Its stamps are late only if the machine delivers late: the floor of the error. */
final class PlainReceiver implements AutoCloseable {
    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final Recorder errors;
    private final Thread thread = new Thread(this::run, "plain-receiver");
    private volatile ClipSender.Target sender;

    PlainReceiver(Recorder errors) throws SocketException {
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
                errors.recordValue(System.nanoTime() - sender.sentNanos(NetworkOrder.u16(buffer, 2)));
            }
        } catch (IOException e) {
            // The round is over.
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
