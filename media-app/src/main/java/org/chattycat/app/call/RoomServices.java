package org.chattycat.app.call;

import java.util.UUID;
import org.chattycat.app.alert.Alerts;
import org.chattycat.app.clock.ClockInvitations;
import org.chattycat.app.clock.Stamps;
import org.chattycat.app.kurento.KurentoProperties;
import org.chattycat.app.kurento.MediaServers;
import org.chattycat.app.kurento.ServerMarks;
import org.chattycat.app.latency.timeline.MediaServerOutages;
import org.chattycat.app.latency.viewer.ViewerReports;
import org.chattycat.app.meeting.InstanceLease;
import org.chattycat.app.meeting.MeetingProperties;
import org.chattycat.app.meeting.Participants;
import org.chattycat.app.meeting.PublicationRepository;
import org.chattycat.app.meeting.RoomRepository;
import org.chattycat.app.meeting.ShortCodes;
import org.chattycat.app.meeting.WaitingRoom;
import org.chattycat.app.meeting.chat.Chat;
import org.chattycat.app.platform.database.Blocking;
import org.chattycat.app.recording.RecordingUploads;
import org.springframework.stereotype.Component;

/** What all rooms of this instance use. */
@Component
record RoomServices(
        RoomRepository rooms,
        Participants participants,
        WaitingRoom waitingRoom,
        ShortCodes shortCodes,
        PublicationRepository publications,
        Blocking database,
        MediaServers mediaServers,
        ServerMarks serverMarks,
        RecordingUploads recordings,
        ViewerReports viewerReports,
        MediaServerOutages outages,
        Chat chat,
        Alerts alerts,
        Gestures gestures,
        IceServers iceServers,
        ClockInvitations clockInvitations,
        Stamps stamps,
        InstanceLease lease,
        MeetingProperties meetingProperties,
        CallProperties callProperties,
        KurentoProperties kurentoProperties) {
    UUID instanceId() {
        return lease.id();
    }

    /** The id of the database, shared by all instances of this deployment. */
    UUID deploymentId() {
        return database.one(lease.deployment());
    }
}
