package org.chattycat.app.probe;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * A scripted participant: joins a meeting as a guest, publishes a camera, views every camera of others, and does what the
 * server asks of a page. It asks for one large picture, of the camera that it views longest, and for small ones where there are.
 * With a {@link Recovery}, it resumes when its WebSocket breaks, and repeats what failed.
 */
public final class Participant implements AutoCloseable {
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long PING_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** How often it looks what is due. */
    private static final long LOOK_MILLIS = 200;

    private static final long CLOSE_MILLIS = 2_000;
    private static final Duration LEAVE_LIMIT = Duration.ofSeconds(10);
    /** Of a page that is not read, whose server would close it before. */
    private static final int MAX_MESSAGES = 10_000;

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
    private final String name;
    private final Role role;
    private final Recovery recovery;
    private final ParticipantSession session;
    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>(MAX_MESSAGES);
    private final Publications publications;
    private final Views views;
    /** What failed and is repeated: kinds of publications, and publications with their participants. */
    private final Set<String> publishAgain = new LinkedHashSet<>();

    private final Map<String, String> viewAgain = new LinkedHashMap<>();
    private final CountDownLatch joined = new CountDownLatch(1);
    private final Thread thread;
    private StampClock stamp;
    private boolean smallPictures;
    private volatile boolean leaving;

    /**
     * Joins, on a thread of its own.
     *
     * @param phaseNanos how long this camera's frames are behind those of the shared picture
     */
    public Participant(CallMedia media, CallEvents events, Guest guest, Role role, Recovery recovery, long phaseNanos) {
        this.media = media;
        this.events = events;
        this.name = guest.name();
        this.role = role;
        this.recovery = recovery;
        session = new ParticipantSession(guest, recovery, this::received);
        publications = new Publications(media, phaseNanos, (kind, e) -> ended("the " + kind, e));
        views = new Views(media);
        thread = new Thread(this::run, "participant " + name);
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
            takePart();
            while (!leaving && recovery.isWanted()) {
                JsonNode answer = session.resume(() -> leaving);
                whileConnected(() -> follow(answer));
                takePart();
            }
            if (leaving) {
                socket().send("leave", Map.of());
                socket().closed()
                        .completeOnTimeout(-1, CLOSE_MILLIS, TimeUnit.MILLISECONDS)
                        .join();
            } else {
                failed("the server closed the WebSocket with "
                        + socket().closed().join());
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
        JsonNode answer = session.join();
        events.joined((System.nanoTime() - began) / 1e6);
        joined.countDown();
        if (role == Role.STAMPS) {
            stamp = StampClock.start(socket());
            media.video().show(stamp::nowMs, stamp::text);
        }
        if (role != Role.VIEWS) {
            publish(Publications.CAMERA);
        }
        follow(answer);
    }

    /** Does what {@code joined} says of the meeting, which may have changed meanwhile. */
    private void follow(JsonNode joinedMessage) {
        smallPictures(joinedMessage.at("/meeting/smallPictures").asBoolean());
        JsonNode participants = joinedMessage.path("participants");
        Set<String> present = new HashSet<>();
        participants.forEach(one -> present.add(one.path("id").asString()));
        views.participants().stream().filter(id -> !present.contains(id)).forEach(id -> unview(id, Set.of()));
        participants.forEach(this::viewAll);
    }

    /** Until it leaves, or the WebSocket breaks. */
    private void takePart() throws InterruptedException {
        long pingAt = System.nanoTime();
        long secondAt = pingAt;
        while (!leaving && !socket().closed().isDone()) {
            JsonNode message = messages.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            boolean pings = System.nanoTime() - pingAt >= 0;
            boolean secondIsOver = System.nanoTime() - secondAt >= 0;
            boolean connected = whileConnected(() -> {
                if (message != null) {
                    handle(message);
                }
                missingPictures();
                if (pings) {
                    socket().send("ping", Map.of());
                }
                if (secondIsOver) {
                    repeat();
                }
            });
            if (!connected) {
                return;
            }
            pingAt = pings ? System.nanoTime() + PING_NANOS : pingAt;
            secondAt = secondIsOver ? System.nanoTime() + SECOND_NANOS : secondAt;
        }
    }

    /** @return false if the WebSocket broke meanwhile, and it is to resume */
    private boolean whileConnected(Runnable action) {
        try {
            action.run();
            return true;
        } catch (CompletionException e) {
            if (!recovery.isWanted()) {
                throw e;
            }
            socket().close();
            return false;
        }
    }

    private CallSocket socket() {
        return session.socket();
    }

    /** What is due each second: the report of the stamp clock, and another attempt at what failed. */
    private void repeat() {
        if (stamp != null) {
            stamp.report();
        }
        List.copyOf(publishAgain).forEach(this::publish);
        Map.copyOf(viewAgain).forEach((publicationId, participantId) -> view(participantId, publicationId));
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
            events.stored(measurement.path("sampleId").asString());
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
            case "participantLeft" -> {
                unview(message.path("participantId").asString(), Set.of());
                stateWishes();
            }
            case "smallPictures" -> smallPictures(message.path("active").asBoolean());
            case "renegotiate" ->
                renegotiate(
                        message.path("publicationId").asString(),
                        message.path("role").asString());
            // Errors that answer a request are described where it was sent.
            default -> {
                if (!message.has("ref") && !recovery.isWanted()) {
                    failed("error " + message.path("code").asString() + ": "
                            + message.path("message").asString());
                }
            }
        }
    }

