package org.chattycat.app.call;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.chattycat.kurento.webm.ServerTime;
import org.chattycat.kurento.webm.WebmFrame;
import org.chattycat.kurento.webm.WebmHeader;
import org.chattycat.kurento.webm.WebmTrack;
import org.chattycat.kurento.webm.WebmWriter;
import org.springframework.r2dbc.core.DatabaseClient;

/** Files as media servers upload them, without a media server. */
final class Uploaded {
    static final int FRAMES = 200;

    private Uploaded() {}

    /** A file of pictures and their times, as it is while it is being made. */
    static byte[] file() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WebmWriter writer = new WebmWriter(
                out,
                new WebmHeader(
                        "test",
                        Optional.of(Instant.now()),
                        Optional.empty(),
                        List.of(WebmTrack.vp8(1, 320, 240), WebmTrack.serverTimes(2))));
        for (int i = 0; i < FRAMES / 2; i++) {
            writer.write(new WebmFrame(1, i * 33L, i % 10 == 0, new byte[2000]));
            writer.write(ServerTime.frame(2, i * 33L, 1_800_000_000_000_000L + i * 33_000L));
        }
        writer.flush();
        return out.toByteArray();
    }

    /** Adds a file that is being recorded, and returns the token of its upload. */
    static String insert(DatabaseClient database, UUID meeting, UUID participant) {
        return insert(database, meeting, participant, "RECORDING", 0);
    }

    static String insert(DatabaseClient database, UUID meeting, UUID participant, String state, long bytes) {
        return insert(database, UUID.randomUUID(), meeting, participant, state, bytes);
    }

    private static String insert(
            DatabaseClient database, UUID id, UUID meeting, UUID participant, String state, long bytes) {
        boolean recording = state.equals("RECORDING");
        String token = UUID.randomUUID().toString();
        database.sql(
                        "insert into recording (id, meeting_id, span_id, participant_id, publication_id, kind, instance_id,"
                                + " upload_hash, state, bytes, ended_at) select '" + id + "', meeting_id, id, '"
                                + participant
                                + "', gen_random_uuid(), 'camera', (select min(id::text)::uuid from app_instance), "
                                + (recording ? "sha256('" + token + "'::bytea)" : "null") + ", '" + state + "', "
                                + bytes + ", "
                                + (recording ? "null" : "now()") + " from recording_span where meeting_id = '" + meeting
                                + "' order by started_at desc limit 1")
                .fetch()
                .rowsUpdated()
                .block();
        return token;
    }

    /** Adds a complete file of a recording that is over, also to the disk. */
    static UUID store(DatabaseClient database, Path directory, UUID meeting, UUID participant) throws IOException {
        database.sql("insert into recording_span (id, meeting_id, ended_at, ended_because) values (gen_random_uuid(), '"
                        + meeting + "', now(), 'HOST')")
                .fetch()
                .rowsUpdated()
                .block();
        UUID id = UUID.randomUUID();
        byte[] file = file();
        insert(database, id, meeting, participant, "COMPLETE", file.length);
        Path path = path(database, directory, id);
        Files.createDirectories(path.getParent());
        Files.write(path, file);
        return id;
    }

    static Path path(DatabaseClient database, Path directory, UUID id) {
        UUID deployment = database.sql("select id from deployment")
                .map(row -> row.get("id", UUID.class))
                .one()
                .block();
        return directory.resolve(deployment.toString()).resolve(id + ".webm");
    }

    /**
     * Uploads a file in chunks, as media servers do.
     *
     * @param complete whether the end follows; otherwise the connection is closed
     * @return the status; 0 without an answer
     */
    static int send(String base, String method, String token, byte[] file, boolean complete) throws IOException {
        return send(base, method, token, file, complete, Duration.ZERO);
    }

    /** The same with a pause after the first chunk, as while nobody speaks. */
    static int sendWithPause(String base, String token, byte[] file, Duration pause) throws IOException {
        return send(base, "PUT", token, file, true, pause);
    }

    private static int send(String base, String method, String token, byte[] file, boolean complete, Duration pause)
            throws IOException {
        URI site = URI.create(base);
        try (Socket socket = new Socket(site.getHost(), site.getPort())) {
            OutputStream out = socket.getOutputStream();
            // A media server in another network uses another name of this application.
            out.write((method + " /api/recording-uploads/" + token + " HTTP/1.1\r\nHost: media-app.internal:8080\r\n"
                            + "Content-Type: video/webm\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            int chunk = 10_000;
            try {
                for (int at = 0; at < file.length; at += chunk) {
                    int length = Math.min(chunk, file.length - at);
                    out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                    out.write(file, at, length);
                    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                    if (at == 0) {
                        sleep(pause);
                    }
                }
                if (!complete) {
                    return 0;
                }
                out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // Refused before everything was sent: the answer says why.
            }
            return status(socket.getInputStream());
        }
    }

    private static void sleep(Duration pause) throws InterruptedIOException {
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }

    private static int status(InputStream in) throws IOException {
        byte[] line = in.readNBytes("HTTP/1.1 200".length());
        return Integer.parseInt(new String(line, StandardCharsets.US_ASCII).substring(9));
    }
}
