package org.chattycat.app.recording;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.chattycat.app.identity.account.Grant;
import org.chattycat.app.meeting.HostAction;
import org.chattycat.app.meeting.HostActions;
import org.chattycat.app.meeting.Hosts;
import org.chattycat.app.meeting.MeetingException;
import org.chattycat.app.meeting.RecordingEnd;
import org.chattycat.app.platform.limits.LocalRateLimits;
import org.chattycat.app.platform.limits.RateLimitedException;
import org.chattycat.app.platform.query.InvalidArgumentException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What hosts do about recordings, and what everybody in the meeting may see. Rooms follow within a second, because they read their
 * state again after each change.
 */
@Service
class Recordings {
    private final Hosts hosts;
    private final HostActions actions;
    private final SpanRepository spans;
    private final RecordingRepository files;
    private final RecordingFolder folder;
    private final RecordingProperties properties;
    private final LocalRateLimits changes;

    Recordings(
            Hosts hosts,
            HostActions actions,
            SpanRepository spans,
            RecordingRepository files,
            RecordingFolder folder,
            RecordingProperties properties) {
        this.hosts = hosts;
        this.actions = actions;
        this.spans = spans;
        this.files = files;
        this.folder = folder;
        this.properties = properties;
        this.changes = new LocalRateLimits(properties.changesPerMeeting(), System::nanoTime);
    }

    /**
     * Begins to record a meeting, unless it is being recorded. Everybody is asked anew. Fails with NOT_FOUND for accounts that are
     * no hosts, NOBODY_THERE for an empty room, and LIMIT_REACHED.
     */
    @Transactional
    Mono<Void> start(UUID meetingId, UUID accountId) {
        return asHost(meetingId, accountId)
                .then(spans.usage(meetingId))
                .filter(usage -> !usage.recorded())
                .doOnNext(this::check)
                .delayUntil(usage -> checkDisk())
                .flatMap(usage -> spans.start(UUID.randomUUID(), meetingId, accountId)
                        .then(actions.note(HostAction.Kind.RECORDING_STARTED, meetingId, accountId)));
    }

    private void check(SpanRepository.Usage usage) {
        if (!usage.occupied()) {
            throw new InvalidArgumentException(
                    "NOBODY_THERE", "Nobody is in this meeting. Start recording when somebody is.");
        }
        if (usage.files() >= properties.maxFilesPerMeeting()
                || usage.bytes() >= properties.maxMeetingSize().toBytes()) {
            throw limit("This meeting has as many recordings as it may have. Delete some of them first.");
        }
    }

    private Mono<Void> checkDisk() {
        return Mono.fromCallable(folder::isFull)
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(full -> full
                        ? Mono.error(limit("The disk of the server is nearly full, so nothing can be recorded."))
                        : Mono.empty());
    }

    /** Ends the recording of a meeting, if there is one. Fails with NOT_FOUND and LIMIT_REACHED. */
    @Transactional
    Mono<Void> stop(UUID meetingId, UUID accountId) {
        return asHost(meetingId, accountId)
                .then(actions.noteIf(
                        spans.end(meetingId, RecordingEnd.HOST.name()),
                        HostAction.Kind.RECORDING_STOPPED,
                        meetingId,
                        accountId));
    }

    /**
     * Deletes a file, and returns its meeting's id. Fails with NOT_FOUND unless the request may act as the host of the meeting, and
     * with IN_USE while the file is being written.
     */
    @Transactional
    Mono<UUID> delete(UUID id, Grant grant) {
        return findVisible(id, grant)
                .filter(Recording::deletable)
                .switchIfEmpty(Mono.error(() -> new MeetingException(
                        MeetingException.Rule.NOT_FOUND, "There is no such recording, or you may not delete it.")))
                .flatMap(found -> found.state() == Recording.State.RECORDING
                        ? Mono.error(new InvalidArgumentException(
                                "IN_USE", "This is being recorded. Stop recording, and delete it then."))
                        : files.delete(id)
                                .then(actions.note(
                                        HostAction.Kind.RECORDING_DELETED, found.meetingId(), grant.accountId()))
                                .thenReturn(found.meetingId()));
    }

    /** A file of a meeting that the request may see. */
    Mono<Recording> findVisible(UUID id, Grant grant) {
        return files.findVisible(id, grant.accountId()).filter(found -> grant.covers(found.meetingId()));
    }

    /** The files of a meeting, in the order of their beginnings. The caller has checked the access. */
    Flux<Recording> ofMeeting(UUID meetingId, UUID accountId) {
        return files.findAll(meetingId, accountId);
    }

    /**
     * Of each meeting that has one, the recording that goes on, or else the last one, by meeting. The caller has checked the access.
     */
    Mono<Map<UUID, MeetingRecording>> latest(Collection<UUID> meetingIds) {
        return spans.findLatest(meetingIds).collectMap(MeetingRecording::meetingId);
    }

    /** Counts the action, and fails unless the account is the host. Locks the meeting's row. */
    private Mono<UUID> asHost(UUID meetingId, UUID accountId) {
        return hosts.require(meetingId, accountId).doOnNext(id -> {
            try {
                changes.take(meetingId + " " + accountId, 1);
            } catch (RateLimitedException e) {
                throw limit("You have done this too often. Try again in a minute.");
            }
        });
    }

    private static MeetingException limit(String sentence) {
        return new MeetingException(MeetingException.Rule.LIMIT_REACHED, sentence);
    }
}
