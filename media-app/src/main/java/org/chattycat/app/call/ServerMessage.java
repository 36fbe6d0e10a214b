package org.chattycat.app.call;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.chattycat.analysis.live.Advice;
import org.chattycat.analysis.live.LatencySample;
import org.chattycat.analysis.live.SeenCode;
import org.chattycat.app.alert.OpenAlert;
import org.chattycat.app.clock.ClockInvitations;
import org.chattycat.app.latency.viewer.GlassToGlass;
import org.chattycat.app.latency.viewer.MatchedFrames;
import org.chattycat.app.meeting.Knock;
import org.chattycat.app.meeting.RecordingEnd;
import org.chattycat.app.meeting.RoomState;
import org.chattycat.app.meeting.Uplink;
import org.chattycat.app.meeting.chat.ChatMessage;
import org.chattycat.kurento.client.IceCandidate;

/** A message from the server to a page. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ServerMessage.Joined.class, name = "joined"),
    @JsonSubTypes.Type(value = ServerMessage.ParticipantChanged.class, name = "participant"),
    @JsonSubTypes.Type(value = ServerMessage.ParticipantLeft.class, name = "participantLeft"),
    @JsonSubTypes.Type(value = ServerMessage.Published.class, name = "published"),
    @JsonSubTypes.Type(value = ServerMessage.Viewing.class, name = "viewing"),
    @JsonSubTypes.Type(value = ServerMessage.PictureSent.class, name = "picture"),
    @JsonSubTypes.Type(value = ServerMessage.SmallPicturesWanted.class, name = "smallPictures"),
    @JsonSubTypes.Type(value = ServerMessage.Done.class, name = "done"),
    @JsonSubTypes.Type(value = ServerMessage.TrickledCandidate.class, name = "candidate"),
    @JsonSubTypes.Type(value = ServerMessage.Latency.class, name = "latency"),
    @JsonSubTypes.Type(value = ServerMessage.ViewerQuality.class, name = "viewerQuality"),
    @JsonSubTypes.Type(value = ServerMessage.Advised.class, name = "advice"),
    @JsonSubTypes.Type(value = ServerMessage.CodeSeen.class, name = "codeSeen"),
    @JsonSubTypes.Type(value = ServerMessage.Renegotiate.class, name = "renegotiate"),
    @JsonSubTypes.Type(value = ServerMessage.MediaServerChanged.class, name = "mediaServer"),
    @JsonSubTypes.Type(value = ServerMessage.StampRequest.class, name = "stampRequest"),
    @JsonSubTypes.Type(value = ServerMessage.RecordingChanged.class, name = "recording"),
    @JsonSubTypes.Type(value = ServerMessage.MoveSuggested.class, name = "moveSuggested"),
    @JsonSubTypes.Type(value = ServerMessage.UnmuteRequested.class, name = "unmuteRequest"),
    @JsonSubTypes.Type(value = ServerMessage.MeetingChanged.class, name = "meeting"),
    @JsonSubTypes.Type(value = ServerMessage.Chat.class, name = "chat"),
    @JsonSubTypes.Type(value = ServerMessage.Reacted.class, name = "reaction"),
    @JsonSubTypes.Type(value = ServerMessage.Alerts.class, name = "alerts"),
    @JsonSubTypes.Type(value = ServerMessage.Knocks.class, name = "knocks"),
    @JsonSubTypes.Type(value = ServerMessage.ClockLink.class, name = "clockLink"),
    @JsonSubTypes.Type(value = ServerMessage.StampClock.class, name = "stampClock"),
    @JsonSubTypes.Type(value = ServerMessage.Pong.class, name = "pong"),
    @JsonSubTypes.Type(value = ServerMessage.Failure.class, name = "error")
})
sealed interface ServerMessage {
    record Joined(
            long ref,
            UUID participantId,
            String resumeToken,
            List<IceServer> iceServers,
            MeetingView meeting,
            List<ParticipantView> participants)
            implements ServerMessage {}

    /**
     * @param moveSuggested whether the host may move the media to another media server
     * @param stampsRequested whether the host asks everybody to switch the stamp clock on
     * @param title null for none
     * @param shortCode the code that people can say
     * @param smallPictures whether pages publish a small picture of their cameras
     * @param recording whether the meeting is being recorded
     */
    record MeetingView(
            UUID id,
            Instant createdAt,
            boolean moveSuggested,
            boolean stampsRequested,
            String title,
            String shortCode,
            boolean smallPictures,
            RecordingView recording) {
        static MeetingView of(UUID id, RoomState state, String shortCode, boolean smallPictures) {
            return new MeetingView(
                    id,
                    state.createdAt(),
                    state.moveSuggested(),
                    state.stampsRequested(),
                    state.title(),
                    shortCode,
                    smallPictures,
                    RecordingView.of(state.recording()));
        }
    }

    /**
     * The recording that goes on, or else the last one. Everything but {@code active} is null where there was none.
     *
     * @param startedBy the name of the host who started it; null once that account is deleted
     * @param end why it ended; null while it goes on
     */
    record RecordingView(boolean active, UUID id, Instant since, String startedBy, RecordingEnd end) {
        static final RecordingView NONE = new RecordingView(false, null, null, null, null);

        static RecordingView of(RoomState.RoomRecording recording) {
            return recording == null
                    ? NONE
                    : new RecordingView(
                            recording.active(),
                            recording.id(),
                            recording.startedAt(),
                            recording.startedBy(),
                            recording.end());
        }
    }

    /** As in RTCConfiguration. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record IceServer(List<String> urls, String username, String credential) {}

    /**
     * @param you whether this is the page's own participant
     * @param samePerson whether this is another participant of the page's account or guest
     * @param handRaisedAt null while the hand is down
     * @param host whether the person may act as the host of the meeting
     * @param coHost whether the person may because of being a co-host, and did not create the meeting
     * @param mutedByHostAt when the host muted the microphone; null once the person has unmuted it
     * @param recordingConsent the answer to the recording that goes on; null without one
     */
    record ParticipantView(
            UUID id,
            String displayName,
            boolean guest,
            boolean you,
            boolean samePerson,
            Status status,
            Instant handRaisedAt,
            boolean host,
            boolean coHost,
            Instant mutedByHostAt,
            Boolean recordingConsent,
            List<PublicationView> publications) {}

    enum Status {
        @JsonProperty("present")
        PRESENT,
        @JsonProperty("reconnecting")
        RECONNECTING
    }

    /**
     * @param recorded whether a file of it is being written
     * @param uplink how good the connection is over which it is sent, as the page that sends it judges
     */
    record PublicationView(
            UUID id, String kind, boolean audioMuted, boolean videoMuted, boolean recorded, Uplink uplink) {}

    record ParticipantChanged(ParticipantView participant) implements ServerMessage {}

    record ParticipantLeft(UUID participantId) implements ServerMessage {}

    record Published(long ref, UUID publicationId, String sdp) implements ServerMessage {}

    record Viewing(long ref, UUID publicationId, String sdp) implements ServerMessage {}

    /** Which picture of a publication the page is sent from now on. */
    record PictureSent(UUID publicationId, Picture picture) implements ServerMessage {}

    /** @param active whether pages publish a small picture of their cameras */
    record SmallPicturesWanted(boolean active) implements ServerMessage {}

    record Done(long ref) implements ServerMessage {}

    record TrickledCandidate(UUID publicationId, EndpointRole role, String candidate, String sdpMid, int sdpMLineIndex)
            implements ServerMessage {
        static TrickledCandidate of(UUID publicationId, EndpointRole role, IceCandidate candidate) {
            return new TrickledCandidate(
                    publicationId, role, candidate.candidate(), candidate.sdpMid(), candidate.sdpMLineIndex());
        }
    }

    /** {@link MessageCodec} decides which fields of a sample a page receives. */
    record Latency(List<LatencySample> measurements) implements ServerMessage {}

    /** What follows from the page's newest report. */
    record ViewerQuality(List<PublicationQuality> publications) implements ServerMessage {}

    /** @param matchedFrames null where the report had no frames that a worker timed too */
    record PublicationQuality(UUID publicationId, GlassToGlass glassToGlass, MatchedFrames matchedFrames) {}

    /**
     * @param text the problem, for everyone in the room
     * @param action what the participant who publishes this can do; empty for nothing
     * @param active false if the advice with this code is withdrawn
     */
    record Advised(UUID participantId, UUID publicationId, String code, String text, String action, boolean active)
            implements ServerMessage {
        static Advised of(Advice advice) {
            return new Advised(
                    advice.participantId(),
                    advice.publicationId(),
                    advice.code(),
                    advice.text(),
                    advice.action(),
                    advice.active());
        }
    }

    /** @param codes empty if no code is left in the picture */
    record CodeSeen(UUID publicationId, List<SeenCode> codes) implements ServerMessage {}

    record Renegotiate(UUID publicationId, EndpointRole role) implements ServerMessage {}

    /** @param available whether the room's media server answers */
    record MediaServerChanged(boolean available) implements ServerMessage {}

    /** @param active whether the host asks everybody to switch the stamp clock on */
    record StampRequest(boolean active) implements ServerMessage {}

    /** @param active whether the media server is being taken out of service, and the host may move the media to another one */
    record MoveSuggested(boolean active) implements ServerMessage {}

    record RecordingChanged(RecordingView recording) implements ServerMessage {}

    /** The host asks the page's person to unmute. */
    record UnmuteRequested() implements ServerMessage {}

    /** Answers the request for a link to the clock page, see {@link ClockInvitations.Invitation}. */
    record ClockLink(long ref, String url, String lanUrl, String lanFingerprint, boolean reachable, Instant expiresAt)
            implements ServerMessage {
        static ClockLink of(long ref, ClockInvitations.Invitation invitation) {
            return new ClockLink(
                    ref,
                    invitation.url(),
                    invitation.lanUrl(),
                    invitation.lanFingerprint(),
                    invitation.reachable(),
                    invitation.expiresAt());
        }
    }

    /** @param clockId five digits, for the code */
    record StampClock(long ref, String clockId) implements ServerMessage {}

    /**
     * @param sentMs as in the ping; null if it had none
     * @param serverMs when the ping arrived, in ms since 1970; null if the ping had no sentMs
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Pong(Double sentMs, Double serverMs) implements ServerMessage {}

    /** @param title null for none */
    record MeetingChanged(String title) implements ServerMessage {}

    /** @param messages in the order of their numbers */
    record Chat(List<ChatView> messages) implements ServerMessage {
        static Chat of(List<ChatMessage> messages) {
            return new Chat(messages.stream()
                    .map(message -> new ChatView(
                            message.number(),
                            message.participantId(),
                            message.displayName(),
                            message.guest(),
                            message.sentAt(),
                            message.text()))
                    .toList());
        }
    }

    /** @param number from 1 in the order in which messages were sent */
    record ChatView(int number, UUID participantId, String displayName, boolean guest, Instant sentAt, String text) {}

    record Reacted(UUID participantId, Reaction reaction) implements ServerMessage {}

    /** @param alerts all that go on, the oldest first */
    record Alerts(List<OpenAlert> alerts) implements ServerMessage {}

    /** @param knocks all who wait for a host, in the order in which they knocked. For hosts only. */
    record Knocks(List<Knock> knocks) implements ServerMessage {}

    /** @param fatal whether the server closes the socket after it */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Failure(Long ref, CallErrorCode code, String message, boolean fatal) implements ServerMessage {}
}
