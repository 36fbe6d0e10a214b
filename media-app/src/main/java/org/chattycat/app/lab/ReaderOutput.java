package org.chattycat.app.lab;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.unit.DataSize;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The lines of JSON that the process prints: they become the result, except those that report progress. Other lines are ignored. */
final class ReaderOutput implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** A frame full of codes takes a tenth of this. */
    private static final int MAX_LINE_BYTES = 256 * 1024;

    private final OutputStream result;
    private final DataSize maxResult;
    private final LabJob job;
    private long written;
    private boolean stopped;

    /** @param file which receives the result */
    ReaderOutput(Path file, LabProperties properties, LabJob job) throws IOException {
        this.result = new BufferedOutputStream(Files.newOutputStream(file));
        this.maxResult = properties.maxResult();
        this.job = job;
    }

    /** Whether the process had no time for the rest of the video. */
    boolean isStopped() {
        return stopped;
    }

    /**
     * Reads the lines of a process until it closes its output.
     *
     * @param onLine called for each line, as a sign of life
     * @throws ReaderFailure when a line or the result is too long
     */
    void readFrom(InputStream output, Runnable onLine) throws IOException, ReaderFailure {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        byte[] buffer = new byte[64 * 1024];
        for (int read = output.read(buffer); read >= 0; read = output.read(buffer)) {
            for (int i = 0; i < read; i++) {
                if (buffer[i] != '\n') {
                    line.write(buffer[i]);
                } else if (line.size() > 0) {
                    onLine.run();
                    accept(line.toByteArray());
                    line.reset();
                }
            }
            if (line.size() > MAX_LINE_BYTES) {
                throw new ReaderFailure(ReaderFailure.UNREADABLE);
            }
        }
    }

    private void accept(byte[] line) throws IOException, ReaderFailure {
        JsonNode node;
        try {
            node = JSON.readTree(new String(line, StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            // Such as what a JVM prints when it crashes, which its status tells as well.
            return;
        }
        if (node.path("summary").path("stopped").asBoolean(false)) {
            stopped = true;
        }
        if (node.has("progress")) {
            job.progress(node.path("progress").asDouble(0));
        } else {
            write(line);
        }
    }

    private void write(byte[] line) throws IOException, ReaderFailure {
        if (written + line.length + 1 > maxResult.toBytes()) {
            throw new ReaderFailure("This video shows more codes than can be listed; cut it and try again.");
        }
        result.write(line);
        result.write('\n');
        written += line.length + 1;
    }

    @Override
    public void close() throws IOException {
        result.close();
    }
}
