package org.chattycat.kurento.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * A relay to a media server that counts round trips: it keeps what the server sends until the client has sent nothing for
 * a while, so that the client gets no further without the answers, and then passes on all of it.
 */
final class TurnCounter implements AutoCloseable {
    /** Longer than a client on a busy machine takes to send requests that do not wait for each other. */
    private static final long QUIET_NANOS = 100_000_000L;

    private final ServerSocket door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final int serverPort;
    private final List<Socket> open = new ArrayList<>();
    private long lastSentNanos = System.nanoTime();
    private boolean clientsTurn;
    private int turns;

    TurnCounter(int serverPort) throws IOException {
        this.serverPort = serverPort;
        daemon(this::accept);
    }

    String uri() {
        return "ws://127.0.0.1:" + door.getLocalPort() + "/kurento";
    }

    /** Round trips since the last call. */
    synchronized int take() {
        int taken = turns;
        turns = 0;
        return taken;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                synchronized (this) {
                    open.add(client);
                    open.add(server);
                }
                daemon(() -> copy(client, server, this::clientSends));
                daemon(() -> copy(server, client, this::serverAnswers));
            }
        } catch (IOException e) {
            // The relay was closed.
        }
    }

    private synchronized void clientSends() {
        lastSentNanos = System.nanoTime();
        if (!clientsTurn) {
            clientsTurn = true;
            turns++;
        }
    }

    private void serverAnswers() {
        try {
            synchronized (this) {
                long left = left();
                while (left > 0) {
                    wait(left / 1_000_000 + 1);
                    left = left();
                }
                clientsTurn = false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long left() {
        return lastSentNanos + QUIET_NANOS - System.nanoTime();
    }

    private static void copy(Socket from, Socket to, Runnable before) {
        byte[] buffer = new byte[65_536];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                before.run();
                out.write(buffer, 0, length);
            }
        } catch (IOException e) {
            // Either side has closed the connection.
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "turn-counter");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized void close() {
        try {
            door.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
