package org.chattycat.app.call;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;

/**
 * A TURN server (RFC 8656) that relays nothing: it answers requests over UDP, TCP and TLS as coturn does with {@code
 * use-auth-secret}. It shares no code with the client.
 */
final class FakeTurn implements AutoCloseable {
    private static final int COOKIE = 0x2112A442;
    private static final String REALM = "cats.example";

    private final String secret;
    private final DatagramSocket udp = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final ServerSocket tcp = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ServerSocket tls;
    /** Clients with an allocation. */
    private final Set<Object> allocations = ConcurrentHashMap.newKeySet();

    private final AtomicInteger nonce = new AtomicInteger();

    /** Addresses that are refused as peers begin with one of these. */
    volatile Set<String> denied =
            Set.of("127.", "10.", "172.16.", "172.17.", "192.168.", "169.254.", "100.64.", "0:", "fd", "fe80");

    volatile boolean relaysTcp;
    volatile boolean hasIpv6;
    volatile boolean asksForCredentials = true;
    volatile boolean isSilent;
    volatile String relayedAddress = "203.0.113.7";
    /** Datagrams to lose. */
    final AtomicInteger losses = new AtomicInteger();
    /** Requests to refuse because of an old nonce. */
    final AtomicInteger staleNonces = new AtomicInteger();

