package org.chattycat.kurento.embedded.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chattycat.kurento.embedded.endpoints.WarmUp;
import org.chattycat.kurento.peer.dtls.SrtpKeys;
import org.chattycat.kurento.peer.srtp.SrtpSession;
import org.chattycat.kurento.rtp.Datagrams;
import org.chattycat.kurento.rtp.NetworkOrder;

/**
 * The minimum cost of forwarding over SRTP: one AES-GCM pass and one send call per packet and viewer. It decrypts, checks,
 * stores and counts nothing. It behaves like {@link BenchServer} and takes the same load. The user name of a connectivity
 * check identifies the peer behind an address.
 */
final class FloorServer {
    private final List<SocketAddress> addresses = new ArrayList<>();
    private final Map<SocketAddress, Integer> publishers = new HashMap<>();
    private final List<SrtpSession> sessions = new ArrayList<>();
    private final Scenario scenario;

    private FloorServer(Scenario scenario) {
        this.scenario = scenario;
    }

    public static void main(String[] arguments) throws IOException {
        WarmUp.await();
        new FloorServer(Scenario.parse(arguments[0])).serve();
    }

    private void serve() throws IOException {
        SrtpKeys keys = BenchKeys.keys();
        int group = 1 + scenario.viewers();
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < scenario.publishers() * group; i++) {
            addresses.add(null);
            sessions.add(new SrtpSession(keys.profile(), keys.keyingMaterial(), true));
            answers.add("a=ice-ufrag:%d\r\na=ice-pwd:password\r\nm=audio\r\nm=video\r\na=ssrc:%d cname:floor\r\n"
                    .formatted(i, i + 1));
        }
        DatagramChannel channel =
                DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 4 << 20);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, 4 << 20);
        ServerProcess.print(((InetSocketAddress) channel.getLocalAddress()).getPort(), answers);
        Thread forwarder = new Thread(() -> forward(channel, group), "floor");
        forwarder.setDaemon(true);
        forwarder.start();
        while (System.in.read() >= 0) {
            // The load generator closes the pipe at the end.
        }
        channel.close();
    }

    private void forward(DatagramChannel channel, int group) {
        ByteBuffer datagram = ByteBuffer.allocateDirect(Datagrams.MAX_BYTES);
        byte[] packet = new byte[Datagrams.MAX_BYTES];
        byte[] out = new byte[Datagrams.MAX_BYTES];
        try {
            while (true) {
                datagram.clear();
                SocketAddress from = channel.receive(datagram);
                datagram.flip().get(packet, 0, datagram.remaining());
                if (packet[0] == 0) {
                    register(channel, packet, from);
                    continue;
                }
                Integer publisher = publishers.get(from);
                if (publisher == null || packet[1] == (byte) 200) {
                    continue;
                }
                for (int peer = publisher + 1; peer < publisher + group; peer++) {
                    SocketAddress to = addresses.get(peer);
                    if (to != null) {
                        System.arraycopy(packet, 0, out, 0, Scenario.PACKET_LENGTH);
                        NetworkOrder.put32(out, 8, peer + 1);
                        int length = sessions.get(peer).protectRtp(out, 0, Scenario.PACKET_LENGTH);
                        datagram.clear().put(out, 0, length).flip();
                        channel.send(datagram, to);
                    }
                }
            }
        } catch (IOException e) {
            // The channel was closed.
        }
    }

    private void register(DatagramChannel channel, byte[] check, SocketAddress from) throws IOException {
        int nameLength = NetworkOrder.u16(check, 22);
        String name = new String(check, 24, nameLength, StandardCharsets.US_ASCII);
        int peer = Integer.parseInt(name.substring(0, name.indexOf(':')));
        addresses.set(peer, from);
        if (peer % (1 + scenario.viewers()) == 0) {
            publishers.put(from, peer);
        }
        byte[] success = Arrays.copyOf(check, 20);
        NetworkOrder.put16(success, 0, 0x0101);
        channel.send(ByteBuffer.wrap(success), from);
    }
}
