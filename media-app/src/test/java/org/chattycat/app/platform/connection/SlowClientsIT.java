package org.chattycat.app.platform.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Clients that keep connections open without finishing a request. */
@ChattyCatTest
@TestPropertySource(
        properties = {
            "chattycat.connections.header-timeout=1500ms",
            "chattycat.connections.body-timeout=1500ms",
            "chattycat.connections.per-client=20",
            // Longer than the others: a client that sends a byte now and then must not be saved by it.
            "server.tomcat.connection-timeout=5s",
            "server.tomcat.keep-alive-timeout=6s",
            "chattycat.call.join-timeout=60s",
            "chattycat.call.silence=60s",
            "chattycat.worker.embedded=false"
        })
class SlowClientsIT {
    /** An address that no other client in this test uses. */
    private static final String STRANGER = "127.0.0.2";

    private static final String POST = "POST /api/sign-in/link HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\nContent-Length: 60000\r\n";

    @Autowired
    private People people;

    private int port;

    @BeforeEach
    void setUp() {
        port = people.stranger().at("/").getPort();
    }

    @Test
    void endsAHeaderThatArrivesTooSlowly() throws IOException, InterruptedException {
        assertCutOff("GET / HTTP/1.1\r\n", "a: b\r\n");
    }

    @Test
    void endsAnUnfinishedUpgrade() throws IOException, InterruptedException {
        assertCutOff(
                "GET /call HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n", "a: b\r\n");
    }

    @Test
    void endsABodyThatArrivesTooSlowly() throws IOException, InterruptedException {
        assertCutOff(POST + "Cookie: XSRF-TOKEN=a\r\nX-XSRF-TOKEN: a\r\n\r\n{", " ");
    }

    /** Sent in twice the time that a short body may take; the answer says what the upload is, so all of it was read. */
    @Test
    void aLongBodyMayTakeLonger() throws IOException, InterruptedException {
        byte[] part = new byte[50_000];
        int parts = 8;
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /lab/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/octet-stream\r\n"
                            + "Cookie: XSRF-TOKEN=a\r\nX-XSRF-TOKEN: a\r\nConnection: close\r\nContent-Length: "
                            + parts * part.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < parts; i++) {
                out.write(part);
                out.flush();
                Thread.sleep(400);
            }
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 415")
                    .contains("LAB_NO_VIDEO");
        }
    }

    @Test
    void endsASlowBodyOfARefusedRequest() throws IOException, InterruptedException {
        assertCutOff(POST + "\r\n{", " ");
        assertCutOff(POST.replaceAll("Content-Length: .*", "Transfer-Encoding: chunked") + "\r\n", "1\r\n \r\n");
    }

    @Test
    void endsASilentConnection() throws IOException {
        List<String> beginnings =
                List.of("", "GET / HT", POST + "\r\n", "GET /robots.txt HTTP/1.1\r\nHost: localhost\r\n\r\n");
        List<Socket> silent = new ArrayList<>();
        try {
            for (String sent : beginnings) {
                Socket socket = connect(STRANGER);
                silent.add(socket);
                socket.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
                socket.setSoTimeout(20_000);
            }
            for (int i = 0; i < beginnings.size(); i++) {
                assertThat(isClosed(silent.get(i))).as(beginnings.get(i)).isTrue();
            }
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    @Test
    void oneClientCannotTakeAllConnections() throws IOException {
        TestBrowser ada = people.signIn("ada@slow.example");
        List<Socket> flood = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                Socket socket = connect(STRANGER);
                flood.add(socket);
                // Answered, so that it is known to be counted.
                assertThat(status(socket)).isEqualTo("HTTP/1.1 200");
            }
            try (Socket tooMany = connect(STRANGER)) {
                tooMany.setSoTimeout(4_000);
                assertThat(isClosed(tooMany)).isTrue();
            }
            assertThat(ada.session().get("signedIn").asBoolean()).isTrue();
            flood.remove(0).close();
            Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> {
                try (Socket next = connect(STRANGER)) {
                    return status(next).equals("HTTP/1.1 200");
                } catch (SocketException e) {
                    return false;
                }
            });
        } finally {
            for (Socket socket : flood) {
                socket.close();
            }
        }
    }

    @Test
    void keepsTheOpenSocketOfACall() throws Exception {
        TestBrowser ada = people.signIn("ada@slow.example");
        CompletableFuture<Integer> closed = new CompletableFuture<>();
        CompletableFuture<String> heard = new CompletableFuture<>();
        WebSocket call = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Cookie", ada.cookieHeader())
                .buildAsync(URI.create("ws://localhost:" + port + "/call"), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
                        heard.complete(data.toString());
                        return WebSocket.Listener.super.onText(socket, data, last);
                    }

                    @Override
                    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
                        closed.complete(code);
                        return null;
                    }
                })
                .get(20, TimeUnit.SECONDS);
        // Longer than every limit of a request.
        assertThat(closed.completeOnTimeout(0, 8, TimeUnit.SECONDS).get()).isZero();
        call.sendText("{", true).get(20, TimeUnit.SECONDS);
        assertThat(heard.get(20, TimeUnit.SECONDS)).contains("error");
        call.abort();
    }

    /** Sends small parts one after the other. The server must close the connection long before everything is sent. */
    private void assertCutOff(String start, String more) throws IOException, InterruptedException {
        try (Socket socket = connect(STRANGER)) {
            long began = System.nanoTime();
            socket.getOutputStream().write(start.getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(200);
            boolean closed = false;
            while (!closed && System.nanoTime() - began < TimeUnit.SECONDS.toNanos(20)) {
                closed = isClosed(socket);
                try {
                    socket.getOutputStream().write(more.getBytes(StandardCharsets.US_ASCII));
                } catch (SocketException e) {
                    closed = true;
                }
            }
            assertThat(closed).as(start).isTrue();
        }
    }

    /** Reads until the end or the time-out of the socket. */
    private static boolean isClosed(Socket socket) throws IOException {
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            return true;
        }
    }

    private static String status(Socket socket) throws IOException {
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write("GET /api/session HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        return new String(in.readNBytes(12), StandardCharsets.US_ASCII);
    }

    private Socket connect(String from) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 20_000);
        return socket;
    }
}
