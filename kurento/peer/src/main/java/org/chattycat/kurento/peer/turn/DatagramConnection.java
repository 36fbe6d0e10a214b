package org.chattycat.kurento.peer.turn;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;

/** A message per UDP datagram. */
final class DatagramConnection implements TurnConnection {
    private static final int MAX_MESSAGE = 1500;

    private final DatagramSocket socket;
    private final InetSocketAddress relay;

    /** @param relay its resolved address; other senders are not heard */
    DatagramConnection(InetSocketAddress relay) throws IOException {
        this.relay = relay;
        socket = new DatagramSocket();
        try {
            socket.connect(relay);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public boolean isReliable() {
        return false;
    }

    @Override
    public InetSocketAddress relay() {
        return relay;
    }

    @Override
    public void send(byte[] message) throws IOException {
        socket.send(new DatagramPacket(message, message.length));
    }

    @Override
    public byte[] receive(Duration limit) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[MAX_MESSAGE], MAX_MESSAGE);
        socket.setSoTimeout(Math.toIntExact(Math.max(1, limit.toMillis())));
        socket.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    @Override
    public void close() {
        socket.close();
    }
}
