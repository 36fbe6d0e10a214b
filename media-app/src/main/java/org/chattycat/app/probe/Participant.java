package org.chattycat.app.probe;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * A scripted participant: joins a meeting as a guest, publishes a camera, views every camera of others, and does what the
 * server asks of a page. It asks for one large picture, of the camera that it views longest, and for small ones where there are.
 */
public final class Participant implements AutoCloseable {
    private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long PING_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** How often it looks what is due. */
    private static final long LOOK_MILLIS = 200;

    private static final long CLOSE_MILLIS = 2_000;
    private static final Duration LEAVE_LIMIT = Duration.ofSeconds(10);
    /** Of a page that is not read, whose server would close it before. */
    private static final int MAX_MESSAGES = 10_000;

    private static final String CAMERA = "camera";
    private static final String SMALL = "cameraSmall";

    /** What it does in the meeting. */
    public enum Role {
        /** Publishes its camera and views those of others. */
        TAKES_PART,
        /** The same, with a stamp clock in the picture; only one for each {@link CallMedia}. */
        STAMPS,
        /** Views the cameras of others. */
        VIEWS
    }

    private final CallMedia media;
    private final CallEvents events;
    private final Guest guest;
    private final Role role;
    private final long phaseNanos;
    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>(MAX_MESSAGES);
    private final Map<String, PublishedMedia> publications = new LinkedHashMap<>();
    private final Views views;
    private final CountDownLatch joined = new CountDownLatch(1);
    private final Thread thread;
    private CallSocket socket;
    private StampClock stamp;
    private boolean smallPictures;
    private volatile boolean leaving;

