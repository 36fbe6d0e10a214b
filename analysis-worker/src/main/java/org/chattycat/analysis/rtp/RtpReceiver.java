package org.chattycat.analysis.rtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.chattycat.kurento.rtp.Datagrams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One selector and one thread for the ports of all taps. */
public final class RtpReceiver implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RtpReceiver.class);

    private final RtpProperties settings;
    private final Selector selector;
    private final Thread thread = new Thread(this::run, "rtp-receive");
    private int nextPort;

    public RtpReceiver(RtpProperties settings) {
        this.settings = settings;
        this.nextPort = settings.minPort();
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
    }

    public void start() {
        thread.start();
    }

    /**
     * Opens a port for one tap.
     *
     * @param local the address to bind to
     * @throws IOException if no port is free
     */
    public TapPort open(InetAddress local, PacketSink sink) throws IOException {
        DatagramChannel channel = DatagramChannel.open(
                local.getAddress().length == 4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, settings.receiveBufferBytes());
            bind(channel, local);
            channel.configureBlocking(false);
            TapPort port = new TapPort(channel, sink, selector::wakeup);
            channel.register(selector, SelectionKey.OP_READ, port);
            selector.wakeup();
            return port;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private synchronized void bind(DatagramChannel channel, InetAddress local) throws IOException {
        int ports = settings.maxPort() - settings.minPort() + 1;
        for (int attempt = 0; attempt < ports; attempt++) {
            int port = nextPort;
            if (settings.minPort() > 0) {
                nextPort = nextPort == settings.maxPort() ? settings.minPort() : nextPort + 1;
            }
            try {
                channel.bind(new InetSocketAddress(local, port));
                return;
            } catch (BindException e) {
                log.debug("UDP port {} is taken", port);
            }
        }
        throw new IOException(
                "No free UDP port in " + settings.minPort() + " to " + settings.maxPort() + " on " + local);
    }

    private void run() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(Datagrams.MAX_BYTES);
        while (selector.isOpen()) {
            try {
                selector.select(key -> receive(key, buffer));
            } catch (ClosedSelectorException e) {
                return;
            } catch (IOException e) {
                log.warn("receiving failed", e);
            }
        }
    }

    private static void receive(SelectionKey key, ByteBuffer buffer) {
        try {
            ((TapPort) key.attachment()).receive(buffer);
        } catch (ClosedChannelException e) {
            key.cancel();
        } catch (IOException | RuntimeException e) {
            log.debug("a tap's port failed", e);
        }
    }

    @Override
    public void close() {
        try {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
            thread.join(1_000);
        } catch (IOException e) {
            log.debug("closing the receiver", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
