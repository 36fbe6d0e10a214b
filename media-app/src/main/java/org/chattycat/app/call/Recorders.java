package org.chattycat.app.call;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.chattycat.app.meeting.PublicationKind;
import org.chattycat.app.meeting.RoomState;
import org.chattycat.app.meeting.RoomState.RoomParticipant;
import org.chattycat.app.meeting.RoomState.RoomPublication;
import org.chattycat.app.recording.RecordingUploads;
import org.chattycat.kurento.client.MediaServerException;
import org.chattycat.kurento.client.PublicationRecorder;
import org.chattycat.kurento.client.RecordedMedia;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the media server record what local participants publish, while the meeting is recorded and they agree. A file has the sound and
 * the video that are on when it begins, so another one begins when that changes. Used on the room's executor only. A recorder that
 * fails never harms the call.
 */
final class Recorders {
    private static final Logger log = LoggerFactory.getLogger(Recorders.class);
    /** A media server that cannot record this is not asked again and again. */
    private static final int MAX_FAILURES = 3;

    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final RoomServices services;
    private final RoomExecutor executor;
    private final Map<UUID, Entry> byPublication = new HashMap<>();

    /** What is to be recorded. The publishing changes when the page publishes again. */
    private record Wanted(UUID recordingId, Publishing publishing, RecordedMedia media) {}

    /** What is being recorded, or could not be. */
    private static final class Entry {
        private final Wanted wanted;
        private RecordingUploads.Target target;
        private PublicationRecorder recorder;
        private int failures;
        private long retryNanos = System.nanoTime();
        private long begunNanos;

        Entry(Wanted wanted) {
            this.wanted = wanted;
        }

        boolean isDue() {
            return recorder == null && failures < MAX_FAILURES && System.nanoTime() - retryNanos >= 0;
        }

        void noteFailure() {
            recorder = null;
            boolean worked = target != null && System.nanoTime() - begunNanos > PAUSE.toNanos();
            failures = worked ? 0 : failures + 1;
            retryNanos = System.nanoTime() + (worked ? 0 : PAUSE.toNanos());
            target = null;
        }
    }

    Recorders(RoomServices services, RoomExecutor executor) {
        this.services = services;
        this.executor = executor;
    }

    /** Ends and begins recordings as the room's state wants. Never fails. */
    void follow(RoomState state, Collection<LocalParticipant> participants) {
        Map<UUID, Wanted> wanted = new HashMap<>();
        if (state.isRecorded()) {
            participants.forEach(participant -> wanted.putAll(wanted(state, participant)));
        }
        for (Map.Entry<UUID, Entry> known : List.copyOf(byPublication.entrySet())) {
            if (!known.getValue().wanted.equals(wanted.get(known.getKey()))) {
                byPublication.remove(known.getKey());
                end(known.getValue());
            }
        }
        wanted.forEach((publicationId, one) -> {
            Entry entry = byPublication.computeIfAbsent(publicationId, id -> new Entry(one));
            if (entry.isDue()) {
                begin(publicationId, entry);
            }
        });
    }

    private Map<UUID, Wanted> wanted(RoomState state, LocalParticipant local) {
        Map<UUID, Wanted> wanted = new HashMap<>();
        RoomParticipant participant = state.participants().get(local.id());
        if (participant == null || !Boolean.TRUE.equals(participant.agreesToRecording())) {
            return wanted;
        }
        for (Publishing publishing : local.publishings()) {
            UUID id = publishing.publicationId();
            Entry known = byPublication.get(id);
            participant.publications().stream()
                    .filter(published -> published.id().equals(id) && published.kind() != PublicationKind.CAMERA_SMALL)
                    .findAny()
                    .flatMap(published ->
                            media(published, participant.mutedByHost(), known == null ? null : known.wanted.media()))
                    .ifPresent(
                            media -> wanted.put(id, new Wanted(state.recording().id(), publishing, media)));
        }
        return wanted;
    }

    /**
     * What of a publication is recorded; empty for nothing. A microphone that its person muted is recorded as silence, so that files
     * do not end with each word. One that the host muted is not recorded: nobody may hear it. Where there is no video either, a file
     * begins only with sound.
     *
     * @param present what is recorded now; null for nothing
     */
    static Optional<RecordedMedia> media(RoomPublication published, boolean mutedByHost, RecordedMedia present) {
        boolean audible = !mutedByHost;
        if (!published.videoMuted()) {
            return Optional.of(audible ? RecordedMedia.AUDIO_AND_VIDEO : RecordedMedia.VIDEO);
        }
        return audible && (!published.audioMuted() || present == RecordedMedia.AUDIO)
                ? Optional.of(RecordedMedia.AUDIO)
                : Optional.empty();
    }

    private void begin(UUID publicationId, Entry entry) {
        try {
            entry.target = services.database()
                    .one(services.recordings().begin(entry.wanted.recordingId(), publicationId, services.instanceId()));
            if (entry.target == null) {
                // The recording is over, or the person has just taken the consent back: the room is read again soon.
                entry.noteFailure();
                return;
            }
            entry.begunNanos = System.nanoTime();
            entry.recorder = entry.wanted
                    .publishing()
                    .record(
                            entry.wanted.media(),
                            entry.target.uri(),
                            reason -> executor.execute(() -> failed(entry, reason)));
        } catch (MediaServerException e) {
            log.warn("The media server does not record publication {}: {}", publicationId, e.getMessage());
            failed(entry, "The media server could not record this.");
        } catch (RuntimeException e) {
            log.warn("Publication {} is not recorded: {}", publicationId, e.toString());
            failed(entry, "The server could not have this recorded.");
        }
    }

    private void failed(Entry entry, String reason) {
        RecordingUploads.Target target = entry.target;
        if (target == null) {
            entry.noteFailure();
            return;
        }
        log.info("Recording {} failed: {}", target.recordingId(), reason);
        if (entry.recorder != null) {
            entry.recorder.release();
        }
        entry.noteFailure();
        quietly(() -> services.database().one(services.recordings().failed(target, reason)));
    }

    private void end(Entry entry) {
        if (entry.recorder != null) {
            entry.recorder.release();
            entry.recorder = null;
            quietly(() -> services.database().one(services.recordings().end(entry.target)));
        }
    }

    /** Ends all recordings of this instance: its pages go on elsewhere. */
    void endAll() {
        byPublication.values().forEach(this::end);
        byPublication.clear();
    }

    /** The media server has lost all recorders. Their uploads have broken off. */
    void forget() {
        byPublication.values().forEach(entry -> {
            if (entry.recorder != null) {
                entry.recorder.forget();
                quietly(() -> services.database().one(services.recordings().end(entry.target)));
            }
        });
        byPublication.clear();
    }

    /** What is not stored, as during an outage of the database, is found when the upload ends or by the watch of recordings. */
    private static void quietly(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            log.debug("The end of a recording was not stored", e);
        }
    }
}
