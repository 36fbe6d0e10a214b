package org.chattycat.app;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** Downloads all samples of a meeting as a file, reads it as fast as it comes, and counts its lines. */
final class ExportBench {
    private static final int WARM_UP = 200_000;

    private final HttpClient client = HttpClient.newHttpClient();
    private final TestBrowser reader;
    private final UUID meeting;
    private final Instant from;
    private final Instant to;

    /** @param to where the range of the samples ends, which are spread evenly over it */
    ExportBench(TestBrowser reader, UUID meeting, Instant from, Instant to) {
        this.reader = reader;
        this.meeting = meeting;
        this.from = from;
        this.to = to;
    }

    /**
     * Downloads in each format, after a part of the file to warm up.
     *
     * @param rows how many the range has
     * @param figures gets the members of a JSON object for each format
     */
    void run(int rows, Consumer<String> figures) throws IOException, InterruptedException {
        long part = (to.toEpochMilli() - from.toEpochMilli()) * Math.min(WARM_UP, rows) / rows;
        for (String scenario : List.of("csv identity", "jsonl identity", "csv gzip")) {
            String[] words = scenario.split(" ");
            download(words[0], words[1], from.plusMillis(part));
            HeapGrowth heap = HeapGrowth.watch();
            long began = System.nanoTime();
            Download file = download(words[0], words[1], to);
            double seconds = (System.nanoTime() - began) / 1e9;
            // CSV begins with a line of names, and JSON lines end with one that says how many there are.
            if (file.lines != rows + 1) {
                throw new IllegalStateException("the file has " + file.lines + " lines");
            }
            figures.accept(
                    "\"format\":\"%s\",\"coding\":\"%s\",\"rows\":%d,\"rowsPerSecond\":%.0f,\"bytes\":%d,\"heapGrowthMiB\":%.1f"
                            .formatted(words[0], words[1], rows, rows / seconds, file.bytes, heap.growthMiB()));
        }
    }

    private record Download(long lines, long bytes) {}

    private Download download(String format, String coding, Instant until) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        reader.at("/api/meetings/%s/samples.%s?from=%s&to=%s".formatted(meeting, format, from, until)))
                .header("Cookie", reader.cookieHeader())
                .header("Accept-Encoding", coding)
                .build();
        long lines = 0;
        CountedInput received = new CountedInput(
                client.send(request, HttpResponse.BodyHandlers.ofInputStream()).body());
        try (InputStream body =
                coding.equals("gzip") ? new GZIPInputStream(received, 1 << 16) : new BufferedInputStream(received)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = body.read(buffer); read > 0; read = body.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
            }
        }
        return new Download(lines, received.bytes);
    }

    private static final class CountedInput extends FilterInputStream {
        private long bytes;

        CountedInput(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            bytes += Math.max(0, read);
            return read;
        }
    }
}