    private void publish(String kind) {
        try {
            publications.publish(socket(), kind);
            publishAgain.remove(kind);
        } catch (IOException | RuntimeException e) {
            if (recovery.isWanted()) {
                publishAgain.add(kind);
            } else {
                failed(kind + ": " + e.getMessage());
            }
        }
    }

    private void smallPictures(boolean active) {
        smallPictures = active;
        if (active && !publications.has(Publications.SMALL) && publications.has(Publications.CAMERA)) {
            publish(Publications.SMALL);
        } else if (!active && publications.has(Publications.SMALL)) {
            publications.unpublish(socket(), Publications.SMALL);
        }
        if (!active) {
            publishAgain.remove(Publications.SMALL);
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
        unview(participantId, theirs);
        theirs.stream().filter(id -> !views.has(id)).forEach(id -> view(participantId, id));
        stateWishes();
    }

    private void view(String participantId, String publicationId) {
        long began = System.nanoTime();
        String picture = views.wish(publicationId, smallPictures);
        try {
            MediaConnection connection =
                    MediaConnection.view(socket(), publicationId, picture, media.dtls(), media.limit());
            ViewedMedia stream = new ViewedMedia(
                    connection,
                    began,
                    first -> events.firstFrame((System.nanoTime() - first.beganNanos()) / 1e6),
                    checksum -> arrived(publicationId, checksum),
                    e -> ended("a view", e));
            views.put(publicationId, participantId, stream, picture);
            viewAgain.remove(publicationId);
        } catch (IOException | RuntimeException e) {
            if (recovery.isWanted()) {
                viewAgain.put(publicationId, participantId);
            } else {
                failed("view: " + e.getMessage());
            }
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

    private void unview(String participantId, Set<String> except) {
        views.end(participantId, except);
        viewAgain.entrySet().removeIf(one -> one.getValue().equals(participantId) && !except.contains(one.getKey()));
    }

    private void stateWishes() {
        views.changeWishes(
                smallPictures, (id, wish) -> socket().send("picture", Map.of("publicationId", id, "picture", wish)));
    }

    private void renegotiate(String publicationId, String role) {
        if (role.equals("publisher")) {
            publications.kindOf(publicationId).ifPresent(this::publish);
        } else {
            String participantId = views.participantOf(publicationId);
            if (participantId != null) {
                view(participantId, publicationId);
            }
        }
    }

    private void missingPictures() {
        views.takeMissing().forEach((publicationId, participantId) -> {
            if (recovery.isWanted()) {
                viewAgain.put(publicationId, participantId);
            } else {
                failed("no picture of a camera within " + media.limit().toSeconds() + " s");
            }
        });
    }

    /** On the thread of the media. With a recovery, the server is expected to ask for another negotiation. */
    private void ended(String what, Exception e) {
        if (!recovery.isWanted()) {
            failed(what + " ended: " + e);
        }
    }

    /** Whether it is in the meeting, with an open WebSocket. */
    public boolean isConnected() {
        CallSocket socket = socket();
        return socket != null && !socket.closed().isDone();
    }

    /** Views that have a picture. */
    public int pictures() {
        return views.pictures();
    }

    /** Views of which a frame arrived within the last so many ms. */
    public int flowing(long withinMs) {
        return views.flowing(TimeUnit.MILLISECONDS.toNanos(withinMs));
    }

    /** What the views of this participant have received so far, sound or video. */
    public Received received(boolean video) {
        return views.received(video);
    }

    private void failed(String what) {
        events.failed(name, what);
    }

    private void end() {
        publications.close();
        views.close();
        session.close();
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
