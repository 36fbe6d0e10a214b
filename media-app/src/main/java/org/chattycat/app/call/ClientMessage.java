package org.chattycat.app.call;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.chattycat.app.clock.ClockReport;
import org.chattycat.app.identity.account.DisplayName;
import org.chattycat.app.latency.viewer.ViewerReport;
import org.chattycat.app.meeting.PublicationKind;
import org.chattycat.app.meeting.Uplink;
import org.chattycat.app.meeting.chat.ChatText;

/** A message from a page. The constructors throw IllegalArgumentException, with a message for people, if a field is invalid. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ClientMessage.Join.class, name = "join"),
    @JsonSubTypes.Type(value = ClientMessage.Publish.class, name = "publish"),
    @JsonSubTypes.Type(value = ClientMessage.Unpublish.class, name = "unpublish"),
    @JsonSubTypes.Type(value = ClientMessage.View.class, name = "view"),
    @JsonSubTypes.Type(value = ClientMessage.Unview.class, name = "unview"),
    @JsonSubTypes.Type(value = ClientMessage.ChoosePicture.class, name = "picture"),
    @JsonSubTypes.Type(value = ClientMessage.TrickledCandidate.class, name = "candidate"),
    @JsonSubTypes.Type(value = ClientMessage.Mute.class, name = "mute"),
    @JsonSubTypes.Type(value = ClientMessage.Unmute.class, name = "unmute"),
    @JsonSubTypes.Type(value = ClientMessage.UplinkGraded.class, name = "uplink"),
    @JsonSubTypes.Type(value = ClientMessage.Keyframe.class, name = "keyframe"),
    @JsonSubTypes.Type(value = ClientMessage.ViewerReported.class, name = "viewerReport"),
    @JsonSubTypes.Type(value = ClientMessage.SwitchHere.class, name = "switchHere"),
    @JsonSubTypes.Type(value = ClientMessage.ClockLink.class, name = "clockLink"),
    @JsonSubTypes.Type(value = ClientMessage.StampClock.class, name = "stampClock"),
    @JsonSubTypes.Type(value = ClientMessage.StopStampClock.class, name = "stopStampClock"),
    @JsonSubTypes.Type(value = ClientMessage.StampReport.class, name = "clockReport"),
    @JsonSubTypes.Type(value = ClientMessage.Say.class, name = "chat"),
    @JsonSubTypes.Type(value = ClientMessage.Hand.class, name = "hand"),
    @JsonSubTypes.Type(value = ClientMessage.React.class, name = "react"),
    @JsonSubTypes.Type(value = ClientMessage.RecordingConsent.class, name = "recordingConsent"),
    @JsonSubTypes.Type(value = ClientMessage.Ping.class, name = "ping"),
    @JsonSubTypes.Type(value = ClientMessage.Leave.class, name = "leave")
})
sealed interface ClientMessage {
    /** A message that is answered. The answer repeats {@code ref}, a number that the page chose. */
    sealed interface Request extends ClientMessage {
        Long ref();
    }

    record Join(Long ref, UUID meetingId, String displayName, String resumeToken) implements Request {
        public Join {
            FieldChecks.ref(ref);
            FieldChecks.given(meetingId, "meetingId");
            if (displayName != null) {
                displayName = new DisplayName(displayName).value();
            }
            FieldChecks.that(resumeToken == null || resumeToken.length() <= 100, "resumeToken is not valid");
        }
    }

    record Publish(Long ref, PublicationKind kind, String sdp) implements Request {
        public Publish {
            FieldChecks.ref(ref);
            FieldChecks.given(kind, "kind");
            FieldChecks.sdp(sdp);
        }
    }

    record Unpublish(Long ref, UUID publicationId) implements Request {
        public Unpublish {
            FieldChecks.ref(ref);
            FieldChecks.given(publicationId, "publicationId");
        }
    }

    /** @param picture which picture to begin with; the large one if null, as pages of a former release leave it out */
    record View(Long ref, UUID publicationId, String sdp, Picture picture) implements Request {
        public View {
            FieldChecks.ref(ref);
            FieldChecks.given(publicationId, "publicationId");
            FieldChecks.sdp(sdp);
            picture = picture == null ? Picture.LARGE : picture;
        }
    }

    /** Which picture of a publication that it views the page wants from now on. */
    record ChoosePicture(UUID publicationId, Picture picture) implements ClientMessage {
        public ChoosePicture {
            FieldChecks.given(publicationId, "publicationId");
            FieldChecks.given(picture, "picture");
        }
    }

    record Unview(Long ref, UUID publicationId) implements Request {
        public Unview {
            FieldChecks.ref(ref);
            FieldChecks.given(publicationId, "publicationId");
        }
    }

    /** An ICE candidate for a publication, or, before the page knows its id, for the request that creates it. */
    record TrickledCandidate(
            Long ref, UUID publicationId, EndpointRole role, String candidate, String sdpMid, Integer sdpMLineIndex)
            implements ClientMessage {
        public TrickledCandidate {
            FieldChecks.that(ref != null || publicationId != null, "publicationId or ref is missing");
            FieldChecks.given(role, "role");
            FieldChecks.given(candidate, "candidate");
            FieldChecks.that(candidate.length() <= 1000, "candidate is too long");
            sdpMid = sdpMid == null ? "" : sdpMid;
            FieldChecks.that(sdpMid.length() <= 100, "sdpMid is too long");
            sdpMLineIndex = sdpMLineIndex == null ? 0 : sdpMLineIndex;
            FieldChecks.that(sdpMLineIndex >= 0 && sdpMLineIndex < 100, "sdpMLineIndex is not valid");
        }
    }

    record Mute(UUID publicationId, boolean audioMuted, boolean videoMuted) implements ClientMessage {
        public Mute {
            FieldChecks.given(publicationId, "publicationId");
        }
    }

    /** The person pressed Unmute after the host muted the microphone. */
    record Unmute(Long ref) implements Request {
        public Unmute {
            FieldChecks.ref(ref);
        }
    }

    /** How good the page's connection is over which it sends a publication. */
    record UplinkGraded(UUID publicationId, Uplink grade) implements ClientMessage {
        public UplinkGraded {
            FieldChecks.given(publicationId, "publicationId");
            FieldChecks.given(grade, "grade");
        }
    }

    record Keyframe(UUID publicationId) implements ClientMessage {
        public Keyframe {
            FieldChecks.given(publicationId, "publicationId");
        }
    }

    /**
     * What the page knows about the publications that it views, once a second.
     *
     * @param clockErrorMs bound of the error of the page's clock against the server's; null while it is not synchronised
     */
    record ViewerReported(Double clockErrorMs, List<ViewerReport> publications) implements ClientMessage {
        /** Camera and screen of everybody in a full room. */
        private static final int MAX_PUBLICATIONS = 100;

        private static final double MAX_CLOCK_ERROR_MS = 60_000;

        public ViewerReported {
            FieldChecks.that(
                    clockErrorMs == null || clockErrorMs >= 0 && clockErrorMs <= MAX_CLOCK_ERROR_MS,
                    "clockErrorMs must be a number from 0 to 60000");
            FieldChecks.given(publications, "publications");
            FieldChecks.that(publications.size() <= MAX_PUBLICATIONS, "publications has too many entries");
            FieldChecks.that(
                    publications.stream().noneMatch(Objects::isNull), "publications has an entry that is null");
        }
    }

    /** Ends the other participants of this page's account or guest in the meeting. */
    record SwitchHere(Long ref) implements Request {
        public SwitchHere {
            FieldChecks.ref(ref);
        }
    }

    /** Asks for a link to the clock page. */
    record ClockLink(Long ref) implements Request {
        public ClockLink {
            FieldChecks.ref(ref);
        }
    }

    /** Asks for the id of a clock that the page draws into its camera's picture. */
    record StampClock(Long ref) implements Request {
        public StampClock {
            FieldChecks.ref(ref);
        }
    }

    record StopStampClock(Long ref) implements Request {
        public StopStampClock {
            FieldChecks.ref(ref);
        }
    }

    /** @see org.chattycat.app.clock.ClockReport */
    record StampReport(String clockId, Double clockMs, Double errorMs) implements ClientMessage {
        public StampReport {
            FieldChecks.given(clockId, "clockId");
            FieldChecks.given(clockMs, "clockMs");
            FieldChecks.given(errorMs, "errorMs");
            value(clockMs, errorMs);
        }

        private static ClockReport value(double clockMs, double errorMs) {
            return new ClockReport(clockMs, errorMs);
        }

        ClockReport value() {
            return value(clockMs, errorMs);
        }
    }

    /** A message for the chat. */
    record Say(Long ref, String text) implements Request {
        public Say {
            FieldChecks.ref(ref);
            FieldChecks.given(text, "text");
            text = new ChatText(text).value();
        }
    }

    /** Raises or lowers the hand. */
    record Hand(Long ref, Boolean raised) implements Request {
        public Hand {
            FieldChecks.ref(ref);
            FieldChecks.given(raised, "raised");
        }
    }

    /** Whether the page's person agrees to be recorded, in this recording of the meeting. */
    record RecordingConsent(Long ref, UUID recordingId, Boolean agrees) implements Request {
        public RecordingConsent {
            FieldChecks.ref(ref);
            FieldChecks.given(recordingId, "recordingId");
            FieldChecks.given(agrees, "agrees");
        }
    }

    record React(Long ref, Reaction reaction) implements Request {
        public React {
            FieldChecks.ref(ref);
            FieldChecks.given(reaction, "reaction");
        }
    }

    /** @param sentMs any number, which the answer repeats; null for none */
    record Ping(Double sentMs) implements ClientMessage {
        public Ping {
            FieldChecks.that(sentMs == null || !sentMs.isInfinite(), "sentMs is not a number");
        }
    }

    record Leave() implements ClientMessage {}
}