    /**
     * Joins, on a thread of its own.
     *
     * @param phaseNanos how long this camera's frames are behind those of the shared picture
     */
    public Participant(CallMedia media, CallEvents events, Guest guest, Role role, long phaseNanos) {
        this.media = media;
        this.events = events;
        this.guest = guest;
        this.role = role;
        this.phaseNanos = phaseNanos;
        views = new Views(media);
        thread = new Thread(this::run, "participant " + guest.name());
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits until the meeting was joined or could not be. */
    public boolean awaitJoined(Duration limit) throws InterruptedException {
        return joined.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run() {
        try {
            join();
            long pingAt = System.nanoTime();
            long reportAt = pingAt;
            while (!leaving && !socket.closed().isDone()) {
                if (System.nanoTime() - pingAt >= 0) {
                    socket.send("ping", Map.of());
                    pingAt = System.nanoTime() + PING_NANOS;
                }
                if (stamp != null && System.nanoTime() - reportAt >= 0) {
                    stamp.report();
                    reportAt = System.nanoTime() + REPORT_NANOS;
                }
                JsonNode message = messages.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (message != null) {
                    handle(message);
                }
                reportMissingPictures();
            }
            if (leaving) {
                socket.send("leave", Map.of());
                socket.closed()
                        .completeOnTimeout(-1, CLOSE_MILLIS, TimeUnit.MILLISECONDS)
                        .join();
            } else {
                failed("the server closed the WebSocket with " + socket.closed().join());
            }
        } catch (InterruptedException e) {
            // Left before it was complete.
        } catch (IOException | RuntimeException e) {
            failed(e.toString());
        } finally {
            joined.countDown();
            end();
        }
    }

    private void join() throws IOException, InterruptedException {
        long began = System.nanoTime();
        String base = guest.session().base();
        socket = CallSocket.open(guest.session(), base, base, this::received);
        JsonNode answer =
                socket.request("join", Map.of("meetingId", guest.meetingId())).join();
        if (!answer.path("type").asString().equals("joined")) {
            throw new IOException("'join' was refused: " + answer.path("code").asString());
        }
        events.joined((System.nanoTime() - began) / 1e6);
        joined.countDown();
        if (role == Role.STAMPS) {
            stamp = StampClock.start(socket);
            media.video().show(stamp::nowMs, stamp::text);
        }
        if (role != Role.VIEWS) {
            publish(CAMERA);
        }
        smallPictures(answer.at("/meeting/smallPictures").asBoolean());
        answer.path("participants").forEach(this::viewAll);
    }

    /** On the thread of the WebSocket. */
    private void received(JsonNode message) {
        switch (message.path("type").asString()) {
            case "latency" -> measured(message, System.nanoTime());
            case "participant", "participantLeft", "smallPictures", "renegotiate", "error" -> {
                if (!messages.offer(message)) {
                    failed("more messages arrive than are handled");
                }
            }
            default -> {
                // Answers and candidates go to who waits for them; the rest is for people.
            }
        }
    }

    private void measured(JsonNode message, long now) {
        for (JsonNode measurement : message.path("measurements")) {
            String id = measurement.path("publicationId").asString();
            SentFrames sent = media.sent().get(id);
            double ageMs = sent == null ? Double.NaN : sent.ageOfClockMs(Measured.clockMs(measurement), now);
            if (!Double.isNaN(ageMs)) {
                events.badge(id, ageMs);
            }
        }
    }

    private void handle(JsonNode message) {
        switch (message.path("type").asString()) {
            case "participant" -> viewAll(message.path("participant"));
            case "participantLeft" -> unview(message.path("participantId").asString());
            case "smallPictures" -> smallPictures(message.path("active").asBoolean());
            case "renegotiate" ->
                renegotiate(
                        message.path("publicationId").asString(),
                        message.path("role").asString());
            // Errors that answer a request are described where it was sent.
            default -> {
                if (!message.has("ref")) {
                    failed("error " + message.path("code").asString() + ": "
                            + message.path("message").asString());
                }
            }
        }
    }

    private void publish(String kind) {
        try {
            MediaConnection connection = MediaConnection.publish(socket, kind, media.dtls(), media.limit());
            boolean small = kind.equals(SMALL);
            SentFrames sent = new SentFrames();
            PublishedMedia stream = new PublishedMedia(
                    connection,
                    small ? media.video().small() : media.video().large(),
                    !small,
                    phaseNanos,
                    sent,
                    e -> failed("the " + kind + " ended: " + e));
            if (!small) {
                media.sent().put(stream.publicationId(), sent);
            }
            PublishedMedia former = publications.put(kind, stream);
            if (former != null) {
                media.loop().remove(former);
            }
            media.loop().add(stream);
        } catch (IOException | RuntimeException e) {
            failed(kind + ": " + e.getMessage());
        }
    }

    private void smallPictures(boolean active) {
        smallPictures = active;
        PublishedMedia small = publications.get(SMALL);
        if (active && small == null && publications.containsKey(CAMERA)) {
            publish(SMALL);
        } else if (!active && small != null) {
            publications.remove(SMALL);
            media.loop().remove(small);
            socket.request("unpublish", Map.of("publicationId", small.publicationId()));
        }
        stateWishes();
    }

    private void viewAll(JsonNode participant) {
        if (participant.path("you").asBoolean()) {
            return;
        }
        String participantId = participant.path("id").asString();
        Set<String> theirs = new LinkedHashSet<>();
        participant
                .path("publications")
                .forEach(one -> theirs.add(one.path("id").asString()));
        views.end(participantId, theirs);
        theirs.stream().filter(id -> !views.has(id)).forEach(id -> view(participantId, id));
        stateWishes();
    }

    private void view(String participantId, String publicationId) {
        long began = System.nanoTime();
        String picture = views.wish(publicationId, smallPictures);
        try {
            MediaConnection connection =
                    MediaConnection.view(socket, publicationId, picture, media.dtls(), media.limit());
            ViewedMedia stream = new ViewedMedia(
                    connection,
                    began,
                    first -> events.firstFrame((System.nanoTime() - first.beganNanos()) / 1e6),
                    checksum -> arrived(publicationId, checksum),
                    e -> failed("a view ended: " + e));
            views.put(publicationId, participantId, stream, picture);
        } catch (IOException | RuntimeException e) {
            failed("view: " + e.getMessage());
        }
    }

    /** In the loop. */
    private void arrived(String publicationId, long checksum) {
        SentFrames sent = media.sent().get(publicationId);
        double ageMs = sent == null ? Double.NaN : sent.ageOfChecksumMs(checksum, System.nanoTime());
        if (!Double.isNaN(ageMs)) {
            events.frameArrived(ageMs);
        }
    }

    private void unview(String participantId) {
        views.end(participantId, Set.of());
        stateWishes();
    }

    private void stateWishes() {
        views.changeWishes(
                smallPictures, (id, wish) -> socket.send("picture", Map.of("publicationId", id, "picture", wish)));
    }

    private void renegotiate(String publicationId, String role) {
        if (role.equals("publisher")) {
            publications.entrySet().stream()
                    .filter(one -> one.getValue().publicationId().equals(publicationId))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .ifPresent(this::publish);
        } else {
            String participantId = views.participantOf(publicationId);
            if (participantId != null) {
                view(participantId, publicationId);
            }
        }
    }

    private void reportMissingPictures() {
        for (int missing = views.takeMissing(); missing > 0; missing--) {
            failed("no picture of a camera within " + media.limit().toSeconds() + " s");
        }
    }

    /** Views that have a picture. */
    public int pictures() {
        return views.pictures();
    }

    /** What the views of this participant have received so far, sound or video. */
    public Received received(boolean video) {
        return views.received(video);
    }

    private void failed(String what) {
        events.failed(guest.name(), what);
    }

    private void end() {
        publications.values().forEach(stream -> {
            media.sent().remove(stream.publicationId());
            media.loop().remove(stream);
        });
        views.close();
        if (socket != null) {
            socket.close();
        }
    }

    /** Begins to leave; {@link #close} waits for it. */
    public void leave() {
        leaving = true;
    }

    @Override
    public void close() {
        leave();
        try {
            thread.join(LEAVE_LIMIT.toMillis());
            thread.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
