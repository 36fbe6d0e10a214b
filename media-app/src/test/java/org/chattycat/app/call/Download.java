package org.chattycat.app.call;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chattycat.app.TestBrowser;
import org.chattycat.kurento.webm.WebmFrame;
import org.chattycat.kurento.webm.WebmHeader;
import org.chattycat.kurento.webm.WebmReader;

/** Downloads recorded files, and reads them. */
final class Download {
    private Download() {}

    /** What is in a file. */
    record Played(WebmHeader header, List<WebmFrame> frames) {
        List<WebmFrame> ofTrack(int number) {
            return frames.stream().filter(frame -> frame.track() == number).toList();
        }
    }

    static HttpResponse<byte[]> get(TestBrowser person, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(person.at(path)).header("Cookie", person.cookieHeader());
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    static Played play(byte[] file) throws IOException {
        WebmReader reader = new WebmReader(new ByteArrayInputStream(file));
        List<WebmFrame> frames = new ArrayList<>();
        for (Optional<WebmFrame> frame = reader.next(); frame.isPresent(); frame = reader.next()) {
            frames.add(frame.get());
        }
        return new Played(reader.header(), frames);
    }
}
