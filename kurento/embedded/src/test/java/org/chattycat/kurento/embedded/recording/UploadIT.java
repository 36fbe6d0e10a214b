package org.chattycat.kurento.embedded.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.chattycat.kurento.embedded.storage.StorageConfig;
import org.chattycat.kurento.webm.WebmTrack;
import org.junit.jupiter.api.Test;
import org.kurento.client.MediaProfileSpecType;
import org.kurento.client.MediaType;
import org.kurento.client.RecorderEndpoint;

/** Kurento's own client has a synthetic peer recorded to an HTTP server. */
class UploadIT extends RecordedCall {
    @Test
    void uploadsWhileItRecords() throws Exception {
        start(StorageConfig.DEFAULT);
        CompletableFuture<String> request = new CompletableFuture<>();
        CompletableFuture<byte[]> body = new CompletableFuture<>();
        HttpServer server = server(exchange -> {
            request.complete(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Transfer-Encoding") + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type"));
            body.complete(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(201, -1);
            exchange.close();
        });
        try {
            RecorderEndpoint recorder = recorder(address(server) + "/take?token=once", MediaProfileSpecType.WEBM);
            source.connect(recorder);
            recorder.record();
            assertThat(request.get(20, TimeUnit.SECONDS))
                    .as("the request is there before any media")
                    .isEqualTo("PUT /take?token=once chunked video/webm");
            List<byte[]> sent = publish(30);
            recorder.stopAndWait();
            assertThat(data(RecordedFile.of(body.get(20, TimeUnit.SECONDS)).track(WebmTrack.Type.VIDEO)))
                    .usingElementComparator(Arrays::compare)
                    .containsExactlyElementsOf(sent);
            await("Stopped");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void anUploadThatIsRefusedIsAnError() throws Exception {
        start(StorageConfig.DEFAULT);
        HttpServer server = server(exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(413, -1);
            exchange.close();
        });
        try {
            RecorderEndpoint recorder = recorder(address(server) + "/take?token=once", MediaProfileSpecType.WEBM);
            source.connect(recorder);
            recorder.record();
            publish(5);
            recorder.stopAndWait();
            assertThat(await("Error")).isEqualTo("Error: The server that takes the recording answered 413.");
            await("Stopped");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aServerThatIsNotThereIsAnError() throws Exception {
        start(StorageConfig.DEFAULT);
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = socket.getLocalPort();
        }
        recorder("http://127.0.0.1:" + port + "/take", MediaProfileSpecType.WEBM)
                .record();
        assertThat(await("Error")).isEqualTo("Error: The server that takes the recording cannot be reached.");
        await("Stopped");
    }

    @Test
    void anUploadThatIsNotReadEndsTheRecording() throws Exception {
        start(StorageConfig.DEFAULT.withLimits(1 << 30, Duration.ofHours(1), 300_000));
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            RecorderEndpoint recorder =
                    recorder("http://127.0.0.1:" + server.getLocalPort() + "/", MediaProfileSpecType.WEBM_VIDEO_ONLY);
            source.connect(recorder, MediaType.VIDEO);
            recorder.record();
            publisher.awaitKeyframeRequest();
            publisher.video(MediaPublisher.vp8(random, true), VIDEO_BEGIN);
            byte[] large = new byte[100_000];
            large[0] = 1;
            for (int i = 1; i < 200 && events.stream().noneMatch(event -> event.startsWith("Error")); i++) {
                publisher.video(large, VIDEO_BEGIN + i * FRAME_TICKS);
                publisher.awaitReceived();
            }
            assertThat(await("Error")).isEqualTo("Error: The destination takes the recording too slowly.");
            await("Stopped");
        }
    }

    @Test
    void anInvalidUriIsAnError() throws Exception {
        start(StorageConfig.DEFAULT);
        for (String uri : List.of("http://127.0.0.1:99999/take", "http:///take", "http://a b/")) {
            recorder(uri, MediaProfileSpecType.WEBM).record();
            assertThat(await("Error")).startsWith("Error: The uri ");
        }
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private static HttpServer server(Handler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", handler::handle);
        server.start();
        return server;
    }

    private static String address(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }
}
