package org.chattycat.kurento.peer.turn;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import org.chattycat.kurento.rtp.NetworkOrder;

/** Messages one after the other in a TCP or TLS connection. Their headers have their lengths. */
final class StreamConnection implements TurnConnection {
    private final Socket socket;
    private final DataInputStream in;

    /** @param socket connected; this closes it */
    StreamConnection(Socket socket) throws IOException {
        this.socket = socket;
        in = new DataInputStream(socket.getInputStream());
    }

    @Override
    public boolean isReliable() {
        return true;
    }

    @Override
    public InetSocketAddress relay() {
        return (InetSocketAddress) socket.getRemoteSocketAddress();
    }

    @Override
    public void send(byte[] message) throws IOException {
        socket.getOutputStream().write(message);
        socket.getOutputStream().flush();
    }

    @Override
    public byte[] receive(Duration limit) throws IOException {
        socket.setSoTimeout(Math.toIntExact(Math.max(1, limit.toMillis())));
        byte[] header = in.readNBytes(TurnMessage.HEADER_LENGTH);
        if (header.length < TurnMessage.HEADER_LENGTH) {
            throw new IOException("the relay closed the connection");
        }
        int length = NetworkOrder.u16(header, 2);
        byte[] message = Arrays.copyOf(header, header.length + length);
        if (in.readNBytes(message, header.length, length) < length) {
            throw new IOException("the relay closed the connection within a message");
        }
        return message;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
