package org.chattycat.app.call;

import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import org.chattycat.app.kurento.KurentoProperties;
import org.chattycat.app.kurento.MediaServers;
import org.chattycat.app.meeting.MeetingProperties;
import org.chattycat.app.meeting.ParticipantRepository;
import org.chattycat.app.meeting.PublicationRepository;
import org.chattycat.app.meeting.RoomRepository;
import org.chattycat.app.platform.database.Blocking;

/** What every room needs from outside. */
record RoomServices(
        RoomRepository rooms,
        ParticipantRepository participants,
        PublicationRepository publications,
        Blocking database,
        MediaServers mediaServers,
        IceServers iceServers,
        MeetingProperties meetingProperties,
        CallProperties callProperties,
        KurentoProperties kurentoProperties,
        UUID instanceId,
        UUID deploymentId,
        Executor threads,
        ScheduledExecutorService timer,
        LongSupplier nanoTime) {}