    FakeTurn(String secret, SSLContext tlsContext) throws IOException {
        this.secret = secret;
        tls = tlsContext.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::serveDatagrams);
        start(() -> serveStreams(tcp));
        start(() -> serveStreams(tls));
    }

    String udpUrl() {
        return "turn:localhost:" + udp.getLocalPort() + "?transport=udp";
    }

    String tcpUrl() {
        return "turn:localhost:" + tcp.getLocalPort() + "?transport=tcp";
    }

    String tlsUrl() {
        return "turns:localhost:" + tls.getLocalPort() + "?transport=tcp";
    }

    /** Allocations that were not ended. */
    int allocations() {
        return allocations.size();
    }

    private interface Service {
        void run() throws Exception;
    }

    private static void start(Service service) {
        Thread thread = new Thread(() -> {
            try {
                service.run();
            } catch (IOException e) {
                // A socket was closed.
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void serveDatagrams() throws Exception {
        while (true) {
            DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
            udp.receive(packet);
            if (losses.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                continue;
            }
            byte[] answer =
                    answer(Arrays.copyOf(packet.getData(), packet.getLength()), packet.getSocketAddress(), false);
            if (answer != null) {
                udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        }
    }

    private void serveStreams(ServerSocket listener) throws Exception {
        while (true) {
            Socket socket = listener.accept();
            start(() -> serve(socket));
        }
    }

    private void serve(Socket socket) throws Exception {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (true) {
                byte[] header = new byte[20];
                in.readFully(header);
                byte[] request =
                        Arrays.copyOf(header, 20 + ByteBuffer.wrap(header).getShort(2));
                in.readFully(request, 20, request.length - 20);
                byte[] answer = answer(request, socket, true);
                if (answer != null) {
                    socket.getOutputStream().write(answer);
                }
            }
        }
    }

    private byte[] answer(byte[] request, Object client, boolean stream) throws Exception {
        if (isSilent) {
            return null;
        }
        Map<Integer, byte[]> attributes = attributes(request);
        int method = ByteBuffer.wrap(request).getShort(0);
        byte[] id = Arrays.copyOfRange(request, 8, 20);
        byte[] key = null;
        if (asksForCredentials) {
            if (!attributes.containsKey(8)) {
                return refusal(method, id, 401, null);
            }
            String user = new String(attributes.get(6), StandardCharsets.UTF_8);
            key = MessageDigest.getInstance("MD5")
                    .digest((user + ":" + REALM + ":" + password(user)).getBytes(StandardCharsets.UTF_8));
            if (!Arrays.equals(hmac(key, request, request.length - 24), attributes.get(8))) {
                return refusal(method, id, 401, null);
            }
            if (staleNonces.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                return refusal(method, id, 438, null);
            }
        }
        return switch (method) {
            case 3 -> allocate(attributes, client, stream, id, key);
            case 4 -> {
                allocations.remove(client);
                yield message(0x104, id, Map.of(0x0d, new byte[4]), key);
            }
            case 8 ->
                isDenied(attributes.get(0x12), request)
                        ? refusal(method, id, 403, key)
                        : message(0x108, id, Map.of(), key);
            default -> refusal(method, id, 400, key);
        };
    }

    private byte[] allocate(Map<Integer, byte[]> attributes, Object client, boolean stream, byte[] id, byte[] key)
            throws Exception {
        if (attributes.get(0x19)[0] == 6 && !(relaysTcp && stream)) {
            return refusal(3, id, 442, key);
        }
        boolean ipv6 = attributes.containsKey(0x17) && attributes.get(0x17)[0] == 2;
        if (ipv6 && !hasIpv6) {
            return refusal(3, id, 440, key);
        }
        allocations.add(client);
        byte[] relayed =
                InetAddress.getByName(ipv6 ? "2001:db8::7" : relayedAddress).getAddress();
        ByteBuffer value = ByteBuffer.allocate(4 + relayed.length);
        value.put((byte) 0).put((byte) (ipv6 ? 2 : 1)).putShort((short) (40000 ^ 0x2112));
        byte[] mask = mask(id);
        for (int i = 0; i < relayed.length; i++) {
            value.put((byte) (relayed[i] ^ mask[i]));
        }
        return message(0x103, id, Map.of(0x16, value.array(), 0x0d, new byte[] {0, 0, 2, 88}), key);
    }

    private boolean isDenied(byte[] peer, byte[] request) throws Exception {
        byte[] address = Arrays.copyOfRange(peer, 4, peer.length);
        byte[] mask = mask(Arrays.copyOfRange(request, 8, 20));
        for (int i = 0; i < address.length; i++) {
            address[i] ^= mask[i];
        }
        String literal = InetAddress.getByAddress(address).getHostAddress();
        return denied.stream().anyMatch(literal::startsWith);
    }

    private String password(String user) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        return Base64.getEncoder().encodeToString(mac.doFinal(user.getBytes(StandardCharsets.UTF_8)));
    }

    private byte[] refusal(int method, byte[] id, int code, byte[] key) throws Exception {
        Map<Integer, byte[]> attributes = new HashMap<>();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        error.writeBytes(new byte[] {0, 0, (byte) (code / 100), (byte) (code % 100)});
        error.writeBytes("No".getBytes(StandardCharsets.UTF_8));
        attributes.put(9, error.toByteArray());
        if (code == 401 || code == 438) {
            attributes.put(0x14, REALM.getBytes(StandardCharsets.UTF_8));
            attributes.put(0x15, ("nonce" + nonce.incrementAndGet()).getBytes(StandardCharsets.UTF_8));
        }
        return message(method | 0x110, id, attributes, key);
    }

    private static byte[] message(int type, byte[] id, Map<Integer, byte[]> attributes, byte[] key) throws Exception {
        ByteBuffer buffer = ByteBuffer.allocate(1000);
        buffer.putShort((short) type).putShort((short) 0).putInt(COOKIE).put(id);
        attributes.forEach((attribute, value) -> {
            buffer.putShort(attribute.shortValue())
                    .putShort((short) value.length)
                    .put(value);
            buffer.position((buffer.position() + 3) / 4 * 4);
        });
        int end = buffer.position();
        buffer.putShort(2, (short) (end - 20 + (key == null ? 0 : 24)));
        if (key != null) {
            byte[] signature = hmac(key, buffer.array(), end);
            buffer.putShort((short) 8).putShort((short) 20).put(signature);
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private static Map<Integer, byte[]> attributes(byte[] message) {
        Map<Integer, byte[]> attributes = new HashMap<>();
        ByteBuffer buffer = ByteBuffer.wrap(message);
        buffer.position(20);
        while (buffer.remaining() >= 4) {
            int type = buffer.getShort() & 0xffff;
            byte[] value = new byte[buffer.getShort()];
            buffer.get(value);
            attributes.put(type, value);
            buffer.position(Math.min(buffer.limit(), (buffer.position() + 3) / 4 * 4));
        }
        return attributes;
    }

    private static byte[] mask(byte[] id) {
        return ByteBuffer.allocate(16).putInt(COOKIE).put(id).array();
    }

    private static byte[] hmac(byte[] key, byte[] message, int length) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(key, "HmacSHA1"));
        return mac.doFinal(Arrays.copyOf(message, length));
    }

    @Override
    public void close() throws IOException {
        udp.close();
        tcp.close();
        tls.close();
    }
}
