package org.chattycat.app.meeting;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.chattycat.app.identity.account.PersonalData;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The personal data of an account in meetings: its meetings, where it is a co-host, what it did as a host, its sessions,
 * hands and reactions, publications, samples and their roll-ups, and what its pages reported about the videos of others. The rows differ in their
 * columns and are exported as they are, so this uses DatabaseClient.
 */
@Component
class MeetingData implements PersonalData {
    /** Replaces the name of the account in meetings, whose samples stay. */
    private static final String DELETED = "Deleted account";

    private final DatabaseClient database;
    private final ParticipantRepository participants;
    private final Hosting hosting;

    MeetingData(DatabaseClient database, ParticipantRepository participants, Hosting hosting) {
        this.database = database;
        this.participants = participants;
        this.hosting = hosting;
    }

    @Override
    public String name() {
        return "meetings";
    }

    @Override
    public Flux<Map<String, Object>> of(UUID accountId) {
        return Flux.concat(
                rows(accountId, """
                        select 'meeting' as kind, m.id as "meetingId", m.created_at as at,
                               coalesce(m.created_by = :account, false) as host, m.guests_allowed as "guestsAllowed",
                               m.waiting_room as "waitingRoom", m.stamps_requested as "stampsRequested",
                               m.short_code as "shortCode",
                               case when m.created_by = :account then m.title end as title
                        from meeting m join meeting_member mm on mm.meeting_id = m.id and mm.account_id = :account
                        order by m.created_at
                        """),
                rows(accountId, """
                        select 'coHost' as kind, meeting_id as "meetingId", since as at
                        from co_host where account_id = :account order by since
                        """),
                rows(accountId, """
                        select 'hostAction' as kind, meeting_id as "meetingId", acted_at as at, kind as action,
                               participant_id as "participantId"
                        from host_action where account_id = :account order by acted_at
                        """),
                rows(accountId, """
                        select 'stay' as kind, meeting_id as "meetingId", joined_at as at, left_at as until,
                               display_name as "displayName", admitted_at as "admittedAt"
                        from participant where account_id = :account order by joined_at
                        """),
                rows(accountId, """
                        select 'gesture' as kind, g.meeting_id as "meetingId", g.shown_at as at, g.lowered_at as until,
                               g.kind as shows
                        from gesture g join participant p on p.id = g.participant_id
                        where p.account_id = :account order by g.shown_at
                        """),
                rows(accountId, """
                        select 'knock' as kind, meeting_id as "meetingId", knocked_at as at, display_name as "displayName",
                               answer as answer, answered_at as "answeredAt"
                        from knock where account_id = :account order by knocked_at
                        """),
                rows(accountId, """
                        select 'publication' as kind, u.meeting_id as "meetingId", u.started_at as at, u.ended_at as until,
                               u.kind as shows
                        from publication u join participant p on p.id = u.participant_id
                        where p.account_id = :account and u.kind <> 'cameraSmall' order by u.started_at
                        """),
                rows(accountId, """
                        select 'sample' as kind, s.meeting_id as "meetingId", s.arrived_at as at, s.clock_at as "clockAt",
                               s.latency_ms as "latencyMs", s.lower_ms as "lowerMs", s.upper_ms as "upperMs",
                               s.estimate_ms as "estimateMs", s.estimate_lower_ms as "estimateLowerMs",
                               s.estimate_upper_ms as "estimateUpperMs", s.plus_minus_ms as "plusMinusMs",
                               s.source as source, s.clock_id as "clockId", s.clock_number as "clockNumber", s.zone as zone, s.validity as validity
                        from latency_sample s join participant p on p.id = s.participant_id
                        where p.account_id = :account order by s.arrived_at
                        """),
                rows(accountId, """
                        select 'latencyMinute' as kind, l.meeting_id as "meetingId", l.starts_at as at, l.source as source,
                               l.clock_id as "clockId", l.clock_number as "clockNumber", l.samples as samples,
                               l.implausible as implausible, l.clock_faults as "clockFaults", l.min_ms as "minMs",
                               l.sum_ms / nullif(l.samples, 0) as "meanMs", l.max_ms as "maxMs"
                        from latency_minute l join participant p on p.id = l.participant_id and p.meeting_id = l.meeting_id
                        where p.account_id = :account order by l.starts_at
                        """),
                rows(accountId, """
                        select 'videoQualityMinute' as kind, q.meeting_id as "meetingId", q.starts_at as at, q.seconds as seconds,
                               q.packets_received as "packetsReceived", q.packets_lost as "packetsLost",
                               q.bytes_received as "bytesReceived", q.frames_decoded as "framesDecoded",
                               q.freezes as freezes, q.frozen_ms as "frozenMs"
                        from video_quality_minute q join participant p on p.id = q.participant_id and p.meeting_id = q.meeting_id
                        where p.account_id = :account order by q.starts_at
                        """),
                rows(accountId, """
                        select 'viewerQuality' as kind, v.meeting_id as "meetingId", v.starts_at as at,
                               v.publication_id as "publicationId", v.rtt_ms as "rttMs",
                               v.network_jitter_ms as "networkJitterMs", v.packets_received as "packetsReceived",
                               v.packets_lost as "packetsLost", v.frames_decoded as "framesDecoded",
                               v.frames_dropped as "framesDropped", v.freezes as freezes, v.frozen_ms as "frozenMs",
                               v.width as width, v.height as height, v.camera_to_server_ms as "cameraToServerMs",
                               v.downlink_ms as "downlinkMs", v.jitter_buffer_ms as "jitterBufferMs",
                               v.decode_ms as "decodeMs", v.render_ms as "renderMs",
                               v.glass_to_glass_ms as "glassToGlassMs",
                               v.glass_to_glass_lower_ms as "glassToGlassLowerMs",
                               v.glass_to_glass_upper_ms as "glassToGlassUpperMs", v.direct_ms as "directMs",
                               v.media_server_ms as "mediaServerMs", v.capture_ms as "captureMs",
                               v.capture_plus_minus_ms as "capturePlusMinusMs",
                               v.matched_frames as "matchedFrames",
                               v.matched_camera_to_server_ms as "matchedCameraToServerMs",
                               v.matched_downlink_ms as "matchedDownlinkMs",
                               v.matched_server_to_screen_ms as "matchedServerToScreenMs"
                        from viewer_quality_window v join participant p on p.id = v.viewer_id
                        where p.account_id = :account order by v.starts_at
                        """));
    }

    @Override
    public Mono<Void> forget(UUID accountId) {
        return participants.rename(accountId, DELETED).then(hosting.removeGuestsOfAll(accountId));
    }

    private Flux<Map<String, Object>> rows(UUID accountId, String sql) {
        return database.sql(sql).bind("account", accountId).fetch().all().map(row -> {
            row.values().removeIf(Objects::isNull);
            return row;
        });
    }
}
